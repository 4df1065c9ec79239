/// How drivers without stated future values are continued.
public enum DriverContinuation: Sendable, Equatable {
  /// At their last level, taken as certain: an assumption, not a forecast.
  case hold
  /// By the forecast that fits each: see ``DriverForecastMethod/suggested(for:)``.
  case forecast
  /// By one method for all.
  case method(DriverForecastMethod)

  /// The words of all ways.
  public static let words = ["hold", "auto"] + DriverForecastMethod.words

  /// The way of a word; nil for anything else.
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
