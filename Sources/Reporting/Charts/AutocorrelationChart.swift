/// The correlation of residuals with earlier ones: needles by lag, and a band within which chance explains them.
public struct AutocorrelationChart: ChartDrawing {
  /// What it shows.
  public let title: String
  /// A description of what it shows.
  public let description: String
  /// By lag from 1 on.
  public let correlations: [Double]
  /// Half the width of the band, 1.96/√n.
  public let band: Double

  /// A chart of autocorrelations.
  public init(title: String, description: String, correlations: [Double], band: Double) {
    self.title = title
    self.description = description
    self.correlations = correlations
    self.band = band
  }

  /// Draws it; see ``ChartDrawing/drawn(width:)``.
  public func drawn(width: Double) -> Drawing {
    let reach = Scale.domain(of: [0.3, band * 1.2] + correlations.map(abs))?.upperBound ?? 0.3
    var margins = Plot.Margins()
    margins.bottom = 44
    var plot = Plot(
      width: width, height: max(170, width * 0.26), horizontal: 0...Double(correlations.count + 1),
      vertical: -reach...reach, unit: .number, margins: margins)
    plot.canvas.rectangle(
      .init(left: plot.frame.left, top: plot.y(band), right: plot.frame.right, bottom: plot.y(-band)), "band f1")
    for (index, correlation) in correlations.enumerated() {
      let x = plot.x(Double(index + 1))
      plot.canvas.line(x, plot.y(0), x, plot.y(correlation), "l s1")
      plot.canvas.circle(x, plot.y(correlation), 3, abs(correlation) > band ? "f2" : "f1")
    }
    plot.numberAxis(unit: .number, title: "lag")
    let half = (plot.x(1) - plot.x(0)) / 2
    for (index, correlation) in correlations.enumerated() {
      let x = plot.x(Double(index + 1))
      plot.canvas.values(
        "lag \(index + 1): \(NumberText.fixed(correlation, 3))",
        at: .init(left: x - half, top: plot.frame.top, right: x + half, bottom: plot.frame.bottom))
    }
    return Drawing(plot.canvas)
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title, columns: [ResultColumn("lag"), ResultColumn("correlation", isNumeric: true)],
      rows: correlations.enumerated().map { [ResultCell("\($0 + 1)"), .number($1)] })
  }
}
