import RealModule

extension LinearFit {
  /// The lag of Newey and West (1994) for the Bartlett kernel without prewhitening, as in R's `sandwich::bwNeweyWest`.
  ///
  /// With uₜ the sum over the non-constant columns of xₜ eₜ and its autocovariances s_j, j ≤ m = ⌊4(n/100)^{2/9}⌋:
  /// L = ⌊1.1447 ((2Σ j s_j)/(s₀ + 2Σ s_j))^{2/3} n^{1/3}⌋.
  ///
  /// - Parameters:
  ///   - design: X of the fit, n × p.
  ///   - weights: w of the fit; nil for ones.
  /// - Returns: at least 0, at most n − 1.
  ///
  /// Source: W. K. Newey and K. D. West, Review of Economic Studies 61 (1994), 631, section 3.
  public func automaticLag(design: Matrix, weights: [Double]? = nil) -> Int {
    automaticLag(design: design, weights: weights, rows: observations)
  }

  /// The same by the first rows only.
  func automaticLag(design: Matrix, weights: [Double]?, rows n: Int) -> Int {
    let stride = observations
    var u = [Double](repeating: 0, count: n)
    for column in 0..<parameters {
      let values = (stride * column)..<(stride * column + n)
      let first = design.elements[stride * column]
      let isConstant = design.elements[values].allSatisfy { $0 == first }
      if isConstant && parameters > 1 { continue }
      // Bounded: u has n elements, and the column was cut out of the design above.
      unsafe u.withUnsafeMutableBufferPointer { u in
        unsafe design.elements.withUnsafeBufferPointer { x in
          for row in 0..<n { unsafe u[row] += x[stride * column + row] * residuals[row] * (weights?[row] ?? 1) }
        }
      }
    }
    // Cannot trap: a root of the number of rows.
    let m = Int((4 * Double.pow(Double(n) / 100, 2.0 / 9)).rounded(.down))
    var level = 0.0
    var slope = 0.0
    // Bounded by j ≤ n − 1: u has n elements.
    unsafe u.withUnsafeBufferPointer { u in
      guard let u = u.baseAddress else { return }
      for j in 0...min(m, n - 1) {
        let covariance = unsafe VectorKernels.product(u + j, u, count: n - j) / Double(n)
        level += j == 0 ? covariance : 2 * covariance
        slope += 2 * Double(j) * covariance
      }
    }
    let ratio = slope / level
    guard ratio.isFinite else { return 0 }
    let lag = 1.1447 * Double.root(ratio * ratio, 3) * Double.root(Double(n), 3)
    // Cannot trap: from 0 to the number of rows; the lag is not NaN, because the ratio is finite.
    return Int(min(max(0, lag.rounded(.down)), Double(n - 1)))
  }
}
