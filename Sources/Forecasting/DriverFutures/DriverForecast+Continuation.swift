import Drivers
import Univariate

extension DriverProcess {
  /// How a driver goes on that is forecast by this process.
  package var continuation: ContinuedDriver.Kind {
    switch self {
    case .poisson, .negativeBinomial: .counts
    case .autoregressive: .meanReversion
    case .seasonal: .seasonal
    case .randomWalk: .randomWalk
    }
  }
}

extension DriverForecast {
  /// The level to which the driver goes: the last one for a random walk, otherwise the mean of the months of the forecast.
  package func continuedLevel(after last: Double) -> Double {
    process == .randomWalk ? last : means.reduce(0, +) / Double(max(1, means.count))
  }
}
