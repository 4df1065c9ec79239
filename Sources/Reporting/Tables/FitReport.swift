import ChurnModels
import Drivers
import LeastSquares
import Series
import Univariate

/// A fitted model of net growth.
public struct FitReport: ResultReport {
  private let fit: FittedNetGrowth
  private let found: [FitNote]

  /// The report of a fit.
  ///
  /// - Complexity: about fifty fits per estimated decay, for its profile.
  public init(_ fit: FittedNetGrowth) {
    self.fit = fit
    found = fit.notes()
  }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    let notes = notes
    let coefficients = coefficients
    let (_, measured) = Self.measures(of: fit).seen(by: .text)
    let good = measured.map { "\($0[0].text) \($0[1].text)" }.joined(separator: " · ")
    let benchmarks = fit.benchmarks.map {
      ", \(FitNoteText.name(of: $0.kind)) \(NumberText.fixed($0.criteria.aicc, 1))"
    }
    let compared = "AICc (lower is better): this model \(NumberText.fixed(fit.criteria.aicc, 1))" + benchmarks.joined()
    let corrected: [ResultDocument.Block] = fit.measured.isEmpty ? [] : [.table(measuredEffects)]
    return ResultDocument(
      [.line(summary), .table(coefficients)] + corrected + [.lines([good, compared]), .notes(notes)],
      data: coefficients, fields: fields(coefficients, notes))
  }

  /// Effects of drivers whose figures have errors, as if these were exact and corrected.
  package var measuredEffects: ResultTable {
    let effects = Dictionary(fit.effects.map { ($0.name, $0) }) { first, _ in first }
    func pair(_ value: Double?, _ error: Double?) -> ResultCell {
      guard let value, let error else { return .missing() }
      return .number(value).shown(as: "\(NumberText.significant(value)) ± \(NumberText.significant(error, 2))")
    }
    return ResultTable(
      caption: "Errors in drivers",
      columns: [
        ResultColumn("driver with errors", csv: ["driver"]),
        ResultColumn("reliability", isNumeric: true, csv: ["reliability"]),
        ResultColumn("effect as if exact", isNumeric: true, csv: ["naive"]),
        .machine(csv: ["naiveStandardError"]),
        ResultColumn("corrected", isNumeric: true, csv: ["corrected"]),
        .machine(csv: ["correctedStandardError"]), ResultColumn("by", csv: ["method"]),
      ],
      rows: fit.measured.map { measured in
        let effect = effects[measured.driver]
        return [
          ResultCell(measured.driver), .number(measured.reliability, .decimals(2)),
          pair(measured.naive, measured.naiveError), .number(measured.naiveError),
          pair(effect?.estimate, effect?.standardError), .number(effect?.standardError),
          ResultCell(measured.method.rawValue),
        ]
      })
  }

  /// A description of the fit in one line.
  package var summary: String {
    let specification = fit.specification
    let months = "\(fit.observedMonths.first ?? fit.origin) to \(fit.origin)"
    return "Net growth of `\(fit.data.mau.name)`: \(specification.baseline.rawValue) baseline"
      + (specification.seasonality == .monthly ? ", monthly season" : "")
      + ", \(fit.observedMonths.count) figures from \(months)"
      + (specification.timing == .monthEnd ? "" : ", \(specification.timing.rawValue) figures")
      + (specification.figureError.map { ", figures \($0.words)" } ?? "")
      + (specification.errors == .independent ? "" : ", \(specification.errors) errors")
      + (specification.robust == .none ? "" : ", \(specification.robust.rawValue) weights")
      + (specification.standardErrors == .classical ? "" : ", \(specification.standardErrors.rawValue) standard errors")
  }

  /// One row per coefficient; the interval of a decay is that of its profile.
  ///
  /// - Complexity: O(p·r) for p coefficients and r columns of the factor of their covariance.
  package var coefficients: ResultTable {
    let effects = Dictionary(fit.effects.map { ($0.name, $0) }) { first, _ in first }
    let profiles = found.compactMap { note in
      if case .carryover(let profile) = note { profile.interval } else { nil }
    }
    let decays = fit.specification.coefficientNames[fit.specification.decayIndices]
    return CoefficientRows.table(
      fit.coefficients, units: CoefficientUnit.ofGrowth(fit.specification),
      profiles: Dictionary(zip(decays, profiles)) { first, _ in first }, measured: fit.measured
    ) { effects[$0.name] == $0 }
  }

  /// Measures of the quality of the fit; a page shows the AICc next to those of the benchmarks.
  package static func measures(of fit: FittedNetGrowth) -> ResultTable {
    func row(_ name: String, _ value: String, for people: ResultAudience = .people) -> ResultRow {
      ResultRow([ResultCell(name), ResultCell(value)], for: people)
    }
    let own = [
      row("σ", NumberText.significant(fit.estimate.sigma) + " per month"), row("R²", NumberText.fixed(fit.rSquared, 3)),
      row("log-likelihood", NumberText.fixed(fit.criteria.logLikelihood, 2)),
      row("AICc", NumberText.fixed(fit.criteria.aicc, 1), for: .text),
      row("BIC", NumberText.fixed(fit.criteria.bic, 1)),
      row("Durbin–Watson", NumberText.fixed(fit.durbinWatson, 2)),
      row("condition number", NumberText.significant(fit.conditionNumber, 3)),
    ]
    let criteria =
      [("this model", fit.criteria.aicc)]
      + fit.benchmarks.map { (FitNoteText.name(of: $0.kind), $0.criteria.aicc) }
    return ResultTable(
      caption: "Goodness of fit", columns: [ResultColumn("measure"), ResultColumn("value", isNumeric: true)],
      rows: own
        + criteria.map { name, aicc in
          ResultRow([ResultCell("AICc (lower is better), \(name)"), .number(aicc, .decimals(1))], for: .page)
        })
  }

  /// Notes for readers.
  package var notes: [String] { FitNoteText.lines(found) }

  private func fields(_ coefficients: ResultTable, _ notes: [String]) -> [String: ResultField] {
    let specification = fit.specification
    let drivers = zip(specification.drivers, fit.references).map { driver, reference in
      ResultField.record([
        "name": .text(driver.name), "expression": .text(driver.expression.description),
        "referenceLevel": .number(reference),
      ])
    }
    let benchmarks = fit.benchmarks.map {
      ResultField.record([
        "name": .text($0.kind.rawValue), "aicc": .number($0.criteria.aicc),
        "logLikelihood": .number($0.criteria.logLikelihood), "rootMeanSquare": .number($0.rootMeanSquare),
      ])
    }
    return [
      "model": .record([
        "response": .text(fit.data.mau.name), "timing": .text(specification.timing.rawValue),
        "figureError": .text(specification.figureError?.words),
        "baseline": .text(specification.baseline.rawValue), "seasonality": .text(specification.seasonality.rawValue),
        "errors": .text(specification.errors.description), "robust": .text(specification.robust.rawValue),
        "standardErrors": .text(specification.standardErrors.rawValue), "drivers": .list(drivers),
      ]), "from": .month(fit.observedMonths.first ?? fit.origin), "to": .month(fit.origin),
      "observations": .count(fit.criteria.observations), "coefficients": .records(coefficients),
      "level": .number(CoefficientRows.coverage),
      "diagnostics": .record([
        "sigma": .number(fit.estimate.sigma), "degreesOfFreedom": .number(fit.estimate.degreesOfFreedom),
        "rSquared": .number(fit.rSquared), "logLikelihood": .number(fit.criteria.logLikelihood),
        "aicc": .number(fit.criteria.aicc), "bic": .number(fit.criteria.bic), "durbinWatson": .number(fit.durbinWatson),
        "conditionNumber": .number(fit.conditionNumber), "effectiveSampleSize": .number(fit.effectiveSampleSize),
        "converged": .flag(fit.converged),
      ]), "benchmarks": .list(benchmarks), "notes": .texts(notes),
      "errorsInDrivers": fit.measured.isEmpty ? .text(nil) : .records(measuredEffects),
    ]
  }
}

extension FigureError {
  /// What is known of the figures.
  fileprivate var words: String {
    switch self {
    case .fraction(let error): "with a standard error of \(NumberText.significant(error * 100, 3)) %"
    case .rounding(let unit): "rounded to \(NumberText.users(unit))"
    }
  }
}
