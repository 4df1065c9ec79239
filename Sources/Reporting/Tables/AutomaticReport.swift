import ChurnModels
import Evaluation
import Forecasting
import Series

/// What the automatic forecast chose, in three lines, and the growth model it found.
public struct AutomaticReport {
  private let automatic: AutomaticForecast

  /// The report of an automatic choice.
  public init(_ automatic: AutomaticForecast) { self.automatic = automatic }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch format {
    case .table:
      "Automatic forecast of `\(automatic.data.mau.name)`\n\n" + lines.map { "- \($0)\n" }.joined()
        + (automatic.growth.map { "\n" + FitReport($0).rendered(as: .table) } ?? "")
    case .csv: automatic.growth.map { FitReport($0).rendered(as: .csv) } ?? CoefficientRows.csv([])
    case .json: JSONText.document(Document(automatic, notes: lines))
    }
  }

  /// What was chosen, and why.
  var lines: [String] {
    let plain =
      "Plain forecasters, weights inverse to their squared errors from the last origins: "
      + automatic.plainParts.joined(separator: ", ") + "."
    guard let growth = automatic.growth else {
      return [
        plain,
        automatic.failure.map { "No growth model with drivers could be fitted: \($0)" } ?? "No drivers were given.",
      ]
    }
    let model =
      "Growth model of least AICc: \(growth.specification.baseline.rawValue) baseline, "
      + "\(growth.specification.seasonality == .monthly ? "monthly season" : "no season"), \(growth.specification.errors) errors."
    guard let evidence = automatic.evidence else {
      return [plain, model, "Too few figures for a backtest: the growth model has no weight."]
    }
    let errors =
      "Over the last \(evidence.origins) origins its root mean square error of ln users is "
      + "\(NumberText.significant(evidence.withDrivers, 3)), \(NumberText.significant(evidence.withoutDrivers, 3)) without drivers, "
      + "\(NumberText.significant(evidence.plain, 3)) for a plain forecaster: "
    return [
      plain, model,
      errors
        + (automatic.weight > 0
          ? "the growth model has a weight of \(NumberText.percent(automatic.weight))."
          : "the drivers do not help, and the plain forecasters have all the weight."),
    ]
  }

  private struct Document: Encodable {
    let model = "auto"
    let weight: Double
    let evidence: AutomaticForecast.Evidence?
    let baseline: Baseline?
    let seasonality: Seasonality?
    let errors: ErrorProcess?
    let coefficients: [CoefficientRows.Document]
    let notes: [String]

    init(_ automatic: AutomaticForecast, notes: [String]) {
      weight = automatic.weight
      evidence = automatic.evidence
      baseline = automatic.growth?.specification.baseline
      seasonality = automatic.growth?.specification.seasonality
      errors = automatic.growth?.specification.errors
      coefficients = automatic.growth?.coefficients.map(CoefficientRows.Document.init) ?? []
      self.notes = notes
    }
  }
}
