/// Levels of several paths, one row per item: the levels of drivers in each scenario, for example.
///
/// Every row has its own scale, since drivers are measured in different units.
public struct LevelChart: ChartDrawing {
  /// An item.
  public struct Row: Sendable, Equatable {
    /// What it is.
    public let label: String
    /// Its reference level.
    public let reference: Double
    /// Its level in each path.
    public let levels: [Double]

    /// An item.
    public init(_ label: String, reference: Double, levels: [Double]) {
      self.label = label
      self.reference = reference
      self.levels = levels
    }
  }

  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// The names of the paths.
  public let paths: [String]
  /// The items.
  public let rows: [Row]

  /// A chart of levels.
  public init(title: String, description: String, paths: [String], rows: [Row]) {
    self.title = title
    self.description = description
    self.paths = paths
    self.rows = rows
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let legend = Legend(
      paths.enumerated().map { .init(name: $1, style: ChartStyle.fill($0), isArea: true) }, width: width)
    let rowHeight = 68.0
    var canvas = Canvas(width: width, height: legend.height + Double(rows.count) * rowHeight + 6)
    legend.draw(on: &canvas)
    for (index, row) in rows.enumerated() {
      let top = legend.height + Double(index) * rowHeight
      draw(row, on: &canvas, in: .init(left: 0, top: top, right: width, bottom: top + rowHeight))
    }
    return Drawing(canvas)
  }

  private func draw(_ row: Row, on canvas: inout Canvas, in box: Canvas.Box) {
    let y = box.top + 34
    let all = row.levels + [row.reference]
    canvas.text(TextExtent.fitted(row.label, box.width), box.left, box.top + 9, .start, "t b")
    let room = (all.map { TextExtent.width(Self.short($0)) }.max() ?? 0) / 2 + 6
    let x = Scale(domain: Scale.domain(of: all) ?? 0...1, start: box.left + room, end: box.right - room)
    canvas.line(x.start, y, x.end, y, "a")
    canvas.line(x(row.reference), y - 7, x(row.reference), y + 7, "z")
    // Paths at the same level share a ring of their colours.
    for (index, level) in row.levels.enumerated() {
      let earlier = row.levels[..<index].filter { abs(x($0) - x(level)) < 6 }.count
      canvas.circle(x(level), y, 6 - 2 * Double(min(earlier, 2)), ChartStyle.fill(index))
    }
    for level in all {
      canvas.text(
        Self.short(level), anyOf: [(x(level), y + 17, .middle)],
        within: .init(left: 0, top: 0, right: canvas.width, bottom: canvas.height))
    }
    let texts = zip(paths, row.levels).map { "\($0): \(Self.short($1))" }
    canvas.values(
      "\(row.label)\nreference: \(Self.short(row.reference))\n" + texts.joined(separator: "\n"), at: box)
  }

  /// A number without needless zeros.
  private static func short(_ value: Double) -> String {
    var text = NumberText.significant(value)
    guard text.contains("."), !text.contains("e") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title,
      columns: [ResultColumn("driver"), ResultColumn("reference", isNumeric: true)]
        + paths.map { ResultColumn($0, isNumeric: true) },
      rows: rows.map { [ResultCell($0.label), .number($0.reference)] + $0.levels.map { .number($0) } })
  }
}
