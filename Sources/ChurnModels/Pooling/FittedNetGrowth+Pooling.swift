import Drivers
import LeastSquares
import RealModule

extension FittedNetGrowth {
  /// What the fit says of the effects of its drivers, for a pool of many series.
  ///
  /// - Returns: nil where a driver has distributed lags, or the fit has no covariance of its effects.
  public var pooledEstimate: PooledEstimate? {
    let positions = specification.indicesOfDrivers
    guard !positions.isEmpty, positions.allSatisfy({ $0.count == 1 }), constrained.isEmpty, estimate.sigma > 0 else {
      return nil
    }
    let effects = positions.map(\.lowerBound)
    let variance = estimate.sigma * estimate.sigma
    var unscaled = Matrix(rows: effects.count, columns: effects.count)
    for (row, first) in effects.enumerated() {
      for (column, second) in effects.enumerated() {
        unscaled[row, column] = estimate.covariance(first, second) / variance
      }
    }
    return try? PooledEstimate(
      effects: effects.map { estimate.values[$0] }, unscaledCovariance: unscaled, residualVariance: variance,
      degreesOfFreedom: estimate.degreesOfFreedom)
  }
}

extension NetGrowth {
  /// The model with what a pool says of its effects as prior knowledge: βₖ ~ N(μₖ, Tₖₖ + Var μₖ).
  ///
  /// - Parameter pool: of the drivers of the model, in their order.
  /// - Returns: a model in which drivers with a prior of their own keep it.
  public func borrowing(from pool: FittedPool) -> NetGrowth {
    var specification = specification
    specification.drivers = zip(specification.drivers.indices, specification.drivers).map { index, driver in
      guard index < pool.effects.count, driver.prior == nil else { return driver }
      let variance = pool.betweenCovariance[index, index] + pool.meanCovariance[index, index]
      let spread = max(Double.sqrt(max(0, variance)), 1e-9 * max(abs(pool.effects[index].mean), 1e-9))
      return driver.with(prior: EffectPrior(mean: pool.effects[index].mean, standardDeviation: spread))
    }
    return NetGrowth(specification)
  }
}
