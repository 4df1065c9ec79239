import Forecasting
import Sampling

/// A scenario with everything at its centre.
final class ScenarioCentre: Sendable {
  let whole: Counterfactual
  let draw: ScenarioDraw
  let scaled: [Lanes]
  let deviations: [DriverDeviations]
  let inputs: MonthlyInputs
  let levels: [Lanes]
  /// Whether draws differ by their drivers.
  let isRandom: Bool

  init(_ equation: ScenarioEquation, _ scenario: Int, _ central: ScenarioDraw) {
    whole = equation.whole(scenario)
    draw = central
    scaled = equation.scaled(central, scenario)
    deviations = equation.effects.deviations(whole, central)
    inputs = equation.inputs(deviations, scaled)
    levels = equation.accumulated(inputs, as: scenario, scaled, central.errors)
    isRandom = equation.paths.isRandom(scenario)
  }
}
