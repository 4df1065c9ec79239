import LeastSquares
import Testing

/// References: Reference/newey_west.py, by dense matrices.
@Suite("Newey–West errors of many lags")
struct NeweyWestMomentsTests {
  private static let estimator = StandardErrors.neweyWest.estimator

  private func check(_ design: Matrix, weights: [Double]? = nil, errors: [Double], freedom: [Double]) throws {
    let fit = try solve(design, Forty.autocorrelated, weights: weights)
    let spread = try fit.spread(Self.estimator, design: design, weights: weights)
    let own = (0..<errors.count).map { row in
      fit.sigma * (0..<design.columns).reduce(0) { $0 + spread.factor[row, $1] * spread.factor[row, $1] }.squareRoot()
    }
    #expect(correctDigits(own, errors) > 10)
    #expect(correctDigits(Array(spread.freedom[..<freedom.count]), freedom) > 10)
    if !spread.hasSingleRows {
      let covariance = fit.covariance(Self.estimator, design: design, weights: weights)
      #expect(correctDigits(covariance.standardErrors, errors) > 10)
    }
  }

  @Test("Errors and degrees of freedom are those of the quadratic forms")
  func plain() throws {
    try check(
      Forty.design, errors: [0.2209189233924907, 0.2029339219865643, 0.02570728914289752],
      freedom: [3.993214356262172, 3.690252149570867, 7.911672026329324])
  }

  @Test("With weights they are those of the rows multiplied by √w")
  func weights() throws {
    try check(
      Forty.design, weights: (0..<40).map { 0.5 + Double($0 % 4) },
      errors: [0.2703338123285288, 0.225806833226854, 0.0251845879519874],
      freedom: [3.900059315102384, 3.566253408703939, 6.786892762256156])
  }

  @Test("A pulse takes its month out and leaves the others their errors")
  func pulse() throws {
    let design = Matrix(columns: (0..<3).map { Forty.design.column($0) } + [(0..<40).map { $0 == 17 ? 1 : 0 }])
    try check(
      design, errors: [0.2219933652863806, 0.1988727875584209, 0.03055670075475196],
      freedom: [3.93847092798291, 3.619547545764391, 7.439784985910965])
  }

  @Test("Units of a regressor change nothing but its own error")
  func units() throws {
    let scaled = Matrix(columns: [Forty.design.column(0), Forty.x1.map { 1e6 * $0 }, Forty.x2.map { 1e-3 * $0 }])
    let fit = try solve(scaled, Forty.autocorrelated)
    let errors = fit.covariance(Self.estimator, design: scaled).standardErrors
    #expect(
      correctDigits(
        [errors[0], errors[1] * 1e6, errors[2] * 1e-3], [0.2209189233924907, 0.2029339219865643, 0.02570728914289752])
        > 9)
  }

  @Test("Rows of priors are no months: residuals and lags are those of the data, and a prior errs by what it states")
  func priors() throws {
    let (n, p) = (40, 3)
    let prior = [0.3, -0.2, 2.5]
    let rows = Matrix(
      columns: (0..<p).map { Forty.design.column($0) + [prior[$0], $0 == 1 ? 4 : 0] })
    let fit = try solve(rows, Forty.autocorrelated + [0.1, 1.5])
    let inverse = (0..<p).map { i in
      (0..<p).map { j in (0..<p).reduce(0) { $0 + fit.inverseFactor[i, $1] * fit.inverseFactor[j, $1] } }
    }
    for (estimator, lags) in [(CovarianceEstimator.hc0, 0), (.neweyWest(lag: .lags(3), smallSample: false), 3)] {
      var meat = [[Double]](repeating: [Double](repeating: 0, count: p), count: p)
      for i in 0..<p {
        for j in 0..<p {
          for s in 0..<n {
            for t in max(0, s - lags)...min(n - 1, s + lags) {
              let weight = 1 - Double(abs(s - t)) / Double(lags + 1)
              meat[i][j] += weight * rows[s, i] * rows[t, j] * fit.residuals[s] * fit.residuals[t]
            }
          }
          for row in n..<(n + 2) { meat[i][j] += fit.sigma * fit.sigma * rows[row, i] * rows[row, j] }
        }
      }
      func times(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
        a.map { row in (0..<p).map { j in (0..<p).reduce(0) { $0 + row[$1] * b[$1][j] } } }
      }
      let expected = times(times(inverse, meat), inverse)
      let factor = try fit.spread(estimator, design: rows, priors: 2).factor
      for i in 0..<p {
        let own = (0..<p).reduce(0) { $0 + factor[i, $1] * factor[i, $1] } * fit.sigma * fit.sigma
        #expect(abs(own / expected[i][i] - 1) < 1e-10)
      }
    }
  }

  @Test("A prior that says nothing changes nothing")
  func vaguePrior() throws {
    let rows = Matrix(columns: (0..<3).map { Forty.design.column($0) + [$0 == 1 ? 1e-9 : 0] })
    let fit = try solve(rows, Forty.autocorrelated + [0])
    let spread = try fit.spread(Self.estimator, design: rows, priors: 1)
    let errors = (0..<3).map { row in
      fit.sigma * (0..<3).reduce(0) { $0 + spread.factor[row, $1] * spread.factor[row, $1] }.squareRoot()
    }
    #expect(correctDigits(errors, [0.2209189233924907, 0.2029339219865643, 0.02570728914289752]) > 6)
    #expect(correctDigits(spread.freedom, [3.993214356262172, 3.690252149570867, 7.911672026329324]) > 6)
  }
}
