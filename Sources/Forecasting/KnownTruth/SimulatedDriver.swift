import Drivers
import RealModule
import Sampling

/// How a raw driver with a known truth is generated: a process with its numbers.
public enum SimulatedDriver: Sendable, Equatable {
  /// x = mean + u, u = persistence·u₋₁ + ε, with the standard deviation of x stated.
  case autoregressive(mean: Double, deviation: Double, persistence: Double)
  /// The same about mean + amplitude·cos(2πm/12), m months after January.
  case seasonal(mean: Double, amplitude: Double, deviation: Double, persistence: Double)
  /// x = x₋₁ + ε from a start, with the standard deviation of ε stated.
  case randomWalk(start: Double, deviation: Double)
  /// Counts with a constant rate.
  case poisson(rate: Double)
  /// Overdispersed counts with this rate: the variance is rate + rate²/size.
  case negativeBinomial(rate: Double, size: Double)

  /// The level about which it moves, or from which it starts.
  public var level: Double {
    switch self {
    case .autoregressive(let mean, _, _), .seasonal(let mean, _, _, _): mean
    case .randomWalk(let start, _): start
    case .poisson(let rate), .negativeBinomial(let rate, _): rate
    }
  }

  /// A path of raw values.
  ///
  /// - Parameters:
  ///   - months: the number of months.
  ///   - first: the month of the year of the first value, 1 to 12.
  ///   - stream: random numbers.
  /// - Returns: one value per month.
  public func path(months: Int, first: Int = 1, _ stream: inout RandomStream) -> [Double] {
    switch self {
    case .autoregressive(let mean, let deviation, let persistence):
      return Self.autoregression(months, deviation, persistence, &stream).map { mean + $0 }
    case .seasonal(let mean, let amplitude, let deviation, let persistence):
      return Self.autoregression(months, deviation, persistence, &stream).enumerated().map { month, u in
        mean + amplitude * .cos(2 * .pi * Double((first - 1 + month) % 12) / 12) + u
      }
    case .randomWalk(let start, let deviation):
      var level = start
      return (0..<months).map { month in
        if month > 0 { level += deviation * stream.normal() }
        return level
      }
    case .poisson(let rate): return (0..<months).map { _ in stream.poisson(rate) }
    case .negativeBinomial(let rate, let size):
      return (0..<months).map { _ in stream.poisson(rate * stream.gamma(shape: size) / size) }
    }
  }

  private static func autoregression(
    _ months: Int, _ deviation: Double, _ persistence: Double, _ stream: inout RandomStream
  ) -> [Double] {
    var u = deviation * stream.normal()
    let shock = deviation * Double.sqrt(max(0, 1 - persistence * persistence))
    return (0..<months).map { month in
      if month > 0 { u = persistence * u + shock * stream.normal() }
      return u
    }
  }
}
