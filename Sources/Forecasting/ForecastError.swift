import Drivers

/// Why a forecast cannot be made. The description is one message for people.
public enum ForecastError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A driver has no usable future.
  case driver(DriverError)

  /// One message for people.
  public var description: String {
    switch self {
    case .driver(let error): error.description
    }
  }
}
