import ChurnModels
import Drivers
import LeastSquares
import Series

/// A fitted stock-and-flow model.
public struct HazardReport: ResultReport {
  private let fit: FittedChurnHazard

  /// The report of a fit.
  public init(_ fit: FittedChurnHazard) { self.fit = fit }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let first = fit.observedMonths.first ?? fit.origin
    return ResultDocument(
      [
        .line(
          "Churn hazard of `\(fit.data.mau.name)` (\(situation)), \(fit.observedMonths.count) figures from \(first) to \(fit.origin)"
        ), .table(coefficients), .line("σ of ln users \(NumberText.significant(fit.estimate.sigma)) per month"),
        .notes(notes),
      ], data: coefficients,
      fields: [
        "model": .text("churn-hazard"), "situation": .text(fit.situation.rawValue),
        "observations": .count(fit.innovations.count), "coefficients": .records(coefficients),
        "level": .number(CoefficientRows.coverage), "sigma": .number(fit.estimate.sigma), "hazard": .number(fit.hazard),
        "unidentified": .texts(fit.unidentified), "converged": .flag(fit.converged), "notes": .texts(notes),
      ])
  }

  /// One row per coefficient.
  package var coefficients: ResultTable {
    let drivers = Set(fit.specification.drivers.map(\.name))
    let units = CoefficientUnit.ofHazard(fit.specification, count: fit.coefficients.count)
    return CoefficientRows.table(fit.coefficients, units: units) { drivers.contains($0.name) }
  }

  /// Which flows are known.
  var situation: String {
    switch fit.situation {
    case .churnedKnown: "lost users observed"
    case .acquiredKnown: "acquired users observed"
    case .neither: "flows not observed"
    }
  }

  /// What forbids to trust a fit.
  static func warnings(_ fit: FittedChurnHazard) -> [String] {
    var warnings: [String] = []
    if let balance = fit.flowBalance, balance.isOff {
      warnings.append("The flows \(FindingText.flows(balance)) Until then, nothing below can be trusted.")
    }
    if !fit.converged { warnings.append("The search did not converge; do not use this fit.") }
    if !fit.unidentified.isEmpty {
      warnings.append(
        "The data do not identify \(fit.unidentified.map { "`\($0)`" }.joined(separator: ", ")): many losses with many "
          + "acquisitions fit as well as few with few. Neither is an estimate; provide acquired or lost users.")
    }
    return warnings
  }

  /// Notes for readers.
  package var notes: [String] {
    var notes = FindingText.lines(fit.data.remarks) + Self.warnings(fit)
    if fit.unidentified.isEmpty {
      notes.append(
        "With drivers at their reference levels, \(NumberText.percent(fit.hazard, 2)) of the users leave each month.")
    }
    for odds in fit.oddsRatios(coverage: CoefficientRows.coverage) {
      let ends = NumberText.interval(
        NumberText.significant(odds.interval.lowerBound, 3), NumberText.significant(odds.interval.upperBound, 3))
      notes.append(
        "`\(odds.driver)`: one more unit multiplies the odds of leaving by \(NumberText.significant(odds.ratio, 3)) "
          + "(\(NumberText.coverage(CoefficientRows.coverage)) % \(ends)).")
    }
    return notes
  }
}
