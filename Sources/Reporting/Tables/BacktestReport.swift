import ChurnModels
import Drivers
import Evaluation
import Forecasting
import Series

/// A backtest as table, CSV or JSON.
public struct BacktestReport {
  private let backtest: Backtest

  /// The report of a backtest.
  public init(_ backtest: Backtest) { self.backtest = backtest }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .csv: csv
    case .json: JSONText.document(BacktestDocument(backtest, verdict: sentences))
    }
  }

  /// Horizons that a table shows: at most five, the first and the last among them.
  var shownHorizons: [Int] {
    let all = backtest.horizons
    guard all.count > 5 else { return all }
    let step = backtest.step
    let wanted = [step, 3, 6, 12, 24, all[all.count - 1]]
    let shown = all.filter(wanted.contains)
    return Array(Set(shown.suffix(5) + [all[0]])).sorted()
  }

  private var table: String {
    guard let first = backtest.origins.first, let last = backtest.origins.last else { return "" }
    var text =
      "Backtest of `\(backtest.response)`: \(backtest.origins.count) origins from \(first) to \(last), "
      + "horizons up to \(backtest.horizons.last ?? 0) months\n"
    for horizon in shownHorizons {
      let headers =
        ["\(horizon) month\(horizon == 1 ? "" : "s") ahead", "n", "MAPE", "sMAPE", "RMSE", "MASE", "bias", "CRPS"]
        + backtest.levels.map { "\(NumberText.level($0)) % covers" }
      var table = TextTable(headers.enumerated().map { ($1, $0 == 0 ? .left : .right) })
      let rows = backtest.methods.compactMap { backtest.row($0, horizon: horizon) }
      let best = rows.map(\.accuracy.meanAbsolutePercentageError).min()
      for row in rows {
        let accuracy = row.accuracy
        let mark = accuracy.meanAbsolutePercentageError == best ? " *" : ""
        table.add(
          [
            row.method.name + mark, "\(accuracy.count)",
            NumberText.percent(accuracy.meanAbsolutePercentageError, 2), NumberText.percent(accuracy.symmetricError, 2),
            NumberText.users(accuracy.rootMeanSquareError), NumberText.fixed(accuracy.scaledError, 3),
            NumberText.percent(accuracy.bias, 2), NumberText.users(accuracy.rankedProbabilityScore),
          ] + accuracy.coverage.map { NumberText.percent($0) })
      }
      text += "\n" + table.text
    }
    return text + "\n* the least MAPE of its horizon\n\n" + (sentences + failures).map { "- \($0)\n" }.joined()
  }

  /// The verdict in plain words.
  var sentences: [String] {
    let verdict = backtest.verdict
    var text: [String] = []
    if let exPost = verdict.exPost, let exAnte = verdict.exAnte {
      switch (exAnte.finding, exPost.finding) {
      case (.help, _): text.append("Verdict: the drivers help to forecast. \(sentence(exAnte))")
      case (.hurt, .help):
        text.append(
          "Verdict: the drivers carry information, but they are not known in advance, and forecasts of them make it worse. "
            + sentence(exAnte))
      case (.hurt, _): text.append("Verdict: the drivers hurt here. \(sentence(exAnte))")
      case (.tooFew, _): text.append("Verdict: too few origins to tell whether the drivers help. \(sentence(exAnte))")
      case (.noEvidence, .help):
        text.append(
          "Verdict: the drivers carry information about growth, but no evidence that they help who must forecast them. "
            + sentence(exAnte))
      case (.noEvidence, _):
        text.append("Verdict: no evidence that the drivers help to forecast. \(sentence(exAnte))")
      }
      text.append("Had the drivers been known in advance: \(sentence(exPost))")
    }
    if let best = verdict.againstBest {
      switch best.finding {
      case .help: text.append("The model beats the best plain forecaster. \(sentence(best))")
      case .hurt: text.append("A plain forecaster is better than the model. \(sentence(best))")
      case .noEvidence, .tooFew:
        text.append("No evidence that model and best plain forecaster differ. \(sentence(best))")
      }
    } else if let best = backtest.bestBenchmark {
      text.append("The best plain forecaster is \(best.name).")
    }
    if backtest.methods.contains(.automatic), let best = backtest.bestBenchmark,
      let comparison = backtest.comparison(.automatic, best)
    {
      text.append("The automatic forecast: \(sentence(comparison))")
    }
    if let horizon = backtest.horizons.last, let method = backtest.methods.first {
      for level in backtest.levels {
        do {
          let factor = try backtest.conformalFactor(method, horizon: horizon, level: level)
          text.append(
            "Conformal \(NumberText.level(level)) % interval of \(method.name), \(horizon) months ahead: the forecast divided "
              + "and multiplied by \(NumberText.fixed(factor, 3)).")
        } catch {
          text.append("No conformal \(NumberText.level(level)) % interval: \(error)")
        }
      }
    }
    return text
  }

  private func sentence(_ comparison: Verdict.Comparison) -> String {
    let test =
      comparison.test.map {
        "Diebold–Mariano \(NumberText.fixed($0.statistic, 2)), p = \(NumberText.probability($0.pValue))"
      } ?? "no test"
    return
      "Over all horizons the root mean square error of ln users is \(NumberText.significant(comparison.error, 3)) for "
      + "\(comparison.method.name) and \(NumberText.significant(comparison.otherError, 3)) for \(comparison.other.name) (\(test))."
  }

  /// What could not be forecast, and why.
  var failures: [String] {
    backtest.failures.map {
      "\($0.method.name) could not forecast from \($0.count) origin\($0.count == 1 ? "" : "s") (first \($0.origin)): \($0.reason)"
    }
  }

  private var csv: String {
    let header =
      [
        "method", "horizon", "n", "mae", "rmse", "mape", "smape", "mase", "rmsse", "bias", "pinball", "crps",
      ] + backtest.levels.flatMap { ["coverage\(NumberText.level($0))", "width\(NumberText.level($0))"] }
    return CSVText.rows(
      [header]
        + backtest.rows.map { row in
          let accuracy = row.accuracy
          let numbers =
            [
              accuracy.meanAbsoluteError, accuracy.rootMeanSquareError, accuracy.meanAbsolutePercentageError,
              accuracy.symmetricError, accuracy.scaledError, accuracy.scaledSquareError, accuracy.bias,
              accuracy.pinball, accuracy.rankedProbabilityScore,
            ] + zip(accuracy.coverage, accuracy.width).flatMap { [$0, $1] }
          return [row.method.name, "\(row.horizon)", "\(accuracy.count)"] + numbers.map { $0.isFinite ? "\($0)" : "" }
        })
  }
}

