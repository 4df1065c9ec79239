import Drivers
import Series

/// Why a forecast cannot be made. The description is one message for users.
public enum ForecastError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A driver has no usable future.
  case driver(DriverError)
  /// Drawn futures of a driver leave the domain of a transform: its name, the function, and the share of such draws.
  case drawsOutsideDomain(driver: String, function: String, domain: TransformDomain, share: Double)
  /// A forecaster cannot forecast these figures: its name, and why.
  case notForecast(String, String)
  /// No figure lies within the horizon: the forecaster, and the months between figures.
  case shortHorizon(String, step: Int)
  /// A backtest has no origin with figures after it.
  case tooFewOrigins(figures: Int, needed: Int)
  /// Too few errors for a conformal interval with this coverage.
  case tooFewErrors(Int, needed: Int, coverage: Double)
  /// The path overflows.
  case notFinite(month: Month)

  /// The message for users.
  public var description: String {
    switch self {
    case .driver(let error): error.description
    case .drawsOutsideDomain(let driver, let function, let domain, let share):
      "in \(Self.percent(share)) of the drawn futures of driver `\(driver)`, some month has no \(function); "
        + "expected numbers above \(domain.bound).\(domain.advice.isEmpty ? "" : " \(domain.advice)") "
        + "Alternatively, state the driver's later levels or hold its last one."
    case .notForecast(let name, let reason): "\(name) cannot forecast this series: \(reason)."
    case .shortHorizon(let name, let step):
      "\(name) cannot forecast this series: its figures are \(step) months apart, and the horizon is shorter. Forecast at "
        + "least \(step) months (--months \(step))."
    case .tooFewOrigins(let figures, let needed):
      "a backtest needs at least \(needed) figures of MAU; there are \(figures). Use fewer coefficients, or an earlier "
        + "first origin (--first)."
    case .tooFewErrors(let count, let needed, let coverage):
      "a conformal interval of \(coverage * 100) % needs at least \(needed) errors at its horizon; there are \(count). "
        + "Use a lower coverage or more origins."
    case .notFinite(let month):
      "the forecast overflows in \(month). Use a shorter horizon: growth as it is now, or drivers as their "
        + "future is stated, cannot go on until then."
    }
  }

  /// A share of draws, rounded up to a tenth of a percent.
  private static func percent(_ share: Double) -> String {
    let tenths = (share * 1000).rounded(.up)
    // Cannot trap: a share from 0 to 1.
    return tenths.truncatingRemainder(dividingBy: 10) == 0 ? "\(Int(tenths) / 10) %" : "\(tenths / 10) %"
  }
}
