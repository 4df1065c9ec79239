import ChurnModels
import Forecasting
import Sampling

/// The difference between a driver's design columns and those without any change: z less z of the unchanged path.
struct DriverDeviations: Sendable {
  /// By coefficient, then by month; empty for an event that does not happen.
  let byCoefficient: [[Lanes]]

  /// No deviations.
  static let none = DriverDeviations(byCoefficient: [])

  /// The deviations as they enter forecasts that measure what the timing says.
  func entering(_ timing: Timing) -> DriverDeviations {
    DriverDeviations(byCoefficient: byCoefficient.map { timing.entering($0) })
  }

  /// Subtracts the driver's effect from the growth of every month.
  ///
  /// - Parameters:
  ///   - growth: one value per month.
  ///   - effects: all quantities.
  ///   - positions: those of the driver's coefficients.
  func subtract(from growth: inout [Lanes], effects: [Lanes], at positions: Range<Int>) {
    for (position, deviation) in zip(positions, byCoefficient) {
      let effect = effects[position]
      for month in growth.indices { growth[month] -= effect * deviation[month] }
    }
  }

  /// Takes the effect of a driver out of what moves users.
  ///
  /// - Parameters:
  ///   - driver: the driver; the users who come are themselves what moves users.
  ///   - inputs: what moves users.
  ///   - effects: all quantities.
  func subtract(_ driver: ScenarioDriver, from inputs: inout MonthlyInputs, effects: [Lanes]) {
    inputs.change(driver.channel) { values in
      guard driver.channel == .acquisitions else {
        return subtract(from: &values, effects: effects, at: driver.positions)
      }
      for deviation in byCoefficient { for month in values.indices { values[month] += deviation[month] } }
    }
  }
}