/// The JSON document of a backtest.
private struct BacktestDocument: Encodable {
  struct Row: Encodable {
    let method: String
    let horizon: Int
    let n: Int
    let mae: Double?
    let rmse: Double?
    let mape: Double?
    let smape: Double?
    let mase: Double?
    let rmsse: Double?
    let bias: Double?
    let pinball: Double?
    let crps: Double?
    let coverage: [Double?]
    let width: [Double?]
  }
  struct Comparison: Encodable {
    let method: String
    let other: String
    let rmse: Double?
    let otherRmse: Double?
    let statistic: Double?
    let p: Double?
    let finding: String
  }
  struct Failure: Encodable {
    let method: String
    let origin: Month
    let origins: Int
    let reason: String
  }

  let response: String
  let origins: [Month]
  let levels: [Double]
  let rows: [Row]
  let exPost: Comparison?
  let exAnte: Comparison?
  let againstBest: Comparison?
  let verdict: [String]
  let failures: [Failure]

  init(_ backtest: Backtest, verdict sentences: [String]) {
    response = backtest.response
    origins = backtest.origins
    levels = backtest.levels
    rows = backtest.rows.map { row in
      let accuracy = row.accuracy
      return Row(
        method: row.method.name, horizon: row.horizon, n: accuracy.count,
        mae: JSONText.number(accuracy.meanAbsoluteError), rmse: JSONText.number(accuracy.rootMeanSquareError),
        mape: JSONText.number(accuracy.meanAbsolutePercentageError), smape: JSONText.number(accuracy.symmetricError),
        mase: JSONText.number(accuracy.scaledError), rmsse: JSONText.number(accuracy.scaledSquareError),
        bias: JSONText.number(accuracy.bias), pinball: JSONText.number(accuracy.pinball),
        crps: JSONText.number(accuracy.rankedProbabilityScore), coverage: accuracy.coverage.map(JSONText.number),
        width: accuracy.width.map(JSONText.number))
    }
    func document(_ comparison: Verdict.Comparison?) -> Comparison? {
      comparison.map {
        Comparison(
          method: $0.method.name, other: $0.other.name, rmse: JSONText.number($0.error),
          otherRmse: JSONText.number($0.otherError), statistic: $0.test.flatMap { JSONText.number($0.statistic) },
          p: $0.test.flatMap { JSONText.number($0.pValue) }, finding: $0.finding.rawValue)
      }
    }
    let verdict = backtest.verdict
    exPost = document(verdict.exPost)
    exAnte = document(verdict.exAnte)
    againstBest = document(verdict.againstBest)
    self.verdict = sentences
    failures = backtest.failures.map {
      Failure(method: $0.method.name, origin: $0.origin, origins: $0.count, reason: $0.reason)
    }
  }
}
