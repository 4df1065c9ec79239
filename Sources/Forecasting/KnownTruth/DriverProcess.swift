import ChurnModels
import Drivers
import LeastSquares
import RealModule
import Sampling
import Series

/// How a raw driver is made up.
public enum DriverProcess: Sendable, Equatable {
  /// x = mean + u, u = persistence·u₋₁ + ε, with the standard deviation of x stated.
  case autoregressive(mean: Double, deviation: Double, persistence: Double)
  /// Counts of a steady rate.
  case poisson(rate: Double)
  /// Counts of this rate that vary more: the variance is rate + rate²/size.
  case negativeBinomial(rate: Double, size: Double)

  /// A path of raw values.
  ///
  /// - Parameters:
  ///   - months: how many.
  ///   - stream: random numbers.
  /// - Returns: a value a month.
  public func path(months: Int, _ stream: inout RandomStream) -> [Double] {
    switch self {
    case .autoregressive(let mean, let deviation, let persistence):
      var u = deviation * stream.normal()
      let shock = deviation * Double.sqrt(max(0, 1 - persistence * persistence))
      return (0..<months).map { month in
        if month > 0 { u = persistence * u + shock * stream.normal() }
        return mean + u
      }
    case .poisson(let rate): return (0..<months).map { _ in Double(stream.poisson(rate)) }
    case .negativeBinomial(let rate, let size):
      return (0..<months).map { _ in Double(stream.poisson(rate * stream.gamma(shape: size) / size)) }
    }
  }
}
