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
    for effect in effects {
      if effect.freeEstimate != nil {
        notes.append(.constrained(effect))
        continue
      }
      notes.append(effect.interval(coverage: Coverages.single).contains(0) ? .noEffect(effect) : .effect(effect))
    }
    notes += coefficients.filter { $0.dataShare < 1 }.map(FitNote.prior)
    notes += entangledPairs().map(FitNote.entangled)
    notes += carryoverProfiles().map(FitNote.carryover)
    if let effective = effectiveSampleSize {
      notes.append(.effectiveSampleSize(effective, observations: innovations.count))
    }
    if let without = benchmark(.withoutDrivers) {
      notes.append(.driversAgainstNone(aiccDifference: criteria.aicc - without.criteria.aicc))
    }
    if let naive = benchmark(.naive) {
      notes.append(
        .againstNaive(rootMeanSquare: rootMeanSquareOf(innovations), naive: naive.rootMeanSquare))
    }
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
    // Bounds of a rule of thumb; exact ones need the design (Durbin and Watson 1950).
    if durbinWatson < 1.4 || durbinWatson > 2.6 {
      notes.append(
        .correlatedInnovations(durbinWatson: durbinWatson, allowedFor: specification.standardErrors == .neweyWest))
    }
    for (driver, level) in zip(specification.drivers, references) where driver.expression.column != nil {
      notes.append(.reference(driver: driver.name, level: level, stated: driver.reference != nil))
    }
    if let first = observedMonths.first, first.distance(to: origin) + 1 > observedMonths.count {
      notes.append(.sparse(figures: observedMonths.count, months: first.distance(to: origin) + 1))
    }
    return notes
  }
}
