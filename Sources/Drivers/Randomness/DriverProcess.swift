/// How a raw driver moves from month to month: the words of simulations, forecasts of drivers, and distributions of paths.
public enum DriverProcess: String, Sendable, Equatable, CaseIterable {
  /// Counts of a rate.
  case poisson
  /// Counts of a rate that vary more than Poisson's.
  case negativeBinomial = "negative-binomial"
  /// A first-order autoregression about a level.
  case autoregressive
  /// A level for each month of the year, and a first-order autoregression about it.
  case seasonal
  /// Steps from the last level.
  case randomWalk = "random-walk"
}
