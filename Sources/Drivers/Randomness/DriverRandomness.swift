import RealModule
import Sampling

/// How the draws of a raw driver differ from its path.
public enum DriverRandomness: Sendable, Equatable {
  /// Counts with this rate, or with the path as their rate.
  case poisson(rate: Double?)
  /// Counts with this mean, or with the path as their mean, whose variance is mean + mean²/size.
  case negativeBinomial(rate: Double?, size: Double)
  /// About the path with this standard deviation in a month; deviations last (a first-order autoregression of this
  /// persistence), and values are not below `lowest`.
  case autoregressive(mean: Double?, standardDeviation: Double, persistence: Double, lowest: Double?)
  /// The same about the path and the yearly pattern of the column's past; by month from the first of the path on.
  case seasonal(pattern: [Double]?, standardDeviation: Double, persistence: Double, lowest: Double?)
  /// Away from the path by steps of this standard deviation that add up; values are not below `lowest`.
  case randomWalk(standardDeviation: Double, lowest: Double?)
  /// One uncertain level per draw, triangular; the mode is stated or the path.
  case triangular(low: Double, mode: Double?, high: Double)
  /// Past or stated values, drawn with replacement in blocks of this many months.
  case history(values: [Double]?, block: Int)
  /// The forecast from the history of the column.
  case forecast(DriverForecastMethod?)

  /// Uses the expected values instead of draws.
  ///
  /// - Parameters:
  ///   - path: raw values of each draw; those from `first` on become the expected values.
  ///   - first: the first month that is drawn.
  public func takeMeans(_ path: inout [Lanes], from first: Int) {
    let months = min(first, path.count)..<path.count
    switch self {
    case .poisson, .negativeBinomial:
      for month in months { path[month] = pointwiseMax(path[month], Lanes(repeating: 0)) }
    case .autoregressive(_, let deviation, _, let lowest):
      for month in months { path[month] = Self.mean(path[month], deviation, lowest) }
    case .seasonal(let pattern?, let deviation, _, let lowest):
      for month in months { path[month] = Self.mean(path[month] + pattern[month % 12], deviation, lowest) }
    case .randomWalk(let deviation, let lowest):
      for month in months {
        let steps = Double(month - first + 1)
        path[month] = Self.mean(path[month], deviation * steps.squareRoot(), lowest)
      }
    case .triangular(let low, let mode, let high):
      for month in months {
        let peak = pointwiseMin(
          pointwiseMax(mode.map { Lanes(repeating: $0) } ?? path[month], Lanes(repeating: low)), Lanes(repeating: high))
        path[month] = (low + peak + high) / 3
      }
    case .history(let values?, _):
      let mean = values.reduce(0, +) / Double(values.count)
      for month in months { path[month] = Lanes(repeating: mean) }
    case .history(nil, _), .seasonal(nil, _, _, _), .forecast:
      // Cannot trap: scenarios fill in the values when they are compiled.
      preconditionFailure("values are known before they are drawn")
    }
  }

  /// E max(l, N(m, s²)) = l + (m − l) Φ(a) + s φ(a), a = (m − l)/s; m where there is no l.
  private static func mean(_ centre: Lanes, _ deviation: Double, _ lowest: Double?) -> Lanes {
    guard let lowest, deviation > 0 else { return centre }
    var result = centre
    for lane in 0..<8 {
      let above = centre[lane] - lowest
      let a = above / deviation
      let density = Double.exp(-a * a / 2) / (2 * Double.pi).squareRoot()
      result[lane] = lowest + above * 0.5 * .erfc(-a * 0.5.squareRoot()) + deviation * density
    }
    return result
  }
}

extension DriverRandomness {
  /// The level of the draws if it does not depend on the path; nil if the path determines it or the draws replace it.
  public var ownLevel: Double? {
    switch self {
    case .poisson(let rate), .negativeBinomial(let rate, _): rate
    case .autoregressive(let mean, _, _, _): mean
    case .seasonal, .randomWalk, .triangular, .history, .forecast: nil
    }
  }

  /// Whether draws replace the path, so that what multiplies the path multiplies them.
  public var replacesPath: Bool {
    switch self {
    case .poisson, .negativeBinomial, .autoregressive, .seasonal, .randomWalk: false
    case .triangular, .history, .forecast: true
    }
  }

  /// Whether the path has no influence on the draws.
  public var ignoresPath: Bool {
    switch self {
    case .poisson(let rate), .negativeBinomial(let rate, _): rate != nil
    case .autoregressive(let mean, _, _, _): mean != nil
    case .seasonal, .randomWalk, .forecast: false
    case .triangular(_, let mode, _): mode != nil
    case .history: true
    }
  }

  /// Whether draws need the probabilities of their normal deviates.
  public var needsProbabilities: Bool {
    switch self {
    case .poisson, .negativeBinomial, .triangular, .history: true
    case .autoregressive, .seasonal, .randomWalk, .forecast: false
    }
  }

  /// The size of counts that are drawn, ∞ for Poisson; nil where no counts are.
  var countSize: Double? {
    switch self {
    case .poisson: .infinity
    case .negativeBinomial(_, let size): size
    case .autoregressive, .seasonal, .randomWalk, .triangular, .history, .forecast: nil
    }
  }
}

/// Φ of antithetic pairs in adjacent lanes: that of −x is 1 − Φ(x).
///
/// - Parameter pairs: standard normal deviates.
/// - Returns: probabilities.
public func normalProbability(pairs: Lanes) -> Lanes {
  var result = Lanes()
  for lane in stride(from: 0, to: 8, by: 2) {
    let probability = 0.5 * Double.erfc(-pairs[lane] * 0.5.squareRoot())
    result[lane] = probability
    result[lane + 1] = 1 - probability
  }
  return result
}

/// Φ in every lane.
///
/// - Parameter x: standard normal deviates.
/// - Returns: probabilities.
public func normalProbability(_ x: Lanes) -> Lanes {
  var result = Lanes()
  for lane in 0..<8 { result[lane] = 0.5 * .erfc(-x[lane] * 0.5.squareRoot()) }
  return result
}
