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
}
