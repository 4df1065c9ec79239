import RealModule

/// Least squares that takes one observation after another without refitting.
///
/// The triangle R and Q'y are kept; a new row is rotated into them by Givens rotations, O(p²) each. What comes out is that
/// of a fit to all rows, whatever their order.
///
/// Source: W. M. Gentleman, Journal of the Institute of Mathematics and its Applications 12 (1973), 329; Golub and Van Loan,
/// *Matrix Computations*, 6.5.3.
public struct RecursiveLeastSquares: Sendable, Equatable {
  /// p.
  public let parameters: Int
  /// Rows taken so far.
  public private(set) var observations = 0
  /// Σ w e² of the fit to all rows so far.
  public private(set) var residualSumOfSquares = 0.0

  private var triangle: Matrix
  private var rotated: [Double]
  private var row: [Double]

  /// Nothing taken yet.
  ///
  /// - Parameter parameters: p ≥ 1.
  public init(parameters: Int) {
    self.parameters = parameters
    triangle = Matrix(rows: parameters, columns: parameters)
    rotated = [Double](repeating: 0, count: parameters)
    row = rotated
  }

  /// Takes an observation.
  ///
  /// - Parameters:
  ///   - regressors: x, length p.
  ///   - response: y.
  ///   - weight: w > 0.
  /// - Complexity: O(p²).
  public mutating func add(_ regressors: [Double], _ response: Double, weight: Double = 1) {
    precondition(regressors.count == parameters, "one value a coefficient")
    let root = Double.sqrt(weight)
    for k in 0..<parameters { row[k] = regressors[k] * root }
    var last = response * root
    for k in 0..<parameters where row[k] != 0 {
      let length = Double.hypot(triangle[k, k], row[k])
      let cosine = triangle[k, k] / length
      let sine = row[k] / length
      triangle[k, k] = length
      for column in (k + 1)..<max(parameters, k + 1) {
        let upper = triangle[k, column]
        triangle[k, column] = cosine * upper + sine * row[column]
        row[column] = cosine * row[column] - sine * upper
      }
      let upper = rotated[k]
      rotated[k] = cosine * upper + sine * last
      last = cosine * last - sine * upper
    }
    residualSumOfSquares += last * last
    observations += 1
  }

  /// Whether the rows so far determine all coefficients, to working precision.
  public var isDetermined: Bool {
    (0..<parameters).allSatisfy { k in
      let size = (0...k).reduce(0) { max($0, abs(triangle[$1, k])) }
      return abs(triangle[k, k]) > Double(parameters) * .ulpOfOne * size
    }
  }

  /// β̂ of all rows so far; nil while they do not determine it.
  public var coefficients: [Double]? {
    guard isDetermined else { return nil }
    var solution = rotated
    for column in stride(from: parameters - 1, through: 0, by: -1) {
      solution[column] /= triangle[column, column]
      for k in 0..<column { solution[k] -= triangle[k, column] * solution[column] }
    }
    return solution
  }
}
