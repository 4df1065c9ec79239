import ChurnModels
import Drivers
import Evaluation
import Forecasting
import Series

/// A backtest: errors by method and horizon, and the verdict.
public struct BacktestReport: ResultReport {
  private let backtest: Backtest

  /// The report of a backtest.
  public init(_ backtest: Backtest) { self.backtest = backtest }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let sentences = sentences
    return ResultDocument(blocks(sentences), data: table(), fields: fields(sentences))
  }

  private func blocks(_ sentences: [String]) -> [ResultDocument.Block] {
    guard let first = backtest.origins.first, let last = backtest.origins.last else { return [] }
    return [
      .line(
        "Backtest of `\(backtest.response)`: \(backtest.origins.count) origin\(backtest.origins.count == 1 ? "" : "s") from \(first) to \(last), "
          + "horizons up to \(backtest.horizons.last ?? 0) months")
    ] + shownHorizons.map { .table(table($0)) }
      + [
        .line("* The lowest MAPE for its horizon among forecasts that could have been made then."),
        .notes(sentences + failures),
      ]
  }

  /// Horizons that a table shows: at most five, the first and the last among them.
  package var shownHorizons: [Int] {
    let all = backtest.horizons
    guard all.count > 5 else { return all }
    let step = backtest.step
    let wanted = [step, 3, 6, 12, 24, all[all.count - 1]]
    let shown = all.filter(wanted.contains)
    return Array(Set(shown.suffix(5) + [all[0]])).sorted()
  }

  /// One row per method and horizon.
  ///
  /// - Parameter horizon: the only horizon of the table; nil for all.
  /// - Returns: a heading of the horizon, where there is one; the lowest MAPE for each horizon is marked for people.
  package func table(_ horizon: Int? = nil) -> ResultTable {
    let rows = backtest.rows.filter { horizon == nil || $0.horizon == horizon }
    let least = Dictionary(
      rows.filter { $0.method != .modelExPost }.map { ($0.horizon, $0.accuracy.meanAbsolutePercentageError) },
      uniquingKeysWith: Swift.min)
    let caption = horizon.map { "\($0) month\($0 == 1 ? "" : "s") ahead" } ?? ""
    return ResultTable(
      caption: caption, columns: columns(caption),
      rows: rows.map { row in
        let isBest =
          row.method != .modelExPost && row.accuracy.meanAbsolutePercentageError == least[row.horizon]
        return names(row.method.name, isBest: isBest) + [.count(row.horizon)] + Self.cells(row.accuracy)
      })
  }

  private func columns(_ caption: String) -> [ResultColumn] {
    func column(_ title: String, _ key: String) -> ResultColumn {
      ResultColumn(title, isNumeric: true, csv: [key])
    }
    return [
      ResultColumn(caption, for: .text, csv: []), ResultColumn("method", for: .page, csv: []),
      .machine(csv: ["method"]), .machine(csv: ["horizon"]), column("n", "n"), .machine(csv: ["mae"]),
      .machine(csv: ["rmse"]), column("MAPE", "mape"), column("sMAPE", "smape"), ResultColumn("RMSE", isNumeric: true),
      column("MASE", "mase"), .machine(csv: ["rmsse"]), column("bias", "bias"), .machine(csv: ["pinball"]),
      column("CRPS", "crps"),
    ]
      + backtest.coverages.flatMap { level in
        let name = NumberText.coverage(level)
        return [
          ResultColumn("\(name) % covers", isNumeric: true, csv: ["coverage\(name)"], json: []),
          ResultColumn.machine(csv: ["width\(name)"], json: []),
        ]
      }
  }

  /// The name of a method for a terminal, a page and machines.
  private func names(_ name: String, isBest: Bool) -> [ResultCell] {
    [ResultCell(name + (isBest ? " *" : "")), ResultCell(name + (isBest ? " (lowest MAPE)" : "")), ResultCell(name)]
  }

  private static func cells(_ accuracy: Accuracy) -> [ResultCell] {
    let root = ResultCell.number(accuracy.rootMeanSquareError, .amount)
    return [
      .count(accuracy.count), .number(accuracy.meanAbsoluteError, .amount), root,
      .percent(accuracy.meanAbsolutePercentageError, 2), .percent(accuracy.symmetricError, 2), root,
      .number(accuracy.scaledError, .decimals(3)), .number(accuracy.scaledSquareError, .decimals(3)),
      .percent(accuracy.bias, 2), .number(accuracy.pinball, .amount),
      .number(accuracy.rankedProbabilityScore, .amount),
    ] + zip(accuracy.coverage, accuracy.width).flatMap { [.percent($0), .number($1, .amount)] }
  }

  /// The verdict as text.
  package var sentences: [String] {
    let verdict = backtest.verdict
    var text: [String] = []
    if let exPost = verdict.exPost, let exAnte = verdict.exAnte {
      switch (exAnte.finding, exPost.finding) {
      case (.help, _): text.append("Verdict: the drivers help to forecast. \(sentence(exAnte))")
      case (.hurt, .help):
        text.append(
          "Verdict: the drivers carry information, but they are not known in advance, and forecasting them makes the forecast worse. "
            + sentence(exAnte))
      case (.hurt, _): text.append("Verdict: the drivers hurt here. \(sentence(exAnte))")
      case (.tooFew, _): text.append("Verdict: too few origins to tell whether the drivers help. \(sentence(exAnte))")
      case (.noEvidence, .help):
        text.append(
          "Verdict: the drivers carry information about growth, but there is no evidence that they help when they must be forecast. "
            + sentence(exAnte))
      case (.noEvidence, _):
        text.append("Verdict: there is no evidence that the drivers help to forecast. \(sentence(exAnte))")
      }
      text.append("This is what they would have done if they had been known in advance: \(sentence(exPost))")
    }
    if let best = verdict.againstBest {
      switch best.finding {
      case .help: text.append("The model is better than the best benchmark. \(sentence(best))")
      case .hurt: text.append("The best benchmark is better than the model. \(sentence(best))")
      case .noEvidence, .tooFew:
        text.append("There is no evidence that the model and the best benchmark differ. \(sentence(best))")
      }
    } else if let best = backtest.bestBenchmark {
      text.append("The best benchmark is \(best.name).")
    }
    if backtest.methods.contains(.automatic), let best = backtest.bestBenchmark,
      let comparison = backtest.comparison(.automatic, best)
    {
      text.append("The automatic forecast against the best benchmark: \(sentence(comparison))")
    }
    if let horizon = backtest.horizons.last, let method = backtest.methods.first {
      for level in backtest.coverages {
        do {
          let factor = try backtest.conformalFactor(method, horizon: horizon, coverage: level)
          text.append(
            "Conformal \(NumberText.coverage(level)) % interval of \(method.name), \(horizon) months ahead: the forecast divided "
              + "and multiplied by \(NumberText.fixed(factor, 3)).")
        } catch {
          text.append("No conformal \(NumberText.coverage(level)) % interval: \(error)")
        }
      }
    }
    return text
  }

  private var nearest: String {
    let months = backtest.horizons.first ?? 1
    return "\(months) month\(months == 1 ? "" : "s")"
  }

  private func sentence(_ comparison: Verdict.Comparison) -> String {
    let test =
      comparison.test.map {
        "Diebold–Mariano \(NumberText.fixed($0.statistic, 2)), p = \(NumberText.probability($0.pValue))"
      } ?? "no test"
    let nested =
      comparison.isNested
      ? comparison.nestedTest.map {
        "\(nearest) ahead, from \($0.origins) origins: Clark–West \(NumberText.fixed($0.statistic, 2)), p = "
          + "\(NumberText.probability($0.pValue)) against no information in the drivers. "
      } ?? "No test from \(comparison.origins) origins: \(ClarkWest.fewest) are needed, with forecasts that differ. "
      : ""
    return nested
      + "Over all horizons, the root mean square error of ln users is \(NumberText.significant(comparison.error, 3)) for "
      + "\(comparison.method.name) and \(NumberText.significant(comparison.otherError, 3)) for \(comparison.other.name) (\(test), \(comparison.origins) origins)."
  }

  /// The forecasts that failed, and why.
  package var failures: [String] {
    backtest.failures.map {
      "\($0.method.name) could not forecast from \($0.count) origin\($0.count == 1 ? "" : "s") (first \($0.origin)): \($0.reason)"
    }
  }

  private func fields(_ sentences: [String]) -> [String: ResultField] {
    let rows = zip(table().records, backtest.rows).map { record, row in
      record.merging([
        "coverage": .numbers(row.accuracy.coverage), "width": .numbers(row.accuracy.width),
      ]) { $1 }
    }
    let verdict = backtest.verdict
    let comparisons = ["exPost": verdict.exPost, "exAnte": verdict.exAnte, "againstBest": verdict.againstBest]
    return [
      "response": .text(backtest.response),
      "origins": .list(backtest.origins.map { .month($0) }), "levels": .numbers(backtest.coverages),
      "rows": .list(rows.map(ResultField.record)), "verdict": .texts(sentences),
      "failures": .list(
        backtest.failures.map {
          .record([
            "method": .text($0.method.name), "origin": .month($0.origin), "origins": .count($0.count),
            "reason": .text($0.reason),
          ])
        }),
    ].merging(comparisons.compactMapValues { $0.map(Self.field) }) { $1 }
  }

  private static func field(_ comparison: Verdict.Comparison) -> ResultField {
    .record([
      "method": .text(comparison.method.name), "other": .text(comparison.other.name),
      "rmse": .number(comparison.error), "otherRmse": .number(comparison.otherError),
      "test": .text(comparison.isNested ? "clark-west" : "diebold-mariano"),
      "statistic": .number(comparison.isNested ? comparison.nestedTest?.statistic : comparison.test?.statistic),
      "p": .number(comparison.isNested ? comparison.nestedTest?.pValue : comparison.test?.pValue),
      "dieboldMariano": .number(comparison.test?.statistic), "pDieboldMariano": .number(comparison.test?.pValue),
      "origins": .count(comparison.origins),
      "finding": .text(comparison.finding.rawValue),
    ])
  }
}
