import ChurnModels
import LeastSquares

/// The distribution of the parameters of a growth equation and of its monthly innovations.
///
/// A draw is θ = mean + D·F·n with standard normal n, where D multiplies the rows that were estimated by √(ν/χ²_ν), so
/// that they follow a multivariate t, and leaves the stated ones unchanged.
public struct ParameterDistribution: Sendable, Equatable {
  /// The centre, length p: θ of the design, then κ if the model saturates.
  public let mean: [Double]
  /// F, p × r.
  public let factor: Matrix
  /// Which parameters were estimated from data, length p.
  public let estimated: [Bool]
  /// ν; ∞ if nothing was estimated.
  public let degreesOfFreedom: Double
  /// The standard deviation of a monthly innovation of ln U.
  public let innovation: Double
  /// Whether the standard deviation was estimated.
  public let innovationEstimated: Bool

  /// The distribution that a fit implies.
  public init(_ estimate: ParameterEstimate) {
    self.init(
      mean: estimate.values, factor: estimate.factor.scaled(by: estimate.sigma),
      estimated: estimate.values.map { _ in true },
      degreesOfFreedom: estimate.degreesOfFreedom, innovation: estimate.sigma, innovationEstimated: true)
  }

  /// A distribution of estimated and stated parameters.
  ///
  /// - Parameters:
  ///   - mean: the centre, length p.
  ///   - factor: F, p × r.
  ///   - estimated: which parameters were estimated, length p.
  ///   - degreesOfFreedom: ν; ∞ if nothing was estimated.
  ///   - innovation: the standard deviation of a monthly innovation, at least 0.
  ///   - innovationEstimated: whether the standard deviation was estimated.
  public init(
    mean: [Double], factor: Matrix, estimated: [Bool], degreesOfFreedom: Double, innovation: Double,
    innovationEstimated: Bool
  ) {
    // Cannot trap: the parts come from one estimate, or from one scenario file's list of quantities.
    precondition(factor.rows == mean.count && estimated.count == mean.count, "there must be one row per parameter")
    self.mean = mean
    self.factor = factor
    self.estimated = estimated
    self.degreesOfFreedom = degreesOfFreedom
    self.innovation = innovation
    self.innovationEstimated = innovationEstimated
  }

  /// θ for given normal deviates.
  ///
  /// - Parameters:
  ///   - normals: n, length r.
  ///   - scale: √(ν/χ²_ν) of this draw.
  /// - Returns: the parameters, length p.
  func parameters(_ normals: [Double], scale: Double) -> [Double] {
    var result = mean
    for column in 0..<factor.columns {
      let normal = normals[column]
      for row in result.indices { result[row] += factor[row, column] * normal * (estimated[row] ? scale : 1) }
    }
    return result
  }
}
