import Drivers
import LeastSquares
import Series

/// Something that a reader of a fit should know; ``FittedNetGrowth/notes`` collects them.
public enum FitNote: Sendable, Equatable {
  /// MAU was observed in so many of the months spanned; every interval is one equation.
  case sparse(figures: Int, months: Int)
  /// A driver is measured from this raw level; `stated` tells whether the user chose it.
  case reference(driver: String, level: Double, stated: Bool)
  /// An effect that the data show: lower and upper end of its 95 % interval lie on one side of 0.
  case effect(Coefficient)
  /// An effect that the data do not show: its 95 % interval contains 0.
  case noEffect(Coefficient)
  /// Two effects that the data can hardly tell apart, with the correlation of their estimates.
  case entangled(String, String, correlation: Double)
  /// The long run of a saturating model.
  case longRun(LongRun)
  /// A saturating model whose κ is not between 0 and 1: growth does not level off in these data.
  case noLongRun(saturation: Double)
  /// AICc of this model less that of the same without drivers; below 0 the drivers earn their place in this sample.
  case driversAgainstNone(aiccDifference: Double)
  /// Root mean square error of one month, of this model and of the naive forecast, in the sample.
  case againstNaive(rootMeanSquare: Double, naive: Double)
  /// The innovations are correlated; `allowedFor` tells whether the standard errors allow for it.
  case correlatedInnovations(durbinWatson: Double, allowedFor: Bool)
  /// The search for κ ended without a solution.
  case notConverged
}

extension FittedNetGrowth {
  /// What a reader should know beside the coefficients, in the order of importance.
  public var notes: [FitNote] {
    var notes: [FitNote] = []
    if !converged { notes.append(.notConverged) }
    for effect in effects {
      notes.append(effect.interval(level: 0.95).contains(0) ? .noEffect(effect) : .effect(effect))
    }
    notes += entangled
    if let without = benchmark(.withoutDrivers) {
      notes.append(.driversAgainstNone(aiccDifference: criteria.aicc - without.criteria.aicc))
    }
    if let naive = benchmark(.naive) {
      notes.append(
        .againstNaive(rootMeanSquare: rootMeanSquareOf(innovations), naive: naive.rootMeanSquare))
    }
    if specification.baseline == .saturating {
      notes.append(longRun().map(FitNote.longRun) ?? .noLongRun(saturation: estimate.values.last ?? .nan))
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

  /// Pairs of drivers whose estimates are correlated above 0.9 in absolute value.
  private var entangled: [FitNote] {
    let indices = Array(specification.driverIndices)
    let names = specification.coefficientNames
    var notes: [FitNote] = []
    for (position, first) in indices.enumerated() {
      for second in indices[(position + 1)...] {
        let correlation = estimate.correlation(first, second)
        if abs(correlation) > 0.9 {
          notes.append(.entangled(names[first], names[second], correlation: correlation))
        }
      }
    }
    return notes
  }
}
