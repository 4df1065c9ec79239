/// A question to scenarios, for the estimate of its work.
public enum ScenarioQuestion: Sendable, Equatable {
  /// The paths of all scenarios.
  case run
  /// The causes of the difference between a scenario and its reference.
  case attribution
  /// The price of one unit of each driver.
  case price
  /// The level of a driver that keeps a target with some probabilities, as many as stated.
  case goal(probabilities: Int)
  /// The importance of each input.
  case tornado
}
