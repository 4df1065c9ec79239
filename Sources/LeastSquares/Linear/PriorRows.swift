import RealModule

/// What is believed of a coefficient before the data: β_k ~ N(mean, standardDeviation²).
public struct Prior: Sendable, Equatable {
  /// The column k.
  public let column: Int
  /// The mean.
  public let mean: Double
  /// The standard deviation, above 0.
  public let standardDeviation: Double

  /// A prior of one coefficient.
  public init(column: Int, mean: Double = 0, standardDeviation: Double) {
    precondition(standardDeviation > 0 && standardDeviation.isFinite, "a prior needs a standard deviation above 0")
    self.column = column
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Ridge regression with penalty λ Σ β_k² is the prior N(0, σ²/λ) on the columns.
  ///
  /// - Parameters:
  ///   - penalty: λ > 0.
  ///   - columns: which coefficients are shrunk.
  ///   - sigma: σ, the standard deviation of an error.
  /// - Returns: a prior a column.
  public static func ridge(penalty: Double, columns: some Sequence<Int>, sigma: Double) -> [Prior] {
    precondition(penalty > 0 && sigma > 0, "penalty and σ are above 0")
    return columns.map { Prior(column: $0, standardDeviation: sigma / .sqrt(penalty)) }
  }
}

/// A least-squares fit to data and priors together.
public struct PriorFit: Sendable, Equatable {
  /// The mean of the posterior, length p.
  public let coefficients: [Double]
  /// Its covariance, σ²(X'WX + σ²S⁻²)⁻¹, p × p.
  public let covariance: Matrix
  /// y − Xβ̂ of the data, length n.
  public let residuals: [Double]
  /// σ as given or estimated.
  public let sigma: Double
  /// The share of the data in the precision of each coefficient with a prior, 0 … 1; 1 without a prior.
  public let dataShares: [Double]
  /// Σ hᵢ of the data rows: the parameters that the data determine.
  public let effectiveParameters: Double
}

extension LinearSolver {
  /// Solves min Σ wᵢ (yᵢ − xᵢ'β)²/σ² + Σ (β_k − m_k)²/s_k², each prior as one more row (σ/s_k)β_k = (σ/s_k)m_k.
  ///
  /// Where σ is not given it is estimated with the fit: σ² = Σ w e²/(n − Σhᵢ), iterated to a relative 10⁻¹².
  ///
  /// - Parameters:
  ///   - design: X, n × p; with enough priors n may be p or less.
  ///   - response: y, length n.
  ///   - weights: w, length n; nil for ones.
  ///   - priors: at most one a column makes sense; several multiply.
  ///   - sigma: σ; nil to estimate it.
  /// - Returns: the posterior.
  /// - Throws: ``LeastSquaresError`` when data and priors together leave a coefficient undetermined, or σ is asked for and
  ///   the data leave nothing to estimate it from.
  ///
  /// Source: H. Theil and A. S. Goldberger, International Economic Review 2 (1961), 65 (mixed estimation).
  public mutating func solve(
    _ design: Matrix, _ response: [Double], weights: [Double]? = nil, priors: [Prior], sigma: Double? = nil
  ) throws(LeastSquaresError) -> PriorFit {
    precondition((sigma ?? 1) > 0, "σ is above 0")
    let n = design.rows
    let p = design.columns
    let total = n + priors.count
    var joined = Matrix(rows: total, columns: p)
    for column in 0..<p { for row in 0..<n { joined[row, column] = design[row, column] } }
    for (index, prior) in priors.enumerated() { joined[n + index, prior.column] = 1 }
    let values = response + priors.map(\.mean)
    let squared = response.reduce(0) { $0 + $1 * $1 }
    var variance = sigma.map { $0 * $0 } ?? max(squared / Double(n), .leastNormalMagnitude)
    var fit = LinearFit()
    var effective = 0.0
    for _ in 0..<200 {
      let all =
        (weights ?? [Double](repeating: 1, count: n))
        + priors.map { variance / ($0.standardDeviation * $0.standardDeviation) }
      try solve(joined, values, weights: all, into: &fit)
      let q = fit.orthonormalRows(design: joined, weights: all)
      effective = 0
      for row in 0..<n { for column in 0..<p { effective += q[row, column] * q[row, column] } }
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
    let shares = (0..<p).map { column in
      let precision = priors.filter { $0.column == column }
        .reduce(0) { $0 + 1 / ($1.standardDeviation * $1.standardDeviation) }
      return max(0, 1 - precision * covariance[column, column])
    }
    return PriorFit(
      coefficients: fit.coefficients, covariance: covariance, residuals: Array(fit.residuals[..<n]),
      sigma: .sqrt(variance), dataShares: shares, effectiveParameters: effective)
  }
}
