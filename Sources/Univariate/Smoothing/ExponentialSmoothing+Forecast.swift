import RealModule
import Sampling

extension ExponentialSmoothing {
  /// The point forecasts of the next periods.
  public func means(_ horizon: Int) -> [Double] {
    var damping = 0.0
    var power = 1.0
    return (0..<horizon).map { h in
      power *= phi ?? 1
      damping += power
      let trend = level + (form.trend == .none ? 0 : damping * slope)
      switch form.season {
      case .none: return trend
      case .additive: return trend + seasons[h % period]
      case .multiplicative: return trend * seasons[h % period]
      }
    }
  }

  /// The standard deviations of the forecasts of the next periods, additive errors: σ²(1 + Σ c_j²) with
  /// c_j = α + β Σ_{i≤j} φⁱ + γ [j a multiple of m].
  ///
  /// Source: Hyndman et al. (2008), table 6.2. For multiplicative errors see ``paths(_:draws:seed:)``.
  func standardErrors(_ horizon: Int) -> [Double] {
    var sum = 1.0
    var damping = 0.0
    var power = 1.0
    return (1...horizon).map { h in
      if h > 1 {
        let j = h - 1
        power *= phi ?? 1
        damping += power
        let c = alpha + (beta ?? 0) * damping + (form.season != .none && j % period == 0 ? gamma ?? 0 : 0)
        sum += c * c
      }
      return .sqrt(variance * sum)
    }
  }

  /// Simulated futures, [period][draw], by Gaussian errors; antithetic in pairs.
  func paths(_ horizon: Int, draws: Int, seed: UInt64) -> [[Double]] {
    var result = [[Double]](repeating: [Double](repeating: 0, count: draws), count: horizon)
    let sigma = Double.sqrt(variance)
    let (isTrended, damping, beta, gamma) = (form.trend != .none, phi ?? 1, beta ?? 0, gamma ?? 0)
    var normals = [Lanes](repeating: .zero, count: horizon)
    var seasons = seasons.map { Lanes(repeating: $0) }
    let start = seasons
    for first in stride(from: 0, to: draws, by: 8) {
      for pair in 0..<4 {
        var stream = RandomStream(seed: seed, index: first / 2 + pair)
        for h in 0..<horizon {
          let normal = sigma * stream.normal()
          normals[h][2 * pair] = normal
          normals[h][2 * pair + 1] = -normal
        }
      }
      var (level, slope) = (Lanes(repeating: level), Lanes(repeating: slope))
      for place in seasons.indices { seasons[place] = start[place] }
      for h in 0..<horizon {
        let q = isTrended ? level + damping * slope : level
        let place = seasons.isEmpty ? 0 : h % period
        let s = seasons.isEmpty ? .zero : seasons[place]
        let mean = form.season == .multiplicative ? q * s : q + s
        let error = form.error == .multiplicative ? mean * normals[h] : normals[h]
        let users = pointwiseMax(mean + error, .zero)
        for lane in 0..<min(8, draws - first) { result[h][first + lane] = users[lane] }
        let d = form.season == .multiplicative ? error / s : error
        level = q + alpha * d
        if isTrended { slope = damping * slope + beta * d }
        if form.season == .multiplicative { seasons[place] += gamma * error / q }
        if form.season == .additive { seasons[place] += gamma * error }
      }
    }
    return result
  }
}
