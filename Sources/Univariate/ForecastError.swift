import Drivers
import Series

/// Why a forecast cannot be made. The description is one message for people.
public enum ForecastError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A driver has no usable future.
  case driver(DriverError)
  /// A forecaster cannot forecast these figures: its name, and why.
  case notForecast(String, String)
  /// A backtest has no origin with figures behind it.
  case tooFewOrigins(figures: Int, needed: Int)
  /// Too few errors for a conformal interval of a level.
  case tooFewErrors(Int, needed: Int, level: Double)
  /// The path leaves the range of numbers.
  case notFinite(month: Month)

  /// One message for people.
  public var description: String {
    switch self {
    case .driver(let error): error.description
    case .notForecast(let name, let reason): "\(name) cannot forecast this series: \(reason)."
    case .tooFewOrigins(let figures, let needed):
      "a backtest needs at least \(needed) figures of MAU, there are \(figures). Use fewer coefficients, or an earlier "
        + "first origin (--first)."
    case .tooFewErrors(let count, let needed, let level):
      "a conformal interval of \(level * 100) % needs at least \(needed) errors at its horizon, there are \(count). Use a "
        + "lower level or more origins."
    case .notFinite(let month):
      "the forecast leaves the range of numbers in \(month). Check the future of the drivers and the fit."
    }
  }
}
