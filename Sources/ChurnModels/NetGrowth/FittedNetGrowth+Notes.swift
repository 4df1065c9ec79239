import Drivers
import LeastSquares
import Series

extension FittedNetGrowth {
  /// What a reader should know in addition to the coefficients, in order of importance.
  ///
  /// - Complexity: about fifty fits for each estimated decay, for its profile; call it once.
  public func notes() -> [FitNote] {
    var notes: [FitNote] = []
    if !converged { notes.append(.notConverged) }
    if estimate.degreesOfFreedom <= Self.fewDegreesOfFreedom {
      notes.append(
        .fewDegreesOfFreedom(
          // Cannot trap: a number of figures, at least 1.
          Int(estimate.degreesOfFreedom), coefficients: specification.coefficientNames.count, changes: innovations.count
        ))
    }
    let findings = findings
    if !findings.isEmpty { notes.append(.findings(findings)) }
    if let weighted = downweighted { notes.append(weighted) }
    for effect in effects {
      if effect.freeEstimate != nil {
        notes.append(.constrained(effect))
        continue
      }
      if !effect.hasError {
        notes.append(.singleFigure(effect))
        continue
      }
      notes.append(effect.interval(coverage: Coverages.single).contains(0) ? .noEffect(effect) : .effect(effect))
    }
    notes += measured.map(FitNote.measured)
    notes += coefficients.filter { $0.dataShare < 1 }.map(FitNote.prior)
    notes += entangledPairs().map(FitNote.entangled)
    notes += carryoverProfiles().map(FitNote.carryover)
    if specification.errorProcess(estimate.values)?.isAtBorderOfInvertibility == true {
      notes.append(.borderOfInvertibility(specification.errors))
    } else if let effective = effectiveSampleSize {
      notes.append(.effectiveSampleSize(effective, observations: innovations.count))
    }
    if let without = benchmark(.withoutDrivers) {
      notes.append(.driversAgainstNone(aiccDifference: criteria.aicc - without.criteria.aicc))
    }
    if let naive = benchmark(.naive) {
      notes.append(
        .againstNaive(rootMeanSquare: rootMeanSquareOf(innovations), naive: naive.rootMeanSquare))
    }
    notes += baselineNotes
    if isCorrelated {
      notes.append(
        .correlatedInnovations(
          durbinWatson: durbinWatson, allowedFor: specification.standardErrors == .neweyWest,
          isWeighted: specification.robust != .none, errors: specification.errors))
    }
    for (driver, level) in zip(specification.drivers, references) where driver.expression.column != nil {
      notes.append(.reference(driver: driver.name, level: level, stated: driver.reference != nil))
    }
    if let first = observedMonths.first, first.distance(to: origin) + 1 > observedMonths.count {
      notes.append(.sparse(figures: observedMonths.count, months: first.distance(to: origin) + 1))
    }
    return notes
  }

  /// Where the baseline goes.
  private var baselineNotes: [FitNote] {
    var notes: [FitNote] = []
    if let index = specification.driftIndex, let now = currentBaseline {
      let names = specification.coefficientNames
      notes.append(
        .drift(
          coefficient(names[index], weights: [index: 1], isStudent: false, domain: 0...1),
          first: coefficient(names[0], weights: [0: 1]), now: now))
    }
    if let index = specification.saturationIndex {
      notes.append(longRun().map(FitNote.longRun) ?? .noLongRun(saturation: estimate.values[index]))
    }
    if let index = specification.transientIndex, !(0.011...0.994).contains(estimate.values[index + 1]) {
      notes.append(.noDecay(estimate.values[index + 1]))
    }
    return notes
  }

  /// What is unlike the rest, in the users except for what the model allows for: events, and with robust weights whatever these
  /// are for.
  public var findings: [TableFinding] {
    let events = Set(
      specification.drivers.compactMap { driver in
        if case .event(let event) = driver.expression.source { event.month } else { nil }
      })
    return data.remarks.filter { remark in
      guard case .users(let finding) = remark else { return true }
      return switch finding {
      case .outlier, .shift: specification.robust == .none && !events.contains(finding.month)
      case .otherUnit, .lowLastMonth, .farMonth: !events.contains(finding.month)
      }
    }
  }

  /// The months whose robust weight is below one half, the lowest first.
  private var downweighted: FitNote? {
    guard let weights else { return nil }
    let low = zip(observedMonths.dropFirst(), weights).filter { $0.1 < 0.5 }
      .map { FitNote.Downweighted(month: $0.0, weight: $0.1) }.sorted { $0.weight < $1.weight }
    return low.isEmpty ? nil : .downweighted(Array(low.prefix(5)), count: low.count)
  }

  /// Degrees of freedom up to which a fit nearly follows its figures.
  private static let fewDegreesOfFreedom = 5.0
  /// Figures from which correlated innovations can be told.
  private static let fewestForCorrelation = 12

  /// Whether innovations are correlated, by the bounds of a rule of thumb (exact ones need the design, Durbin and Watson 1950): all
  /// of them, and still when no single one counts for more than three standard deviations.
  private var isCorrelated: Bool {
    func isOutside(_ statistic: Double) -> Bool { statistic < 1.4 || statistic > 2.6 }
    guard innovations.count >= Self.fewestForCorrelation, isOutside(durbinWatson) else { return false }
    // The median of |N(0, σ²)| is 0.6745 σ.
    let sizes = innovations.map { abs($0) }.sorted()
    let bound = 3 * sizes[sizes.count / 2] / 0.6745
    let held = innovations.map { min(max($0, -bound), bound) }
    let differences = zip(held.dropFirst(), held).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let squares = held.reduce(0) { $0 + $1 * $1 }
    return squares > 0 && isOutside(differences / squares)
  }
}
