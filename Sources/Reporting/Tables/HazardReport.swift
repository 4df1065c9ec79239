import ChurnModels
import Drivers
import LeastSquares
import Series

/// A fitted model of stock and flow as table, CSV or JSON.
public struct HazardReport {
  private let fit: FittedChurnHazard

  /// The report of a fit.
  public init(_ fit: FittedChurnHazard) { self.fit = fit }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch format {
    case .table: table
    case .csv: CoefficientRows.csv(fit.coefficients)
    case .json: JSONText.document(HazardDocument(fit, notes: notes))
    }
  }

  private var table: String {
    let first = fit.observedMonths.first ?? fit.origin
    var table = CoefficientRows.table()
    let drivers = Set(fit.specification.drivers.map(\.name))
    for coefficient in fit.coefficients {
      let verdict = drivers.contains(coefficient.name) ? CoefficientRows.verdict(coefficient) : ""
      table.add(CoefficientRows.cells(coefficient, verdict: verdict))
    }
    return
      "Churn hazard of `\(fit.data.mau.name)` (\(situation)), \(fit.observedMonths.count) figures from \(first) to \(fit.origin)\n\n"
      + table.text + "\nσ of ln users \(NumberText.significant(fit.estimate.sigma)) a month\n\n"
      + notes.map { "- \($0)\n" }.joined()
  }

  /// Which flows are known.
  var situation: String {
    switch fit.situation {
    case .churnedKnown: "lost users observed"
    case .acquiredKnown: "acquired users observed"
    case .neither: "flows not observed"
    }
  }

  /// What a reader should know, in plain words.
  var notes: [String] {
    var notes: [String] = []
    if !fit.converged { notes.append("The search did not converge; do not use this fit.") }
    if fit.unidentified.isEmpty {
      notes.append(
        "With drivers at their reference levels \(NumberText.percent(fit.hazard, 2)) of the users leave in a month.")
    } else {
      notes.append(
        "The data do not identify \(fit.unidentified.map { "`\($0)`" }.joined(separator: ", ")): many losses with many "
          + "acquisitions fit as well as few with few. Read neither as an estimate; provide acquired or lost users.")
    }
    for odds in fit.oddsRatios(level: CoefficientRows.level) {
      let ends = NumberText.interval(
        NumberText.significant(odds.interval.lowerBound, 3), NumberText.significant(odds.interval.upperBound, 3))
      notes.append(
        "`\(odds.driver)`: one unit more multiplies the odds of leaving by \(NumberText.significant(odds.ratio, 3)) "
          + "(\(NumberText.level(CoefficientRows.level)) % \(ends)).")
    }
    return notes
  }
}

/// The JSON document of a model of stock and flow.
private struct HazardDocument: Encodable {
  let model = "churn-hazard"
  let situation: FittedChurnHazard.Situation
  let observations: Int
  let coefficients: [CoefficientRows.Document]
  let level = CoefficientRows.level
  let sigma: Double
  let hazard: Double
  let unidentified: [String]
  let converged: Bool
  let notes: [String]

  init(_ fit: FittedChurnHazard, notes: [String]) {
    situation = fit.situation
    observations = fit.innovations.count
    coefficients = fit.coefficients.map(CoefficientRows.Document.init)
    sigma = fit.estimate.sigma
    hazard = fit.hazard
    unidentified = fit.unidentified
    converged = fit.converged
    self.notes = notes
  }
}
