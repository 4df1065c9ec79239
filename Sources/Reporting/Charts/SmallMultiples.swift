/// Many small lines, each with its own scale.
public struct SmallMultiples: ChartDrawing {
  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// The lines, in their order.
  public let lines: [Sparkline]

  /// Many small lines.
  public init(title: String, description: String, lines: [Sparkline]) {
    self.title = title
    self.description = description
    self.lines = lines
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    // Cannot trap: widths of drawings are written in the program.
    let columns = max(1, Int(width / 150))
    let cell = (width: width / Double(columns), height: 64.0)
    let rows = (lines.count + columns - 1) / columns
    var canvas = Canvas(width: width, height: Double(rows) * cell.height)
    for (index, line) in lines.enumerated() {
      let left = Double(index % columns) * cell.width
      let top = Double(index / columns) * cell.height
      canvas.text(TextExtent.fitted(line.name, cell.width - 14), left + 2, top + 9)
      line.draw(on: &canvas, in: .init(left: left, top: top + 17, right: left + cell.width - 12, bottom: top + 58))
    }
    return Drawing(canvas)
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title,
      columns: [
        ResultColumn("name"), ResultColumn("first", isNumeric: true), ResultColumn("last", isNumeric: true),
      ],
      rows: lines.map {
        [ResultCell($0.name), AxisUnit.users.cell($0.values.first), AxisUnit.users.cell($0.values.last)]
      })
  }
}
