import Drivers
import Series

/// Why a forecast cannot be made. The description is one message for people.
public enum ForecastError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A driver has no usable future.
  case driver(DriverError)
  /// A forecaster cannot forecast these figures: its name, and why.
  case notForecast(String, String)
  /// The path leaves the range of numbers.
  case notFinite(month: Month)

  /// One message for people.
  public var description: String {
    switch self {
    case .driver(let error): error.description
    case .notForecast(let name, let reason): "\(name) cannot forecast this series: \(reason)."
    case .notFinite(let month):
      "the forecast leaves the range of numbers in \(month). Check the future of the drivers and the fit."
    }
  }
}
