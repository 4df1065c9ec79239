import Series

/// How many new users come in later months.
public enum CohortAcquisition: Sendable, Equatable, Codable {
  /// As many as the last cohorts had on average, with their variation: of the logarithm of their sizes, independent from month to month.
  case recentMean(months: Int = 12)
  /// A straight line through the logarithms of the sizes of the last cohorts, with the variation about it.
  case trend(months: Int = 24)
  /// Stated users by month, without variation.
  case stated(MonthlyColumn)
  /// Nobody new.
  case none
}
