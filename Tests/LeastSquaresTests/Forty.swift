import LeastSquares
import RealModule

/// Forty rows without a random generator: two regressors, errors of changing variance, outliers. The same data are in
/// Reference/references.R and Reference/statsmodels_references.py, which computed the references.
enum Forty {
  static let x1 = (0..<40).map { Double.sin(Double($0) / 3) + Double($0) / 20 }
  static let x2 = (0..<40).map { Double(($0 * 7) % 5) }
  static let design = Matrix(columns: [[Double](repeating: 1, count: 40), x1, x2])
  private static let noise = (0..<40).map { Double.sin(12.9898 * Double($0 * $0)) }

  static let response = (0..<40).map { (t: Int) -> Double in
    let mean = 2 + 0.8 * x1[t] - 0.3 * x2[t]
    let error: Double = (1 + x2[t] / 4) * noise[t] * 0.5
    return mean + error + (t % 13 == 5 ? 3 : 0)
  }

  /// A response with autocorrelated errors.
  static let autocorrelated: [Double] = {
    var error = 0.0
    return (0..<40).map { (t: Int) -> Double in
      error = (t > 0 ? 0.6 * error : 0) + 0.4 * noise[t]
      return 1 + 0.5 * x1[t] - 0.2 * x2[t] + error
    }
  }()
}
