import ChurnModels
import LeastSquares
import Testing

@Suite("Errors of pooling")
struct PoolingErrorTests {
  private static func matrix(_ order: Int, _ elements: [Double]) -> Matrix {
    Matrix(rows: order, columns: order, elements: elements)
  }

  @Test("Bad estimates")
  func estimates() throws {
    let one = Self.matrix(1, [1])
    func make(_ effects: [Double], _ matrix: Matrix, _ variance: Double = 1, _ freedom: Double = 5) throws {
      _ = try PooledEstimate(
        effects: effects, unscaledCovariance: matrix, residualVariance: variance, degreesOfFreedom: freedom)
    }
    #expect(throws: PoolingError.badNumberOfEffects(0)) { try make([], Matrix(rows: 0, columns: 0)) }
    #expect(throws: PoolingError.badNumberOfEffects(9)) {
      try make([Double](repeating: 1, count: 9), Matrix(identity: 9))
    }
    #expect(throws: PoolingError.badShape(rows: 1, columns: 1, effects: 2)) { try make([1, 2], one) }
    #expect(throws: PoolingError.effectNotFinite(position: 1, value: .infinity)) {
      try make([1, .infinity], Matrix(identity: 2))
    }
    #expect(throws: PoolingError.badVariance(0)) { try make([1], one, 0) }
    #expect(throws: PoolingError.badFreedom(0)) { try make([1], one, 1, 0) }
    #expect(throws: PoolingError.badCovariance) { try make([1, 2], Self.matrix(2, [1, 1, 1, 1])) }
    #expect(throws: PoolingError.badCovariance) { try make([1], Self.matrix(1, [.nan])) }
  }

  @Test("Bad pools")
  func pools() throws {
    let one = try GeneratedPool.known(1, 1)
    let two = try PooledEstimate(effects: [1, 2], covariance: Matrix(identity: 2))
    #expect(throws: PoolingError.tooFewSeries(0)) { try EffectPool().fit([]) }
    #expect(throws: PoolingError.tooFewSeries(2)) { try EffectPool().fit([one, one]) }
    #expect(throws: PoolingError.tooFewSeries(0)) { try PoolSums().fit() }
    let mixed = PoolingError.differentEffects(expected: 1, found: 2)
    #expect(throws: mixed) { try EffectPool().fit([one, one, two]) }
    #expect(throws: mixed) { try EffectPool().fit([one, one, one]).shrunk(two) }
    var sums = PoolSums()
    try sums.add(one)
    #expect(throws: mixed) { try sums.add(two) }
    var other = PoolSums()
    try other.add(two)
    #expect(throws: mixed) { try sums.merge(other) }
    #expect(throws: PoolingError.noResidualVariance) { try EffectPool(variances: .common).fit([one, one, one]) }
    #expect(throws: PoolingError.notFinite) {
      try EffectPool().fit([-1e300, 0, 1e300].map { try GeneratedPool.known($0, 1) })
    }
  }

  @Test(
    "Messages",
    arguments: [
      (
        PoolingError.tooFewSeries(2),
        "Effects of 2 series cannot be pooled; expected at least 3. Add series, or use their own effects."
      ),
      (
        .badNumberOfEffects(9),
        "A series has 9 effects to pool; expected 1 to 8. Choose the effects that all series share."
      ),
      (
        .differentEffects(expected: 1, found: 2),
        "A series has 2 effects, but those before it have 1. Pool only series that were fitted with the same effects."
      ),
      (
        .badShape(rows: 1, columns: 1, effects: 2),
        "The covariance of 2 effects has 1 rows and 1 columns; expected 2 of each."
      ),
      (
        .effectNotFinite(position: 1, value: .nan),
        "Effect 2 of a series is nan; expected a finite number. Leave this series out."
      ),
      (
        .badCovariance,
        "The covariance of a series' effects is not positive definite. Leave this series out, or fit it with fewer effects."
      ),
      (
        .badVariance(0),
        "The residual variance of a series is 0.0; expected a positive number. Leave out series that are fitted exactly."
      ),
      (
        .badFreedom(0),
        "A series has 0.0 degrees of freedom; expected a number of at least 0.01. Leave this series out."
      ),
      (
        .noResidualVariance,
        "A common residual variance cannot be estimated, because the covariances of all series are taken as known. State the degrees of freedom of every series, or let each keep its own variance."
      ),
      (
        .notFinite,
        "The effects cannot be pooled, because their numbers are too large or too small. Choose other units."
      ),
    ])
  func messages(error: PoolingError, message: String) { #expect(error.description == message) }
}
