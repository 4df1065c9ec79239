/// A small line without axes.
public struct Sparkline: Sendable, Equatable {
  /// What it belongs to.
  public let name: String
  /// Its values, at equal distances.
  public let values: [Double]
  /// The widest interval, if any: a lower and an upper end a value.
  public let band: [ClosedRange<Double>]

  /// A small line.
  public init(_ name: String, _ values: [Double], band: [ClosedRange<Double>] = []) {
    self.name = name
    self.values = values
    self.band = band
  }

  /// Draws it into a box.
  func draw(on canvas: inout Canvas, in box: Canvas.Box) {
    let reach = values + band.flatMap { [$0.lowerBound, $0.upperBound] }
    let least = reach.min() ?? 0
    let most = reach.max() ?? 1
    let x = Scale(domain: 0...Double(max(1, values.count - 1)), start: box.left + 2, end: box.right - 4)
    let y = Scale(domain: least...max(least, most), start: box.bottom - 3, end: box.top + 3)
    canvas.area(
      band.enumerated().map { (x(Double($0)), y($1.upperBound)) },
      band.enumerated().map { (x(Double($0)), y($1.lowerBound)) }, "band f1")
    canvas.polyline(values.enumerated().map { (x(Double($0)), y($1)) }, "l thin s1")
    if let last = values.last { canvas.circle(x(Double(values.count - 1)), y(last), 2, "f1") }
  }
}

/// Many small lines, each with its own scale.
public struct SmallMultiples: ChartDrawing {
  /// What it shows.
  public let title: String
  /// What is to be seen.
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

  /// The numbers behind it.
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
