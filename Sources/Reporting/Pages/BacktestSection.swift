import Evaluation
import Forecasting
import Univariate

/// Error by horizon and the verdict.
struct BacktestSection {
  let backtest: Backtest

  /// The first sentence of the verdict.
  var headline: String {
    let sentences = BacktestReport(backtest).sentences
    return sentences.first ?? "No forecast could be evaluated."
  }

  /// That a forecaster without a model was closer than the forecast of the page, or as close; nil where none was.
  ///
  /// - Parameter isAutomatic: whether the page forecasts with the automatic choice.
  /// - Returns: one sentence.
  func caveat(isAutomatic: Bool) -> String? {
    guard let best = backtest.bestBenchmark,
      let own = (isAutomatic ? backtest.comparison(.automatic, best) : nil) ?? backtest.verdict.againstBest,
      own.error > own.otherError
    else { return nil }
    let errors =
      "root mean square error of ln users \(NumberText.significant(own.otherError, 3)) against \(NumberText.significant(own.error, 3))"
    return own.finding == .hurt
      ? "In the backtest, a plain forecaster, \(best.name), was closer (\(errors)): use its forecast rather than this one."
      : "In the backtest, a plain forecaster, \(best.name), was no worse (\(errors), no significant difference)."
  }

  var section: ReportPage.Section {
    let report = BacktestReport(backtest)
    let last = report.shownHorizons.last
    return ReportPage.Section(
      "Backtest",
      [.notes(report.sentences), .chart(chart)]
        + report.shownHorizons.map { $0 == last ? .table(report.table($0)) : .folded(report.table($0)) }
        + (report.failures.isEmpty ? [] : [.notes(report.failures)]))
  }

  /// The methods that a chart can show without a tangle: the model's own, the automatic one, the naive and the best
  /// benchmark.
  private var shown: [BacktestMethod] {
    let plain = [BacktestMethod.benchmark(.naive), backtest.bestBenchmark].compactMap { $0 }
    return backtest.methods.filter { !$0.isBenchmark || plain.contains($0) }
  }

  private var chart: BacktestChart {
    BacktestChart(
      title: "Error by horizon",
      description: "Root mean square error in users, from \(backtest.origins.count) origins. Lower is better.",
      horizons: backtest.horizons,
      lines: shown.map { method in
        (
          method.name,
          backtest.horizons.compactMap { horizon in
            backtest.row(method, horizon: horizon).map { (horizon, $0.accuracy.rootMeanSquareError) }
          }
        )
      })
  }
}
