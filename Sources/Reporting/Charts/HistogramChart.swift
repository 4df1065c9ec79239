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

  /// A histogram.
  public init(title: String, description: String, unit: AxisUnit, things: String, classes: [Class]) {
    // Cannot trap: classes of a sample are thirty, and of no sample there is no chart.
    precondition(!classes.isEmpty, "there must be at least one class")
    self.title = title
    self.description = description
    self.unit = unit
    self.things = things
    self.classes = classes
  }

  private func text(_ range: ClosedRange<Double>) -> String {
    NumberText.interval(unit.text(range.lowerBound), unit.text(range.upperBound))
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let most = Double(classes.map(\.count).max() ?? 1)
    var plot = Plot(
      width: width, height: max(150, width * 0.26),
      horizontal: Scale.domain(of: classes.flatMap { [$0.range.lowerBound, $0.range.upperBound] }) ?? 0...1,
      vertical: 0...max(1, most), unit: .count)
    for item in classes {
      let box = Canvas.Box(
        left: plot.x(item.range.lowerBound) + 0.5, top: plot.y(Double(item.count)),
        right: plot.x(item.range.upperBound) - 0.5, bottom: plot.frame.bottom)
      plot.canvas.rectangle(box, ChartStyle.fill(0))
    }
    plot.numberAxis(unit: unit)
    if plot.x.domain.contains(0) {
      plot.canvas.line(plot.x(0), plot.frame.top, plot.x(0), plot.frame.bottom, "guide")
    }
    for item in classes {
      let box = Canvas.Box(
        left: plot.x(item.range.lowerBound), top: plot.frame.top, right: plot.x(item.range.upperBound),
        bottom: plot.frame.bottom)
      plot.canvas.values("\(text(item.range))\n\(item.count) \(things)", at: box)
    }
    return Drawing(plot.canvas)
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title, columns: [ResultColumn("range"), ResultColumn(things, isNumeric: true)],
      rows: classes.map {
        [ResultCell(text($0.range)), .count($0.count)]
      })
  }
}
