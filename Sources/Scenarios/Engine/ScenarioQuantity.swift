/// The meaning of one number of the scenarios; drivers, columns and scenarios by their positions.
enum ScenarioQuantity: Hashable, Sendable {
  /// A coefficient of the model, by its position there.
  case coefficient(Int)
  /// The % change of a raw column for 1 % more of an upstream quantity, both by their position among the columns.
  case elasticity(column: Int, upstream: Int)
  /// The factor by which all effects of drivers are multiplied in every scenario.
  case commonEffectScale
  /// The factor by which all effects of drivers are multiplied in some scenarios.
  case effectScale(scenarios: Set<Int>)
  /// The monthly decay of the carryover of a driver of the model.
  case decay(driver: Int)
  /// The level of a column at the horizon in a scenario.
  case level(column: Int, scenario: Int)
}
