import ChurnModels
import Drivers
import LeastSquares
import RealModule

extension CompleteSeriesFit {
  /// What the last series says of its effects, for a pool; nil where it cannot be used.
  var pooledEstimate: PooledEstimate? {
    let count = signs.count
    guard count > 0, fit.sigma > 0 else { return nil }
    var unscaled = Matrix(rows: count, columns: count)
    for row in 0..<count {
      for column in 0..<count { unscaled[row, column] = product(drivers + row, drivers + column) }
    }
    return try? PooledEstimate(
      effects: Array(theta[drivers..<(drivers + count)]), unscaledCovariance: unscaled,
      residualVariance: fit.sigma * fit.sigma,
      degreesOfFreedom: freedom)
  }

  /// Cov(θ_row, θ_column)/σ².
  private func product(_ row: Int, _ column: Int) -> Double {
    var sum = 0.0
    for index in 0..<factor.columns { sum += factor[row, index] * factor[column, index] }
    return sum
  }

  /// Lets the effects of the last series borrow from the pool, and with them the other parameters by what they share:
  /// θ + G (b̃ − b) with G = Cov(θ, b) Cov(b)⁻¹, and Cov(θ) − G Cov(b) G' + G Cov(b̃) G'.
  ///
  /// - Parameter pool: the distribution of the effects among series.
  /// - Returns: the effects and their 95 % intervals; nil where the pool cannot be applied.
  mutating func borrow(from pool: FittedPool) -> [(estimate: Double, interval: ClosedRange<Double>)]? {
    guard let own = pooledEstimate, let shrunk = try? pool.shrunk(own),
      let inverse = own.unscaledCovariance.choleskyFactor(), let root = shrunk.covariance.semidefiniteFactor()
    else { return nil }
    let (first, count, p) = (drivers, signs.count, theta.count)
    // G, p × k; the rows of the effects are those of the identity.
    var gain = Matrix(rows: p, columns: count)
    for row in 0..<p {
      let solved = inverse.solvingSymmetric((0..<count).map { product(row, first + $0) })
      for column in 0..<count { gain[row, column] = solved[column] }
    }
    var moved = Matrix(rows: p, columns: factor.columns + root.columns)
    for row in 0..<p {
      for column in 0..<count { theta[row] += gain[row, column] * (shrunk.effects[column] - own.effects[column]) }
      for index in 0..<factor.columns {
        var rest = factor[row, index]
        for column in 0..<count { rest -= gain[row, column] * factor[first + column, index] }
        moved[row, index] = rest
      }
      for index in 0..<root.columns {
        var part = 0.0
        for column in 0..<count { part += gain[row, column] * root[column, index] }
        moved[row, factor.columns + index] = part / fit.sigma
      }
    }
    factor = moved
    let intervals = shrunk.intervals(coverage: Coverages.single)
    return zip(shrunk.effects, intervals).map { ($0, $1) }
  }
}
