import Series

/// Parts of an amount by month, gains stacked above zero and losses below, with a line for their sum.
public struct StackedChart: ChartDrawing {
  /// A part.
  public struct Part: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// One value per month.
    public let values: [Double]

    /// A part.
    public init(_ name: String, _ values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// What the values are.
  public let unit: AxisUnit
  /// The months.
  public let months: Range<Month>
  /// The parts, each with a value for every month.
  public let parts: [Part]
  /// The name of their sum.
  public let sumName: String

  /// A chart of parts.
  public init(
    title: String, description: String, unit: AxisUnit, months: Range<Month>, parts: [Part], sumName: String
  ) {
    self.title = title
    self.description = description
    self.unit = unit
    self.months = months
    self.parts = parts
    self.sumName = sumName
  }

  /// The unit of the values.
  public var axis: String? { unit.words }

  private func sum(_ month: Int) -> Double { parts.reduce(0) { $0 + $1.values[month] } }

  /// The ends of the parts of a month, one above another from zero.
  private func ends(_ month: Int) -> [(from: Double, to: Double)] {
    var (above, below) = (0.0, 0.0)
    return parts.map { part in
      let value = part.values[month]
      if value >= 0 {
        above += value
        return (above - value, above)
      }
      below += value
      return (below - value, below)
    }
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let legend = Legend(
      parts.enumerated().map { Legend.Entry(name: $1.name, style: ChartStyle.fill($0), isArea: true) }
        + [Legend.Entry(name: sumName, style: "l history", isArea: false)], width: width)
    let stacks = months.indices.map { ends(months.lowerBound.distance(to: $0)) }
    let domain = Scale.domain(of: stacks.flatMap { $0.flatMap { [$0.from, $0.to] } } + [0]) ?? 0...1
    let (first, last) = (months.lowerBound, months.upperBound.advanced(by: -1))
    var margins = Plot.Margins()
    margins.top += legend.height
    var plot = Plot(
      width: width, height: max(width * 0.4, 210) + legend.height,
      horizontal: (Double(first.ordinal) - 0.5)...(Double(last.ordinal) + 0.5),
      vertical: domain.lowerBound < domain.upperBound ? domain : 0...1, unit: unit, margins: margins)
    legend.draw(on: &plot.canvas)
    plot.monthAxis(first...max(last, first.advanced(by: 1)))
    let half = min(8, 0.42 * (plot.frame.right - plot.frame.left) / Double(months.count))
    for (index, month) in months.enumerated() {
      let centre = plot.x(month)
      for (part, end) in stacks[index].enumerated() where end.from != end.to {
        let (a, b) = (plot.y(end.from), plot.y(end.to))
        plot.canvas.rectangle(
          .init(left: centre - half, top: min(a, b), right: centre + half, bottom: max(a, b)), ChartStyle.fill(part))
      }
    }
    plot.canvas.polyline(months.enumerated().map { (plot.x($1), plot.y(sum($0))) }, "l history")
    for (index, month) in months.enumerated() {
      let centre = plot.x(month)
      let box = Canvas.Box(
        left: centre - half, top: plot.frame.top, right: centre + half, bottom: plot.frame.bottom)
      plot.canvas.values(
        ["\(month)", "\(sumName): \(signed(sum(index)))"] + parts.map { "\($0.name): \(signed($0.values[index]))" },
        keys: ["", "kn"] + parts.indices.map(ChartStyle.key), at: box)
    }
    return Drawing(plot.canvas)
  }

  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + unit.text(value) }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title,
      columns: [ResultColumn("month")] + (parts.map(\.name) + [sumName]).map { ResultColumn($0, isNumeric: true) },
      rows: months.enumerated().map { index, month in
        [.month(month)] + parts.map { unit.cell($0.values[index]) } + [unit.cell(sum(index))]
      })
  }
}
