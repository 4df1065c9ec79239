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
    let damping = phi ?? 1
    var normals = [Double](repeating: 0, count: horizon)
    for draw in 0..<draws {
      if draw % 2 == 0 {
        var stream = RandomStream(seed: seed, index: draw / 2)
        for h in 0..<horizon { normals[h] = sigma * stream.normal() }
      } else {
        for h in 0..<horizon { normals[h].negate() }
      }
      var (level, slope, seasons) = (level, slope, seasons)
      for h in 0..<horizon {
        let q = level + (form.trend == .none ? 0 : damping * slope)
        let s = form.season == .none ? 0 : seasons[h % period]
        let mean = form.season == .multiplicative ? q * s : q + s
        let error = form.error == .multiplicative ? mean * normals[h] : normals[h]
        result[h][draw] = max(0, mean + error)
        let d = form.season == .multiplicative ? error / s : error
        level = q + alpha * d
        if form.trend != .none { slope = damping * slope + (beta ?? 0) * d }
        if form.season == .multiplicative { seasons[h % period] += (gamma ?? 0) * error / q }
        if form.season == .additive { seasons[h % period] += (gamma ?? 0) * error }
      }
    }
    return result
  }
}
