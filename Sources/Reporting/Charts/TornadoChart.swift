/// The effect of each input on a result from its low to its high value, with the most important one at the top.
public struct TornadoChart: ChartDrawing {
  /// An input.
  public struct Row: Sendable, Equatable {
    /// What it is.
    public let label: String
    /// The result at its low value.
    public let low: Double
    /// The result at its high value.
    public let high: Double
    /// The low value itself, as text.
    public let lowText: String
    /// The high value itself, as text.
    public let highText: String

    /// An input.
    public init(_ label: String, low: Double, high: Double, lowText: String, highText: String) {
      self.label = label
      self.low = low
      self.high = high
      self.lowText = lowText
      self.highText = highText
    }
  }

  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// What the results are.
  public let unit: AxisUnit
  /// The result with all inputs as they are.
  public let centre: Double
  /// The inputs, the widest first.
  public let rows: [Row]

  /// A tornado.
  ///
  /// - Parameters:
  ///   - title: what it shows.
  ///   - description: a description of what it shows.
  ///   - unit: what the results are.
  ///   - centre: the result with all inputs as they are.
  ///   - rows: the inputs in any order.
  public init(title: String, description: String, unit: AxisUnit = .users, centre: Double, rows: [Row]) {
    self.title = title
    self.description = description
    self.unit = unit
    self.centre = centre
    self.rows = rows.enumerated().sorted {
      let (left, right) = (abs($0.element.high - $0.element.low), abs($1.element.high - $1.element.low))
      return left > right || (left == right && $0.offset < $1.offset)
    }.map(\.element)
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let ends = (rows.flatMap { [$0.low, $0.high] } + [centre]).filter(\.isFinite)
    let least = ends.min() ?? 0
    let most = max(ends.max() ?? 1, least + abs(least) * 1e-9 + 1e-9)
    let texts = rows.flatMap { [unit.text($0.low), unit.text($0.high)] }
    let room = (texts.map(TextExtent.width).max() ?? 0) + 8
    var bars = BarRows(
      labels: rows.map { "\($0.label): \($0.lowText) to \($0.highText)" }, width: width, rowHeight: 28,
      domain: least...most, leftRoom: room, rightRoom: room,
      legend: Legend(
        [
          .init(name: "at its low value", style: ChartStyle.fill(0), isArea: true),
          .init(name: "at its high value", style: ChartStyle.fill(1), isArea: true),
        ], width: width))
    for (index, row) in rows.enumerated() {
      bars.bar(index, from: centre, to: row.low, ChartStyle.fill(0))
      bars.bar(index, from: centre, to: row.high, ChartStyle.fill(1))
      let isFalling = row.high < row.low
      // An end that does not reach beyond the centre has no side of its own; the values under the pointer and the table
      // have it.
      let (left, right) = (min(row.low, row.high), max(row.low, row.high))
      if left < centre { bars.text(unit.text(left), index, beside: left, isLeft: true) }
      if right > centre || left >= centre {
        bars.text(unit.text(right), index, beside: max(right, centre), isLeft: false)
      }
      bars.values(
        "\(row.label)\nat \(row.lowText): \(unit.text(row.low))\nat \(row.highText): \(unit.text(row.high))"
          + (isFalling ? "\na higher value lowers the result" : ""), index)
    }
    bars.zeroLine(at: centre)
    return Drawing(bars.canvas)
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title,
      columns: [
        ResultColumn("input"), ResultColumn("low"), ResultColumn("result", isNumeric: true),
        ResultColumn("high"), ResultColumn("result", isNumeric: true),
      ],
      rows: rows.map {
        [ResultCell($0.label), .init($0.lowText), unit.cell($0.low), .init($0.highText), unit.cell($0.high)]
      })
  }
}
