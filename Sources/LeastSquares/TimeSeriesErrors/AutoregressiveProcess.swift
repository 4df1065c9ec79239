import RealModule

/// Autoregressive coefficients φ₁ … φ_p of a stationary process, eₜ = Σ φ_j eₜ₋ⱼ + uₜ.
///
/// Source: J. Durbin, Revue de l'Institut International de Statistique 28 (1960), 233; for the map from partial
/// autocorrelations, J. F. Monahan, Biometrika 71 (1984), 403.
public struct AutoregressiveProcess: Sendable, Equatable {
  /// φ₁ … φ_p.
  public let coefficients: [Double]

  /// A process with the given coefficients.
  public init(_ coefficients: [Double]) { self.coefficients = coefficients }

  /// The process with partial autocorrelations r₁ … r_p; it is stationary if and only if all lie between −1 and 1.
  public init(partialAutocorrelations: [Double]) {
    var phi: [Double] = []
    for r in partialAutocorrelations {
      phi = zip(phi, phi.reversed()).map { $0 - r * $1 } + [r]
    }
    coefficients = phi
  }

  /// Estimates the coefficients by the Yule–Walker equations from the autocovariances about the mean.
  ///
  /// - Parameters:
  ///   - series: e, longer than the order.
  ///   - order: p ≥ 1.
  ///   - adjusted: whether a sum of n − k products is divided by n − k (as statsmodels does) or by n. The latter is always
  ///     stationary, and is used where the former is not.
  public init(yuleWalker series: [Double], order: Int, adjusted: Bool = true) {
    let n = series.count
    // Cannot trap: the one caller asks for two more innovations than the order, which is at most 3.
    precondition(order >= 1 && n > order + 1, "the series must be longer than the order")
    let mean = series.reduce(0, +) / Double(n)
    let autocovariances = (0...order).map { lag -> Double in
      var sum = 0.0
      for t in lag..<n { sum += (series[t] - mean) * (series[t - lag] - mean) }
      return sum / Double(adjusted ? n - lag : n)
    }
    var phi: [Double] = []
    var variance = autocovariances[0]
    for k in 1...order {
      var sum = autocovariances[k]
      for j in 0..<(k - 1) { sum -= phi[j] * autocovariances[k - 1 - j] }
      let r = variance > 0 ? sum / variance : 0
      if abs(r) >= 1, adjusted {
        self.init(yuleWalker: series, order: order, adjusted: false)
        return
      }
      phi = zip(phi, phi.reversed()).map { $0 - r * $1 } + [r]
      variance *= 1 - r * r
    }
    self.init(phi)
  }

  /// For k = 0 … p − 1 the best predictor of eₖ from all errors before it, with its error variance in units of that of
  /// u.
  ///
  /// They follow from φ by running Durbin's recursion backward.
  ///
  /// - Returns: nil if the process is not stationary.
  var startingPredictors: [(coefficients: [Double], variance: Double)]? {
    var phi = coefficients
    var variance = 1.0
    var result: [(coefficients: [Double], variance: Double)] = []
    while let r = phi.last {
      guard abs(r) < 1 else { return nil }
      let rest = 1 - r * r
      let shorter = phi.dropLast()
      phi = zip(shorter, shorter.reversed()).map { ($0 + r * $1) / rest }
      variance /= rest
      result.append((phi, variance))
    }
    return result.reversed()
  }

  /// The partial autocorrelations r₁ … r_p; nil if the process is not stationary.
  public var partialAutocorrelations: [Double]? {
    guard let starts = startingPredictors else { return nil }
    return starts.dropFirst().compactMap(\.coefficients.last) + coefficients.suffix(1)
  }

  /// Whether the process is stationary.
  public var isStationary: Bool { startingPredictors != nil }
}
