/// Collects the elements of a drawing. Colours and strokes are classes of ``ChartStyle``.
struct Canvas {
  /// A rectangle of the drawing; y grows downwards.
  struct Box: Equatable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
    var width: Double { right - left }
    var height: Double { bottom - top }

    /// Whether two boxes share more than an edge.
    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  /// Where a text begins or ends.
  enum Anchor: String {
    case start, middle, end
  }

  let width: Double
  var height: Double
  private(set) var body = MarkupFragment()
  /// The boxes of texts, for texts that look for a free place.
  private(set) var taken: [Box] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    body += "<path class=\"\(style)\" d=\"M\(at: x1) \(at: y1)L\(at: x2) \(at: y2)\"/>"
  }

  mutating func polyline(_ points: [(x: Double, y: Double)], _ style: String) {
    guard points.count > 1 else { return }
    body += "<path class=\"\(style)\" d=\"\(path(points))\"/>"
  }

  mutating func area(_ upper: [(x: Double, y: Double)], _ lower: [(x: Double, y: Double)], _ style: String) {
    guard upper.count > 1 else { return }
    body += "<path class=\"\(style)\" d=\"\(path(upper + lower.reversed()))Z\"/>"
  }

  private func path(_ points: [(x: Double, y: Double)]) -> String {
    "M" + points.map { "\(Markup.coordinate($0.x)) \(Markup.coordinate($0.y))" }.joined(separator: "L")
  }

  mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ style: String) {
    body += "<circle class=\"\(style)\" cx=\"\(at: x)\" cy=\"\(at: y)\" r=\"\(at: radius)\"/>"
  }

  mutating func rectangle(_ box: Box, _ style: String) {
    body += "<rect class=\"\(style)\" \(place(box))/>"
  }

  private func place(_ box: Box) -> MarkupFragment {
    "x=\"\(at: box.left)\" y=\"\(at: box.top)\" width=\"\(at: max(0, box.width))\" height=\"\(at: max(0, box.height))\""
  }

  /// An invisible area whose values are shown when a pointer rests on it.
  mutating func values(_ text: String, at box: Box) { values([text], keys: [], at: box) }

  /// The same with one line a value.
  ///
  /// - Parameters:
  ///   - lines: the lines.
  ///   - keys: a class of a sign before each line, which shows its colour; empty for none.
  ///   - box: the area.
  mutating func values(_ lines: [String], keys: [String], at box: Box) {
    let keyed: MarkupFragment = keys.isEmpty ? "" : " data-keys=\"\(keys.joined(separator: " "))\""
    body += "<rect class=\"h\"\(keyed) \(place(box))><title>\(lines.joined(separator: "\n"))</title></rect>"
  }

  /// A text whose middle lies at y; its box is remembered as taken.
  mutating func text(_ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, _ style: String = "t") {
    guard !text.isEmpty else { return }
    taken.append(Self.box(text, x, y, anchor))
    let end: MarkupFragment = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    body += "<text class=\"\(style)\" x=\"\(at: x)\" y=\"\(at: y + TextExtent.size * 0.35)\"\(end)>\(text)</text>"
  }

  /// The box of a text.
  static func box(_ text: String, _ x: Double, _ y: Double, _ anchor: Anchor) -> Box {
    let width = TextExtent.width(text)
    let left = x - (anchor == .start ? 0 : anchor == .middle ? width / 2 : width)
    return Box(left: left, top: y - TextExtent.line / 2, right: left + width, bottom: y + TextExtent.line / 2)
  }

  /// Marks a place that texts must not cover.
  mutating func reserve(_ box: Box) { taken.append(box) }

  /// Writes a text at the first free place; nowhere if all are taken.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - places: the places in the order of preference.
  ///   - bounds: the area that it must not leave.
  ///   - obstacles: areas to leave free if possible.
  /// - Returns: whether a place was free.
  @discardableResult
  mutating func text(
    _ text: String, anyOf places: [(x: Double, y: Double, anchor: Anchor)], within bounds: Box,
    avoiding obstacles: [Box] = []
  ) -> Bool {
    let free = places.filter { place in
      let box = Self.box(text, place.x, place.y, place.anchor)
      return box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top
        && box.bottom <= bounds.bottom
        && !taken.contains(where: box.overlaps)
    }
    let best = free.first { place in
      let box = Self.box(text, place.x, place.y, place.anchor)
      return !obstacles.contains(where: box.overlaps)
    }
    guard let place = best ?? free.first else { return false }
    self.text(text, place.x, place.y, place.anchor, "t halo")
    return true
  }

  /// Small boxes along a line, for texts that should not cross it.
  static func boxes(along points: [(x: Double, y: Double)]) -> [Box] {
    zip(points, points.dropFirst()).flatMap { start, end in
      let length = max(abs(end.x - start.x), abs(end.y - start.y))
      // Cannot trap: from 0 to 1000.
      let steps = length.isFinite ? max(1, Int(min(length / 6, 1000))) : 1
      return (0...steps).map { step in
        let share = Double(step) / Double(steps)
        let (x, y) = (start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
        return Box(left: x - 2, top: y - 2, right: x + 2, bottom: y + 2)
      }
    }
  }
}
