import LeastSquares

/// Series whose estimates are equally precise, summed up: one series, or the many that share a bin.
///
/// With the covariances of its members averaged, a group enters every equation of the second stage as n series would;
/// the equations stay unbiased, because the average covariance is the expectation of the average square.
struct PoolGroup: Sendable, Equatable, Codable {
  /// n.
  private(set) var count: Double
  /// The mean of b.
  private(set) var mean: [Double]
  /// Σ (b − mean)(b − mean)'.
  private(set) var scatter: Matrix
  /// The mean of C.
  private(set) var unscaled: Matrix
  /// The mean of s² C.
  private(set) var scaled: Matrix
  /// The mean of 1/ν: 0 where the covariances are known.
  private(set) var inverseFreedom: Double
  /// Σ log |C|.
  private(set) var logDeterminants: Double

  init(_ estimate: PooledEstimate) {
    let order = estimate.effects.count
    count = 1
    mean = estimate.effects
    scatter = Matrix(rows: order, columns: order)
    unscaled = estimate.unscaledCovariance
    scaled = estimate.covariance
    inverseFreedom = 1 / estimate.degreesOfFreedom
    logDeterminants = estimate.logDeterminant
  }

  init(
    count: Double, mean: [Double], scatter: Matrix, unscaled: Matrix, scaled: Matrix, inverseFreedom: Double,
    logDeterminants: Double
  ) {
    (self.count, self.mean, self.scatter, self.unscaled) = (count, mean, scatter, unscaled)
    (self.scaled, self.inverseFreedom, self.logDeterminants) = (scaled, inverseFreedom, logDeterminants)
  }

  /// k.
  var effects: Int { mean.count }

  /// Whether the covariances are taken as known.
  var isKnown: Bool { inverseFreedom == 0 }

  /// Whether all parts have the shapes of a number of effects.
  func fits(effects: Int) -> Bool {
    let square = effects * effects
    return mean.count == effects && count > 0 && inverseFreedom >= 0
      && [scatter, unscaled, scaled].allSatisfy { $0.rows == effects && $0.elements.count == square }
  }

  /// Adds the series of another group with as many effects.
  mutating func merge(_ other: PoolGroup) {
    let total = count + other.count
    let share = other.count / total
    for i in mean.indices {
      for j in mean.indices {
        scatter[i, j] +=
          other.scatter[i, j] + (other.mean[i] - mean[i]) * (other.mean[j] - mean[j]) * count * share
        unscaled[i, j] += (other.unscaled[i, j] - unscaled[i, j]) * share
        scaled[i, j] += (other.scaled[i, j] - scaled[i, j]) * share
      }
    }
    for i in mean.indices { mean[i] += (other.mean[i] - mean[i]) * share }
    inverseFreedom += (other.inverseFreedom - inverseFreedom) * share
    logDeterminants += other.logDeterminants
    count = total
  }

  /// The group with effect j divided by the j-th unit.
  func inUnits(_ units: [Double]) -> PoolGroup {
    let factors = units.map { 1 / $0 }
    return PoolGroup(
      count: count, mean: zip(mean, factors).map(*), scatter: scatter.scaledOnBothSides(by: factors),
      unscaled: unscaled.scaledOnBothSides(by: factors), scaled: scaled.scaledOnBothSides(by: factors),
      inverseFreedom: inverseFreedom, logDeterminants: logDeterminants)
  }

  /// Σ (b − μ)(b − μ)'.
  func squares(around centre: [Double]) -> Matrix {
    scatter.adding(.square(zip(mean, centre).map(-), times: count))
  }
}
