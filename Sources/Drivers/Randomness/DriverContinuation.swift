import Series

/// How drivers without stated future values are extended.
public enum DriverContinuation: Sendable, Equatable {
  /// Held at their last level, taken as certain: an assumption, not a forecast.
  case hold
  /// Each by the forecast that suits it: see ``DriverForecastMethod/suggested(for:)``.
  case forecast
  /// All by one method.
  case method(DriverForecastMethod)

  /// The method for a history; nil where the last level is held.
  ///
  /// - Parameters:
  ///   - history: the raw column.
  ///   - bound: a bound above which it must stay; nil for none.
  /// - Returns: the stated method, or the one that suits the history, also where counts are stated and it has none.
  public func method(for history: MonthlyColumn, above bound: Double? = nil) -> DriverForecastMethod? {
    switch self {
    case .hold: nil
    case .forecast: .suggested(for: history, above: bound)
    case .method(let method): method.suiting(history, above: bound)
    }
  }

  /// The words for all options.
  public static let words = ["hold", "auto"] + DriverForecastMethod.words

  /// The option for a word; nil for anything else.
  public init?(_ word: String) {
    switch word {
    case "hold": self = .hold
    case "auto": self = .forecast
    default:
      guard let method = DriverForecastMethod(word) else { return nil }
      self = .method(method)
    }
  }
}
