import LeastSquares

/// A linear regression whose solution the National Institute of Standards and Technology has certified
/// (Statistical Reference Datasets, computed with 500 digits and rounded to 15).
struct LinearReference: Sendable, CustomStringConvertible {
  /// Which columns the design has in addition to or instead of the predictors.
  enum Terms: Sendable {
    case withConstant
    case withoutConstant
    case polynomial(degree: Int)
  }

  let name: String
  let terms: Terms
  let response: [Double]
  let predictors: [[Double]]
  let coefficients: [Double]
  let standardErrors: [Double]
  let sigma: Double
  let rSquared: Double

  var description: String { name }

  var design: Matrix {
    let ones = [Double](repeating: 1, count: response.count)
    switch terms {
    case .withConstant: return Matrix(columns: [ones] + predictors)
    case .withoutConstant: return Matrix(columns: predictors)
    case .polynomial(let degree):
      var columns = [ones]
      for _ in 1...degree { columns.append(zip(columns[columns.count - 1], predictors[0]).map { $0 * $1 }) }
      return Matrix(columns: columns)
    }
  }
}
