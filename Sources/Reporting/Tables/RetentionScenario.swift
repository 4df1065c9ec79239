import ChurnModels

/// What other levels of drivers do to the users of cohorts.
public struct RetentionScenario: Sendable {
  /// The levels by driver.
  public let levels: [String: Double]
  /// Users with them.
  public let forecast: CohortForecast
  /// Users less those without the change, by month ahead.
  public let differences: [(median: Double, intervals: [CohortForecast.Interval])]

  /// A scenario.
  ///
  /// - Parameters:
  ///   - levels: the levels by driver.
  ///   - forecast: users with them.
  ///   - differences: users less those without the change, by month ahead.
  public init(
    levels: [String: Double], forecast: CohortForecast,
    differences: [(median: Double, intervals: [CohortForecast.Interval])]
  ) {
    self.levels = levels
    self.forecast = forecast
    self.differences = differences
  }
}
