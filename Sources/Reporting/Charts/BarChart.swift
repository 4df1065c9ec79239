/// Named amounts as bars from zero to the right, with their values, so that no axis is needed.
public struct BarChart: ChartDrawing {
  /// A bar.
  public struct Bar: Sendable, Equatable {
    /// What it is.
    public let label: String
    /// Its length.
    public let value: Double

    /// A bar.
    public init(_ label: String, _ value: Double) {
      self.label = label
      self.value = value
    }
  }

  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// What the values are.
  public let unit: AxisUnit
  /// The kind of thing that a bar stands for, the heading of the first column of the table.
  public let kind: String
  /// From top to bottom.
  public let bars: [Bar]

  /// A chart of bars.
  public init(title: String, description: String, unit: AxisUnit, kind: String, bars: [Bar]) {
    self.title = title
    self.description = description
    self.unit = unit
    self.kind = kind
    self.bars = bars
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let texts = bars.map { unit.text($0.value) }
    let room = (texts.map(TextExtent.width).max() ?? 0) + 8
    var rows = BarRows(
      labels: bars.map(\.label), width: width, rowHeight: 26,
      domain: BarRows.domain(bars.map(\.value)), leftRoom: bars.contains { $0.value < 0 } ? room : 0, rightRoom: room)
    for (index, bar) in bars.enumerated() {
      rows.bar(index, from: 0, to: bar.value, ChartStyle.fill(bar.value < 0 ? 1 : 0))
      rows.text(texts[index], index, beside: bar.value, isLeft: bar.value < 0)
      rows.values("\(bar.label): \(texts[index])", index)
    }
    rows.zeroLine()
    return Drawing(rows.canvas)
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title, columns: [ResultColumn(kind), ResultColumn("value", isNumeric: true)],
      rows: bars.map { [ResultCell($0.label), unit.cell($0.value)] })
  }
}
