/// How drivers go on whose future is not stated.
public enum DriverContinuation: Sendable, Equatable {
  /// At their last level, taken as certain: an assumption, not a forecast.
  case hold
  /// By the forecast that fits each: see ``DriverForecast/Method/suggested(for:)``.
  case forecast
  /// By one method for all.
  case method(DriverForecast.Method)
}
