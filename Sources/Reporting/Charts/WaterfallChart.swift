/// The parts that lead from one amount to another: an attribution, for example.
public struct WaterfallChart: ChartDrawing {
  /// A part that adds or subtracts.
  public struct Part: Sendable, Equatable {
    /// What it is.
    public let label: String
    /// Its contribution; below zero it subtracts.
    public let value: Double
    /// Its interval, or the range that the data leave open; nil for none.
    public let range: ClosedRange<Double>?

    /// A part.
    public init(_ label: String, _ value: Double, range: ClosedRange<Double>? = nil) {
      self.label = label
      self.value = value
      self.range = range
    }
  }

  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// What the values are.
  public let unit: AxisUnit
  /// The amount at the beginning.
  public let start: (label: String, value: Double)
  /// The parts, in their order.
  public let parts: [Part]
  /// The name of the final amount; its value is the sum.
  public let endLabel: String
  /// The name of a range in the table, such as "95 % interval".
  public let rangeName: String

  /// A waterfall.
  public init(
    title: String, description: String, unit: AxisUnit = .users, start: (label: String, value: Double), parts: [Part],
    endLabel: String, rangeName: String
  ) {
    self.title = title
    self.description = description
    self.unit = unit
    self.start = start
    self.parts = parts
    self.endLabel = endLabel
    self.rangeName = rangeName
  }

  /// The amount at the end.
  public var end: Double { parts.reduce(start.value) { $0 + $1.value } }

  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + unit.text(value) }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    var levels = [start.value]
    for part in parts { levels.append(levels[levels.count - 1] + part.value) }
    let reach =
      levels
      + zip(parts, levels).flatMap { part, before in
        part.range.map { [before + $0.lowerBound, before + $0.upperBound] } ?? []
      }
    let domain = Scale.domain(of: reach) ?? 0...1
    let (least, most) = (domain.lowerBound, domain.upperBound)
    // Parts are small compared with the amounts: the bars of the amounts begin at the left edge, not at zero, and are
    // drawn as cut off there.
    let cut = least - 0.25 * max(most - least, abs(most) * 1e-6)
    let texts = [unit.text(start.value)] + parts.map { signed($0.value) } + [unit.text(end)]
    var rows = BarRows(
      labels: [start.label] + parts.map(\.label) + [endLabel], width: width, rowHeight: 30,
      domain: (least >= 0 ? max(0, cut) : cut)...most, rightRoom: (texts.map(TextExtent.width).max() ?? 0) + 8)
    let floor = least >= 0 ? max(0, cut) : cut
    rows.bar(0, from: floor, to: start.value, "n soft")
    rows.text(texts[0], 0, beside: start.value, isLeft: false)
    rows.values("\(start.label): \(texts[0])", 0)
    let isCut = floor != 0
    if isCut { rows.cut(0) }
    for (index, part) in parts.enumerated() {
      let (before, after) = (levels[index], levels[index + 1])
      rows.connector(after: index, at: before)
      rows.bar(index + 1, from: before, to: after, ChartStyle.fill(part.value < 0 ? 1 : 2))
      var right = max(before, after)
      var interval = ""
      if let range = part.range {
        rows.whisker(index + 1, before + range.lowerBound, before + range.upperBound)
        right = max(right, before + range.upperBound)
        interval = "\n\(rangeName): " + NumberText.interval(signed(range.lowerBound), signed(range.upperBound))
      }
      rows.text(texts[index + 1], index + 1, beside: right, isLeft: false)
      rows.values("\(part.label): \(texts[index + 1])\(interval)", index + 1)
    }
    let last = parts.count + 1
    rows.connector(after: last - 1, at: end)
    rows.bar(last, from: floor, to: end, "n soft")
    rows.text(texts[last], last, beside: end, isLeft: false)
    rows.values("\(endLabel): \(texts[last])", last)
    if isCut { rows.cut(last) }
    return Drawing(rows.canvas)
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    func row(_ label: String, _ text: String, _ value: Double, _ range: ClosedRange<Double>?) -> [ResultCell] {
      let shown = ResultCell(text, value: unit == .users ? NumberText.rounded(value) : value)
      guard let range else { return [ResultCell(label), shown, ResultCell("")] }
      let interval = NumberText.interval(signed(range.lowerBound), signed(range.upperBound))
      return [ResultCell(label), shown, ResultCell(interval)]
    }
    return ResultTable(
      caption: title,
      columns: [
        ResultColumn("part"), ResultColumn("value", isNumeric: true),
        ResultColumn(rangeName, isNumeric: true),
      ],
      rows: [row(start.label, unit.text(start.value), start.value, nil)]
        + parts.map { row($0.label, signed($0.value), $0.value, $0.range) } + [row(endLabel, unit.text(end), end, nil)])
  }
}
