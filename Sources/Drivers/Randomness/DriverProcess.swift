/// How a raw driver moves from month to month: the words for simulations, forecasts of drivers, and distributions of
/// paths.
public enum DriverProcess: String, Sendable, Equatable, CaseIterable {
  /// Poisson counts.
  case poisson
  /// Counts that vary more than Poisson counts.
  case negativeBinomial = "negative-binomial"
  /// A first-order autoregression about a level.
  case autoregressive
  /// A level for each month of the year, and a first-order autoregression about it.
  case seasonal
  /// Random steps from the last level.
  case randomWalk = "random-walk"
}
