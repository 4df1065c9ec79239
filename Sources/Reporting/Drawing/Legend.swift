import Series

/// The names of lines with their colours, in rows above the frame.
struct Legend {
  /// A line or area and its name.
  struct Entry {
    let name: String
    let style: String
    let isArea: Bool
  }

  private let places: [(x: Double, row: Int, text: String)]
  private let entries: [Entry]
  /// The height of all rows.
  let height: Double

  /// Entries in as many rows as the width needs.
  init(_ entries: [Entry], width: Double) {
    var left = 0.0
    var row = 0
    var places: [(x: Double, row: Int, text: String)] = []
    for entry in entries {
      let text = TextExtent.fitted(entry.name, width - 24)
      let room = 22 + TextExtent.width(text) + 16
      if left > 0, left + room - 16 > width { (left, row) = (0, row + 1) }
      places.append((left, row, text))
      left += room
    }
    self.places = places
    self.entries = entries
    height = entries.isEmpty ? 0 : Double(row + 1) * 18 + 4
  }

  /// Draws the rows at the top left.
  func draw(on canvas: inout Canvas) {
    for (entry, place) in zip(entries, places) {
      let y = 8 + Double(place.row) * 18
      if entry.isArea {
        canvas.rectangle(.init(left: place.x, top: y - 5, right: place.x + 16, bottom: y + 5), entry.style)
      } else {
        canvas.line(place.x + 1, y, place.x + 15, y, entry.style)
      }
      canvas.text(place.text, place.x + 21, y)
    }
  }
}
