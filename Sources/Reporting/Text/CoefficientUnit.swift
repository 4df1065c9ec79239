import ChurnModels
import Drivers

/// The units of coefficients, as a page names them.
enum CoefficientUnit {
  private static let growth = "growth a month"
  private static let share = "share kept a month"

  /// The units of a model of net growth, by position in ``ModelSpecification/coefficientNames``.
  static func ofGrowth(_ specification: ModelSpecification) -> [String] {
    var units = specification.coefficientNames.map { _ in "" }
    for index in 0..<specification.driverIndices.lowerBound { units[index] = growth }
    for (driver, indices) in zip(specification.drivers, specification.indicesOfDrivers) {
      let isPulse = driver.expression.event?.kind == .pulse
      for index in indices {
        units[index] =
          isPulse
          ? "growth lost" : driver.expression.column == nil ? "growth lost a month" : "growth lost a month, per unit"
      }
    }
    if let index = specification.saturationIndex {
      units[index] = "growth lost a month, per " + (specification.baseline == .logistic ? "mean users" : "ln users")
    }
    if let index = specification.transientIndex {
      units[index] = growth
      units[index + 1] = share
    }
    for index in specification.decayIndices { units[index] = share }
    if let index = specification.driftIndex { units[index] = "share of a surprise that stays" }
    return units
  }

  /// The units of a stock-and-flow model.
  static func ofHazard(_ specification: ModelSpecification, count: Int) -> [String] {
    (0..<count).map { index in
      if index < specification.driverIndices.lowerBound { return "log odds to leave in a month" }
      return specification.driverIndices.contains(index) ? "log odds to leave, per unit" : "logarithm"
    }
  }
}
