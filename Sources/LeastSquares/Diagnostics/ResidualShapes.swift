/// Autocorrelations of residuals and normal scores, for judging whether residuals look like independent normal errors.
public enum ResidualShapes {
  /// r_k = Σ (e_t − ē)(e_{t−k} − ē)/Σ (e_t − ē)², the correlation of residuals with those k rows earlier.
  ///
  /// - Parameters:
  ///   - residuals: e in time order, length n.
  ///   - lags: the largest k, below n.
  /// - Returns: r_1 … r_lags; all 0 where the residuals are constant.
  /// - Complexity: O(n·lags).
  public static func autocorrelations(_ residuals: [Double], lags: Int) -> [Double] {
    let n = residuals.count
    // Cannot trap: the one caller takes a third of the residuals, of which there are at least four.
    precondition(lags >= 0 && lags < max(n, 1), "there must be fewer lags than residuals")
    let mean = residuals.reduce(0, +) / Double(n)
    let centred = residuals.map { $0 - mean }
    let square = centred.reduce(0) { $0 + $1 * $1 }
    guard square > 0, lags > 0 else { return [Double](repeating: 0, count: lags) }
    return (1...lags).map { lag in
      var product = 0.0
      for t in lag..<n { product += centred[t] * centred[t - lag] }
      return product / square
    }
  }

  /// Approximate expected values of n ordered standard normal draws: Φ⁻¹((i − 3/8)/(n + 1/4)), i = 1 … n.
  ///
  /// - Parameter count: n.
  /// - Returns: ascending, symmetric about 0.
  ///
  /// Source: G. Blom, *Statistical Estimates and Transformed Beta-Variables*, Wiley 1958.
  public static func normalScores(count: Int) -> [Double] {
    (0..<count).map { Normal.quantile((Double($0) + 0.625) / (Double(count) + 0.25)) }
  }
}
