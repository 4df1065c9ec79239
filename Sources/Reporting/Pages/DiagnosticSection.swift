import ChurnModels
import LeastSquares
import Sampling
import Series

/// The residuals of a fit.
struct DiagnosticSection {
  let fit: FittedNetGrowth

  var section: ReportPage.Section {
    let innovations = fit.innovations
    guard innovations.count >= 4 else { return ReportPage.Section("Diagnostics", [.table(measures)]) }
    return ReportPage.Section(
      "Diagnostics", [.table(measures), .chart(residuals), .chart(autocorrelation), .chart(quantiles)])
  }

  private var measures: ResultTable { FitReport.measures(of: fit) }

  private var residuals: LineChart {
    let points = zip(fit.observedMonths.dropFirst(), fit.innovations).map { LineChart.Point($0, $1) }
    return LineChart(
      title: "Residuals over time",
      description: "The unexpected part of each change, as a share of users over a month. There should be no pattern.",
      unit: .percent, lines: [LineChart.Line("residual", points, .history)], fromZero: true, aspect: 0.24)
  }

  private var autocorrelation: AutocorrelationChart {
    let n = fit.innovations.count
    let lags = min(24, max(1, n / 3), n - 1)
    let correlations = ResidualShapes.autocorrelations(fit.innovations, lags: lags)
    let band = 1.96 / Double(n).squareRoot()
    let outside = correlations.filter { abs($0) > band }.count
    return AutocorrelationChart(
      title: "Autocorrelation of the residuals",
      description:
        "\(outside) of \(lags) lags lie outside the band that would contain 95 % of them if the residuals were uncorrelated.",
      correlations: correlations, band: band)
  }

  private var quantiles: QuantileChart {
    let ordered = fit.innovations.sorted()
    return QuantileChart(
      title: "Normal quantiles of the residuals",
      description: "Normal residuals lie on the line; ends that leave it mean fewer or more extreme residuals.",
      points: zip(ResidualShapes.normalScores(count: ordered.count), ordered).map { ($0, $1) },
      sigma: fit.estimate.sigma)
  }
}
