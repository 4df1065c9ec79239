/// Residuals against the quantiles of a normal distribution: points near the line are as expected.
public struct QuantileChart: ChartDrawing {
  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// Expected quantiles (in standard deviations) and the residuals in order.
  public let points: [(expected: Double, residual: Double)]
  /// The standard deviation of the line.
  public let sigma: Double

  /// A chart of quantiles.
  public init(title: String, description: String, points: [(expected: Double, residual: Double)], sigma: Double) {
    self.title = title
    self.description = description
    self.points = points
    self.sigma = sigma
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let reach = 1.05 * (Scale.domain(of: [1] + points.map { abs($0.expected) })?.upperBound ?? 1)
    let height = Scale.domain(of: [0, sigma * reach] + points.map { abs($0.residual) })?.upperBound ?? 0
    var margins = Plot.Margins()
    margins.bottom = 44
    var plot = Plot(
      width: width, height: max(200, width * 0.36), horizontal: -reach...reach, vertical: -height...height,
      unit: .percent, margins: margins)
    plot.canvas.line(plot.x(-reach), plot.y(-reach * sigma), plot.x(reach), plot.y(reach * sigma), "guide")
    for point in points { plot.canvas.circle(plot.x(point.expected), plot.y(point.residual), 3, "f1 soft") }
    plot.numberAxis(unit: .number, title: "expected, in standard deviations")
    return Drawing(plot.canvas)
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title,
      columns: [
        ResultColumn("expected, in standard deviations", isNumeric: true),
        ResultColumn("residual", isNumeric: true),
      ], rows: points.map { [.number($0.expected), AxisUnit.percent.cell($0.residual)] })
  }
}
