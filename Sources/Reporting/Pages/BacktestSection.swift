import Evaluation
import Forecasting
import Univariate

/// Error by horizon and the verdict.
struct BacktestSection {
  let backtest: Backtest

  /// The first sentence of the verdict.
  var headline: String {
    let sentences = BacktestReport(backtest).sentences
    return sentences.first ?? "No forecast could be judged."
  }

  var section: ReportPage.Section {
    let report = BacktestReport(backtest)
    let last = report.shownHorizons.last
    return ReportPage.Section(
      "Backtest",
      [.notes(report.sentences), .chart(chart)]
        + report.shownHorizons.map { $0 == last ? .table(table($0)) : .folded(table($0)) }
        + (report.failures.isEmpty ? [] : [.notes(report.failures)]))
  }

  /// The methods that a chart can show without a tangle: the model's own, the automatic one, the naive and the best plain.
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

  private func table(_ horizon: Int) -> PageTable {
    let headers =
      ["n", "MAPE", "sMAPE", "RMSE", "MASE", "bias", "CRPS"]
      + backtest.levels.map { "\(NumberText.level($0)) % covers" }
    let rows = backtest.methods.compactMap { backtest.row($0, horizon: horizon) }
    let best = rows.map(\.accuracy.meanAbsolutePercentageError).min()
    return PageTable(
      caption: "\(horizon) month\(horizon == 1 ? "" : "s") ahead",
      columns: [PageTable.Column("method")] + headers.map { PageTable.Column($0, isNumeric: true) },
      rows: rows.map { row in
        let accuracy = row.accuracy
        func percent(_ value: Double, _ decimals: Int = 2) -> PageTable.Cell {
          PageTable.Cell(NumberText.percent(value, decimals), value: JSONText.number(value))
        }
        func users(_ value: Double) -> PageTable.Cell {
          PageTable.Cell(NumberText.users(value), value: JSONText.number(value))
        }
        let isBest = accuracy.meanAbsolutePercentageError == best
        return [
          PageTable.Cell(row.method.name + (isBest ? " (least MAPE)" : "")),
          PageTable.Cell("\(accuracy.count)", value: Double(accuracy.count)),
          percent(accuracy.meanAbsolutePercentageError), percent(accuracy.symmetricError),
          users(accuracy.rootMeanSquareError),
          PageTable.Cell(NumberText.fixed(accuracy.scaledError, 3), value: JSONText.number(accuracy.scaledError)),
          percent(accuracy.bias), users(accuracy.rankedProbabilityScore),
        ] + accuracy.coverage.map { percent($0, 0) }
      })
  }
}
