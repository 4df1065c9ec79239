import RealModule

extension LinearSolver {
  /// Solves min Σ wᵢ (yᵢ − xᵢ'β)²/σ² + Σ (Σ w_k β_k − m)²/s², with each prior as one more row; see ``PriorRows``.
  ///
  /// Where σ is not given, it is estimated with the fit: σ² = Σ w e²/(n − Σhᵢ), iterated to a relative 10⁻¹².
  ///
  /// - Parameters:
  ///   - design: X, n × p; with enough priors n may be p or less.
  ///   - response: y, length n.
  ///   - weights: w, length n; nil for ones.
  ///   - priors: usually at most one per column; several are multiplied.
  ///   - sigma: σ; nil to estimate it.
  /// - Returns: the posterior.
  /// - Throws: ``LeastSquaresError`` when data and priors together leave a coefficient undetermined, or σ is to be
  ///   estimated and the data leave nothing from which to estimate it.
  public mutating func solve(
    _ design: Matrix, _ response: [Double], weights: [Double]? = nil, priors: [Prior], sigma: Double? = nil
  ) throws(LeastSquaresError) -> PriorFit {
    // Cannot trap: no command gives σ.
    precondition((sigma ?? 1) > 0, "σ must be above 0")
    let n = design.rows
    let all = weights.map { $0 + [Double](repeating: 1, count: priors.count) }
    let squared = response.reduce(0) { $0 + $1 * $1 }
    var variance = sigma.map { $0 * $0 } ?? max(squared / Double(n), .leastNormalMagnitude)
    var fit = LinearFit()
    var effective = 0.0
    for _ in 0..<200 {
      let rows = PriorRows(design, response, priors: priors, sigma: .sqrt(variance))
      try solve(rows.design, rows.response, weights: all, into: &fit)
      effective = fit.effectiveParameters(design: rows.design, weights: all, rows: n)
      if sigma != nil { break }
      var sum = 0.0
      for row in 0..<n { sum += (weights?[row] ?? 1) * fit.residuals[row] * fit.residuals[row] }
      guard Double(n) - effective > 1e-8 * Double(n) else { throw .noResidualFreedom }
      let next = max(sum / (Double(n) - effective), .leastNormalMagnitude)
      let done = abs(next - variance) <= 1e-12 * variance
      variance = next
      if done { break }
    }
    let covariance = fit.inverseFactor.timesTransposeOfItself().scaled(by: variance)
    let shares = (0..<design.columns).map { column in
      let precision = priors.filter { $0.column == column }
        .reduce(0) { $0 + 1 / ($1.standardDeviation * $1.standardDeviation) }
      return max(0, 1 - precision * covariance[column, column])
    }
    return PriorFit(
      coefficients: fit.coefficients, covariance: covariance, residuals: Array(fit.residuals[..<n]),
      sigma: .sqrt(variance), dataShares: shares, effectiveParameters: effective)
  }
}
