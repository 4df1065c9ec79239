import ChurnModels
import Drivers
import LeastSquares
import Series
import Univariate

/// A fitted model as table, CSV or JSON.
public struct FitReport {
  private let fit: FittedNetGrowth
  private static let level = CoefficientRows.level

  /// The report of a fit.
  public init(_ fit: FittedNetGrowth) { self.fit = fit }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .csv: CoefficientRows.csv(fit.coefficients)
    case .json: JSONText.document(FitDocument(fit, level: Self.level))
    }
  }

  /// What was fitted, in one line.
  var summary: String {
    let specification = fit.specification
    let months = "\(fit.observedMonths.first ?? fit.origin) to \(fit.origin)"
    return "Net growth of `\(fit.data.mau.name)`: \(specification.baseline.rawValue) baseline"
      + (specification.seasonality == .monthly ? ", monthly season" : "")
      + ", \(fit.observedMonths.count) figures from \(months)"
      + (specification.timing == .monthEnd ? "" : ", \(specification.timing.rawValue) figures")
      + (specification.errors == .independent ? "" : ", \(specification.errors) errors")
      + (specification.robust == .none ? "" : ", \(specification.robust.rawValue) weights")
      + (specification.standardErrors == .classical ? "" : ", \(specification.standardErrors.rawValue) standard errors")
  }

  private var table: String {
    var text = summary + "\n\n"
    var table = CoefficientRows.table()
    for coefficient in fit.coefficients { table.add(CoefficientRows.cells(coefficient, verdict: verdict(coefficient))) }
    text += table.text + "\n"
    text += diagnostics.map { "\($0) \($1)" }.joined(separator: " · ") + "\n"
    text +=
      "AICc (lower is better): this model \(NumberText.fixed(fit.criteria.aicc, 1))"
      + fit.benchmarks.map { ", \(FitNoteText.name(of: $0.kind)) \(NumberText.fixed($0.criteria.aicc, 1))" }.joined()
      + "\n"
    let notes = fit.notes().map { "- " + FitNoteText.text($0) + "\n" }
    return text + (notes.isEmpty ? "" : "\n" + notes.joined())
  }

  private func verdict(_ coefficient: Coefficient) -> String {
    fit.effects.contains(coefficient) ? CoefficientRows.verdict(coefficient) : ""
  }

  /// Names and values of what tells how good the fit is.
  var diagnostics: [(String, String)] {
    [
      ("σ", NumberText.significant(fit.estimate.sigma) + " a month"),
      ("R²", NumberText.fixed(fit.rSquared, 3)),
      ("log-likelihood", NumberText.fixed(fit.criteria.logLikelihood, 2)),
      ("AICc", NumberText.fixed(fit.criteria.aicc, 1)),
      ("BIC", NumberText.fixed(fit.criteria.bic, 1)),
      ("Durbin–Watson", NumberText.fixed(fit.durbinWatson, 2)),
      ("condition number", NumberText.significant(fit.conditionNumber, 3)),
    ]
  }
}

/// The JSON document of a fit.
private struct FitDocument: Encodable {
  struct Model: Encodable {
    struct Driver: Encodable {
      let name: String
      let expression: String
      let referenceLevel: Double
    }

    let response: String
    let timing: Timing
    let baseline: Baseline
    let seasonality: Seasonality
    let errors: ErrorProcess
    let robust: Robustness
    let standardErrors: StandardErrors
    let drivers: [Driver]
  }

  struct Diagnostics: Encodable {
    let sigma: Double
    let degreesOfFreedom: Double
    let rSquared: Double?
    let logLikelihood: Double?
    let aicc: Double?
    let bic: Double?
    let durbinWatson: Double
    let conditionNumber: Double
    let effectiveSampleSize: Double?
    let converged: Bool
  }

  struct Benchmark: Encodable {
    let name: GrowthBenchmark.Kind
    let aicc: Double?
    let logLikelihood: Double?
    let rootMeanSquare: Double
  }

  let model: Model
  let from: String
  let to: String
  let observations: Int
  let coefficients: [CoefficientRows.Document]
  let level: Double
  let diagnostics: Diagnostics
  let benchmarks: [Benchmark]
  let notes: [String]

  init(_ fit: FittedNetGrowth, level: Double) {
    model = Model(
      response: fit.data.mau.name, timing: fit.specification.timing, baseline: fit.specification.baseline,
      seasonality: fit.specification.seasonality, errors: fit.specification.errors, robust: fit.specification.robust,
      standardErrors: fit.specification.standardErrors,
      drivers: zip(fit.specification.drivers, fit.references).map { driver, reference in
        .init(name: driver.name, expression: driver.expression.description, referenceLevel: reference)
      })
    from = "\(fit.observedMonths.first ?? fit.origin)"
    to = "\(fit.origin)"
    observations = fit.criteria.observations
    coefficients = fit.coefficients.map(CoefficientRows.Document.init)
    self.level = level
    diagnostics = Diagnostics(
      sigma: fit.estimate.sigma, degreesOfFreedom: fit.estimate.degreesOfFreedom,
      rSquared: JSONText.number(fit.rSquared), logLikelihood: JSONText.number(fit.criteria.logLikelihood),
      aicc: JSONText.number(fit.criteria.aicc), bic: JSONText.number(fit.criteria.bic),
      durbinWatson: fit.durbinWatson, conditionNumber: fit.conditionNumber,
      effectiveSampleSize: fit.effectiveSampleSize, converged: fit.converged)
    benchmarks = fit.benchmarks.map {
      Benchmark(
        name: $0.kind, aicc: JSONText.number($0.criteria.aicc),
        logLikelihood: JSONText.number($0.criteria.logLikelihood), rootMeanSquare: $0.rootMeanSquare)
    }
    notes = fit.notes().map(FitNoteText.text)
  }
}
