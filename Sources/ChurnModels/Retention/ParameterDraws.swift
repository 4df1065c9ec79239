import LeastSquares
import Sampling

/// Drawn parameters of a fit: θ̂ + F z/√(χ²_ν/ν), in antithetic pairs.
struct ParameterDraws {
  private let centre: [Double]
  private let factor: Matrix
  private let freedom: Double

  init(_ fit: FittedRetention) {
    centre = fit.values
    factor = fit.drawCovariance.semidefiniteFactor() ?? Matrix(rows: fit.values.count, columns: 0)
    // Below three degrees of freedom a t has no variance.
    freedom = max(3, fit.dispersion.freedom)
  }

  /// The factor of everything that has an estimated variance, common to a path.
  func scale(_ stream: inout RandomStream) -> Double { stream.studentScale(degreesOfFreedom: freedom) }

  /// θ of a path.
  func parameters(_ stream: inout RandomStream, factor scale: Double) -> [Double] {
    var result = centre
    for column in 0..<factor.columns {
      let deviate = stream.normal() * scale
      for row in result.indices { result[row] += factor[row, column] * deviate }
    }
    return result
  }

  /// θ of a draw by its number; draws 2k and 2k + 1 are mirror images.
  func parameters(_ draw: Int, seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, index: draw / 2)
    let scale = scale(&stream)
    return parameters(&stream, factor: draw % 2 == 0 ? scale : -scale)
  }
}
