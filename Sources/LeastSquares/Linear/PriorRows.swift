/// Rows of data with the rows of priors below them, (σ/s) Σ w_k β_k = (σ/s) m: their least squares solution is the mean of the
/// posterior.
///
/// Source: H. Theil and A. S. Goldberger, International Economic Review 2 (1961), 65 (mixed estimation).
public struct PriorRows: Sendable, Equatable {
  /// X and the weights of the priors, (n + priors) × p.
  public let design: Matrix
  /// y and the means of the priors.
  public let response: [Double]

  /// Data and priors, with all rows multiplied by a scale.
  ///
  /// - Parameters:
  ///   - design: X, n × p.
  ///   - response: y, length n.
  ///   - priors: one row each.
  ///   - sigma: σ, the standard deviation of an error.
  ///   - scale: the factor that multiplies every row.
  public init(_ design: Matrix, _ response: [Double], priors: [Prior], sigma: Double, scale: Double = 1) {
    let n = response.count
    var joined = Matrix(rows: n + priors.count, columns: design.columns)
    for column in 0..<design.columns { for row in 0..<n { joined[row, column] = scale * design[row, column] } }
    var values = response.map { $0 * scale }
    for (index, prior) in priors.enumerated() {
      let weight = scale * sigma / prior.standardDeviation
      for term in prior.terms { joined[n + index, term.column] = weight * term.weight }
      values.append(weight * prior.mean)
    }
    self.design = joined
    self.response = values
  }
}
