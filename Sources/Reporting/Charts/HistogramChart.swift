/// The distribution of values: one column per class of equal width.
public struct HistogramChart: ChartDrawing {
  /// A class of values.
  public struct Class: Sendable, Equatable {
    /// Its lower end, included, and its upper end, not included except in the last class.
    public let range: ClosedRange<Double>
    /// The values in it.
    public let count: Int

    /// A class.
    public init(_ range: ClosedRange<Double>, count: Int) {
      self.range = range
      self.count = count
    }
  }

  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// What the values are.
  public let unit: AxisUnit
  /// What is counted.
  public let things: String
  /// Neighbours, ascending; at least one.
  public let classes: [Class]
  /// How many values lie below all classes, and above; each has a column at its end.
  public let outside: (below: Int, above: Int)

  /// A histogram.
  public init(
    title: String, description: String, unit: AxisUnit, things: String, classes: [Class],
    outside: (below: Int, above: Int) = (0, 0)
  ) {
    // Cannot trap: classes of a sample are thirty, and of no sample there is no chart.
    precondition(!classes.isEmpty, "there must be at least one class")
    self.title = title
    self.description = description
    self.unit = unit
    self.things = things
    self.classes = classes
    self.outside = outside
  }

  /// What is counted.
  public var axis: String? { "number of \(things)" }

  /// A column as it is drawn.
  private struct Column {
    let range: ClosedRange<Double>
    let count: Int
    let text: String
    var isOutside = false
  }

  /// The classes, and wider columns a little apart for what lies beyond them.
  private var columns: [Column] {
    var columns = classes.map { Column(range: $0.range, count: $0.count, text: text($0.range)) }
    guard let first = classes.first?.range, let last = classes.last?.range else { return columns }
    let width = (last.upperBound - first.lowerBound) / Double(classes.count)
    if outside.below > 0 {
      columns.insert(
        Column(
          range: (first.lowerBound - 2.5 * width)...(first.lowerBound - width / 2), count: outside.below,
          text: "below \(unit.text(first.lowerBound))", isOutside: true), at: 0)
    }
    if outside.above > 0 {
      columns.append(
        Column(
          range: (last.upperBound + width / 2)...(last.upperBound + 2.5 * width), count: outside.above,
          text: "above \(unit.text(last.upperBound))", isOutside: true))
    }
    return columns
  }

  private func text(_ range: ClosedRange<Double>) -> String {
    NumberText.interval(unit.text(range.lowerBound), unit.text(range.upperBound))
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let columns = columns
    let most = Double(columns.map(\.count).max() ?? 1)
    var plot = Plot(
      width: width, height: max(150, width * 0.26),
      horizontal: Scale.domain(of: columns.flatMap { [$0.range.lowerBound, $0.range.upperBound] }) ?? 0...1,
      vertical: 0...max(1, most), unit: .count)
    for item in columns {
      let box = Canvas.Box(
        left: plot.x(item.range.lowerBound) + 0.5, top: plot.y(Double(item.count)),
        right: plot.x(item.range.upperBound) - 0.5, bottom: plot.frame.bottom)
      plot.canvas.rectangle(box, ChartStyle.fill(item.isOutside ? 1 : 0))
    }
    plot.numberAxis(unit: unit)
    if plot.x.domain.contains(0) {
      plot.canvas.line(plot.x(0), plot.frame.top, plot.x(0), plot.frame.bottom, "guide")
    }
    for item in columns {
      let box = Canvas.Box(
        left: plot.x(item.range.lowerBound), top: plot.frame.top, right: plot.x(item.range.upperBound),
        bottom: plot.frame.bottom)
      plot.canvas.values("\(item.text)\n\(item.count) \(things)", at: box)
    }
    return Drawing(plot.canvas)
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title, columns: [ResultColumn("range"), ResultColumn(things, isNumeric: true)],
      rows: columns.map { [ResultCell($0.text), .count($0.count)] })
  }
}
