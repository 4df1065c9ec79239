import ArgumentParser
import ChurnForecast

/// How drivers go on, as an option.
enum ContinuationOption: String, ExpressibleByArgument, CaseIterable {
  case held, auto, hold
  case meanReversion = "mean-reversion"
  case seasonal, counts

  var continuation: DriverContinuation {
    switch self {
    case .held: .hold
    case .auto: .forecast
    case .hold: .method(.hold)
    case .meanReversion: .method(.meanReversion)
    case .seasonal: .method(.seasonal)
    case .counts: .method(.counts)
    }
  }
}
