import ChurnModels
import Forecasting
import Sampling
import Series

/// All scenarios as one equation: the recursion in which nothing changes, and the effects of each scenario's drivers on
/// its growth.
///
/// gₜ = (recursion without changes)ₜ − Σ_d s β_d (z_d(scenario) − z_d(no change))ₜ − Σ_e s β_e [event e in t], with s
/// the effect scales; with stock and flow the drivers of the fit act on −logit hₜ in the same way. A scenario that changes nothing is therefore exactly the recursion, and scenarios differ by their
/// paths only: all use the same random numbers.
struct ScenarioEquation: Sendable {
  /// The months after the base.
  let months: Range<Month>
  /// The scenarios.
  let scenarios: [ScenarioTerms]
  /// All numbers on which the scenarios depend.
  let quantities: ScenarioQuantities
  /// The drivers, their paths and deviations.
  let effects: ScenarioDrivers
  /// The future months where nothing changes.
  let recursion: UserRecursion
  /// Draws of everything that is random.
  let draws: ScenarioDraws

  /// The drivers and events.
  var drivers: [ScenarioDriver] { effects.all }
  /// The raw paths of drivers and upstream quantities.
  var paths: ScenarioPaths { effects.paths }
  /// The raw columns of drivers, then the upstream quantities.
  var columns: [ScenarioColumn] { effects.paths.columns }

  /// A scenario as it is.
  func whole(_ scenario: Int) -> Counterfactual { effects.whole(scenario) }

  /// The quantities of a draw, with the effect scales of a scenario applied.
  func scaled(_ draw: ScenarioDraw, _ scenario: Int) -> [Lanes] { quantities.scaled(draw.parameters, in: scenario) }

  /// The effect of one driver or event on its channel in every month, below 0 for a gain.
  func loss(_ driver: Int, _ counterfactual: Counterfactual, _ draw: ScenarioDraw, _ scaled: [Lanes]) -> [Lanes] {
    let none = [Lanes](repeating: Lanes(repeating: 0), count: months.count)
    var inputs = MonthlyInputs(growth: none, retention: none, acquisitions: none)
    effects.deviations(driver, counterfactual, draw).subtract(drivers[driver], from: &inputs, effects: scaled)
    var result = inputs[drivers[driver].channel]
    for month in result.indices { result[month] = 0 - result[month] }
    return result
  }

  /// What moves users in every month, without errors, for the deviations of each driver.
  func inputs(_ deviations: [DriverDeviations], _ scaled: [Lanes]) -> MonthlyInputs {
    var result = recursion.inputs(scaled)
    for (driver, deviations) in zip(drivers, deviations) {
      deviations.subtract(driver, from: &result, effects: scaled)
    }
    return result
  }

  /// ln U of every month.
  ///
  /// - Parameters:
  ///   - counterfactual: the source of the drivers' paths.
  ///   - scenario: the scenario whose start and effect scales apply.
  ///   - draw: everything that is random.
  /// - Returns: one value per month.
  func levels(_ counterfactual: Counterfactual, as scenario: Int, _ draw: ScenarioDraw) -> [Lanes] {
    let scaled = scaled(draw, scenario)
    return accumulated(
      inputs(effects.deviations(counterfactual, draw), scaled), as: scenario, scaled, draw.errors)
  }

  /// ln U of every month for given inputs.
  func accumulated(
    _ inputs: consuming MonthlyInputs, as scenario: Int, _ scaled: [Lanes], _ errors: [Lanes]
  ) -> [Lanes] {
    // The recursion's own start includes a fit's uncertainty about it.
    let terms = scenarios[scenario]
    return recursion.levels(from: terms.hasOwnStart ? terms.start : nil, inputs, scaled, errors)
  }
}
