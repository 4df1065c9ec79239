import ChurnModels
import Evaluation
import Forecasting
import Series
import Univariate

/// The choice of the automatic forecast, in three lines, and its growth model.
public struct AutomaticReport: ResultReport {
  private let automatic: AutomaticForecast

  /// The report of an automatic choice.
  public init(_ automatic: AutomaticForecast) { self.automatic = automatic }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let coefficients = growth?.coefficients ?? CoefficientRows.table([])
    let specification = automatic.growth?.specification
    var fields: [String: ResultField] = [
      "model": .text("auto"), "weight": .number(automatic.weight), "baseline": .text(specification?.baseline.rawValue),
      "seasonality": .text(specification?.seasonality.rawValue), "errors": .text(specification?.errors.description),
      "coefficients": .records(coefficients), "notes": .texts(lines),
    ]
    fields["evidence"] = automatic.evidence.map { evidence in
      .record([
        "origins": .count(evidence.origins), "withDrivers": .number(evidence.withDrivers),
        "withoutDrivers": .number(evidence.withoutDrivers), "plain": .number(evidence.plain),
      ])
    }
    return ResultDocument(
      [.line("Automatic forecast of `\(automatic.data.mau.name)`"), .notes(lines)] + (growth?.document.blocks ?? []),
      data: coefficients, fields: fields)
  }

  private var growth: FitReport? { automatic.growth.map(FitReport.init) }

  /// The choice, and the reasons for it.
  package var lines: [String] {
    let weights =
      automatic.plain.isJudged
      ? "by the inverse of their squared errors from the last origins"
      : "equally, because there are too few figures to judge them"
    let read =
      FindingText.lines(growth == nil ? automatic.data.remarks : []) + SeriesText.lines(automatic.plain)
    let plain =
      automatic.plain.isCombined
      ? "Benchmarks, weighted \(weights): "
        + automatic.plain.partNames.joined(separator: ", ") + "."
      : "Too few figures for more than a random walk with drift."
    guard let growth = automatic.growth else {
      return read + [
        plain,
        automatic.failure.map { "No growth model with drivers: \($0)" } ?? "No drivers were given.",
      ]
    }
    let model =
      "Growth model with the lowest AICc: \(growth.specification.baseline.rawValue) baseline, "
      + "\(growth.specification.seasonality == .monthly ? "monthly season" : "no season"), \(growth.specification.errors) errors."
    guard let evidence = automatic.evidence else {
      let reason =
        automatic.evidenceFailure.map { "It cannot be judged at three of the last origins, and has no weight: \($0)" }
        ?? "There are too few figures for a backtest: the growth model has no weight."
      return read + [plain, model, reason]
    }
    let errors =
      "Over the last \(evidence.origins) origins, its root mean square error of ln users is "
      + "\(NumberText.significant(evidence.withDrivers, 3)), \(NumberText.significant(evidence.withoutDrivers, 3)) without drivers, "
      + "\(NumberText.significant(evidence.plain, 3)) for the Theta method: "
    return read + [
      plain, model,
      errors
        + (automatic.weight > 0
          ? "the growth model has a weight of \(NumberText.percent(automatic.weight))."
          : "the drivers do not help, and the forecast is that of the benchmarks together."),
    ]
  }
}
