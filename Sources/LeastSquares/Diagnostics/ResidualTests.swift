import RealModule

/// A test statistic with its p-value.
public struct TestResult: Sendable, Equatable {
  /// The statistic.
  public let statistic: Double
  /// Its degrees of freedom under the hypothesis; 0 where it has none.
  public let degreesOfFreedom: Int
  /// The probability of a larger statistic under the hypothesis.
  public let pValue: Double
}

/// Tests of what least squares assumes of its errors.
public enum ResidualTests {
  /// Ljung and Box: are the autocorrelations up to a lag all zero? Q = n(n + 2) Σ r_k²/(n − k).
  ///
  /// - Parameters:
  ///   - residuals: e in the order of time, length n.
  ///   - lags: below n.
  ///   - fitted: parameters of the error model (p + q of an ARMA) taken from the degrees of freedom.
  /// - Returns: χ² with lags − fitted degrees of freedom.
  ///
  /// Source: G. M. Ljung and G. E. P. Box, Biometrika 65 (1978), 297.
  public static func ljungBox(_ residuals: [Double], lags: Int, fitted: Int = 0) -> TestResult {
    let n = residuals.count
    precondition(lags > fitted && lags < n, "lags between the fitted parameters and the length")
    var sum = 0.0
    for (index, correlation) in autocorrelations(residuals, lags: lags).enumerated() {
      sum += correlation * correlation / Double(n - index - 1)
    }
    return chiSquared(Double(n) * Double(n + 2) * sum, lags - fitted)
  }

  /// Breusch and Pagan in Koenker's studentised form: does the variance depend on the columns? n·R² of e² on X.
  ///
  /// - Parameters:
  ///   - residuals: e, length n.
  ///   - design: the columns on which the variance may depend, n × k, with a constant.
  /// - Returns: χ² with k − 1 degrees of freedom.
  /// - Throws: ``LeastSquaresError`` when the columns are dependent.
  ///
  /// Source: R. Koenker, Journal of Econometrics 17 (1981), 107.
  public static func breuschPagan(
    _ residuals: [Double], design: Matrix
  ) throws(LeastSquaresError) -> TestResult {
    let fit = try solve(design, residuals.map { $0 * $0 })
    return chiSquared(Double(residuals.count) * fit.rSquared, design.columns - 1)
  }

  /// White: the test of Breusch and Pagan with all columns, their squares and products.
  ///
  /// - Parameters:
  ///   - residuals: e, length n.
  ///   - design: X, n × p, with a constant.
  /// - Returns: χ² with as many degrees of freedom as distinct columns without the constant; columns that depend on
  ///   others, such as the square of a dummy, are left out.
  /// - Throws: ``LeastSquaresError`` when too few rows are left for the columns.
  ///
  /// Source: H. White, Econometrica 48 (1980), 817.
  public static func white(_ residuals: [Double], design: Matrix) throws(LeastSquaresError) -> TestResult {
    var columns: [[Double]] = []
    for i in 0..<design.columns {
      for j in i..<design.columns {
        // The square of a dummy is the dummy, the product of two may be nothing: not worth a row.
        let product = (0..<design.rows).map { design[$0, i] * design[$0, j] }
        if !columns.contains(product), product.contains(where: { $0 != 0 }) { columns.append(product) }
      }
    }
    let squares = residuals.map { $0 * $0 }
    while true {
      do {
        let fit = try solve(Matrix(columns: columns), squares)
        return chiSquared(Double(residuals.count) * fit.rSquared, columns.count - 1)
      } catch {
        guard case .dependentColumns(let dependences) = error else { throw error }
        let dropped = Set(dependences.map(\.column))
        columns = columns.indices.filter { !dropped.contains($0) }.map { columns[$0] }
      }
    }
  }

  /// Jarque and Bera: are the errors normal? n/6 (S² + (K − 3)²/4) with skewness S and kurtosis K.
  ///
  /// - Parameter residuals: e, length n.
  /// - Returns: χ² with 2 degrees of freedom; it needs long series to be trusted.
  ///
  /// Source: C. M. Jarque and A. K. Bera, International Statistical Review 55 (1987), 163.
  public static func jarqueBera(_ residuals: [Double]) -> TestResult {
    let n = Double(residuals.count)
    let mean = residuals.reduce(0, +) / n
    var moments = [0.0, 0, 0]
    for residual in residuals {
      let difference = residual - mean
      let square = difference * difference
      moments[0] += square
      moments[1] += square * difference
      moments[2] += square * square
    }
    let variance = moments[0] / n
    let skewness = moments[1] / n / (variance * .sqrt(variance))
    let kurtosis = moments[2] / n / (variance * variance)
    return chiSquared(n / 6 * (skewness * skewness + (kurtosis - 3) * (kurtosis - 3) / 4), 2)
  }

  /// CUSUM of ordinary residuals: does the relation change on the way? sup |Σ e|/(σ̂√n), a Brownian bridge.
  ///
  /// - Parameters:
  ///   - residuals: e in the order of time, length n.
  ///   - parameters: p, for σ̂² = Σe²/(n − p), p < n; the design must have a constant.
  /// - Returns: the supremum with the p-value of Kolmogorov's distribution.
  ///
  /// Source: W. Ploberger and W. Krämer, Econometrica 60 (1992), 271.
  public static func cusum(_ residuals: [Double], parameters: Int) -> TestResult {
    let n = residuals.count
    let variance = residuals.reduce(0) { $0 + $1 * $1 } / Double(n - parameters)
    var sum = 0.0
    var largest = 0.0
    for residual in residuals {
      sum += residual
      largest = max(largest, abs(sum))
    }
    let statistic = largest / .sqrt(variance * Double(n))
    return TestResult(statistic: statistic, degreesOfFreedom: 0, pValue: kolmogorovUpperTail(statistic))
  }

  private static func chiSquared(_ statistic: Double, _ degreesOfFreedom: Int) -> TestResult {
    TestResult(
      statistic: statistic, degreesOfFreedom: degreesOfFreedom,
      pValue: ChiSquared(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic))
  }

  /// P(sup |Brownian bridge| > x) = 2 Σ (−1)^{k+1} exp(−2k²x²).
  private static func kolmogorovUpperTail(_ x: Double) -> Double {
    guard !x.isNaN else { return .nan }
    guard x > 0.2 else { return 1 }
    var sum = 0.0
    for k in 1...100 {
      let term = Double.exp(-2 * Double(k * k) * x * x)
      sum += k % 2 == 1 ? term : -term
      if term < 1e-18 { break }
    }
    return min(1, max(0, 2 * sum))
  }
}
