/// What makes a least-squares problem unsolvable. Columns and rows are counted from 0.
public enum LeastSquaresError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Columns that are, to working precision, linear combinations of others.
  case dependentColumns([Dependence])
  /// There must be more rows than columns; otherwise nothing is left from which to estimate the error variance.
  case tooFewObservations(rows: Int, columns: Int)
  /// An element of the design matrix is infinite or NaN.
  case designNotFinite(row: Int, column: Int)
  /// An element of the response is infinite or NaN.
  case responseNotFinite(row: Int)
  /// A weight is zero, negative, infinite or NaN.
  case weightNotPositive(row: Int)

  /// A robust covariance is singular, as with fewer clusters than coefficients.
  case singularCovariance
  /// The data leave nothing from which to estimate σ beyond what the priors say.
  case noResidualFreedom
  /// Regressors measured with errors that leave too little of them.
  case errorsTooLarge(reliability: Double)

  /// A column and the columns of which it is a combination.
  public struct Dependence: Equatable, Sendable {
    /// The redundant column.
    public let column: Int
    /// The columns that already carry the same information, ascending; empty for a column of zeros.
    public let on: [Int]

    /// Creates a dependence.
    public init(column: Int, on: [Int]) {
      self.column = column
      self.on = on
    }
  }

  /// One sentence for a reader who knows the design matrix.
  public var description: String {
    switch self {
    case .dependentColumns(let dependences):
      dependences.map { dependence in
        dependence.on.isEmpty
          ? "column \(dependence.column) is zero"
          : "column \(dependence.column) is a combination of columns "
            + dependence.on.map(String.init).joined(separator: ", ")
      }.joined(separator: "; ")
    case .tooFewObservations(let rows, let columns):
      "\(rows) observations cannot determine \(columns) coefficients and their errors"
    case .designNotFinite(let row, let column):
      "the design matrix is not finite in row \(row), column \(column)"
    case .responseNotFinite(let row): "the response is not finite in row \(row)"
    case .singularCovariance: "the robust covariance is singular"
    case .noResidualFreedom: "the data leave nothing from which to estimate the error variance"
    case .errorsTooLarge(let reliability):
      "only \((reliability * 100).rounded() / 100) of the variance of a regressor is not error"
    case .weightNotPositive(let row): "the weight of row \(row) is not a positive number"
    }
  }
}

extension LeastSquaresError {
  /// The error for the first element that is not finite, or for the first of all if only a product with a weight
  /// overflows.
  static func firstNotFinite(in design: Matrix) -> LeastSquaresError {
    let index = design.elements.firstIndex { !$0.isFinite } ?? 0
    return .designNotFinite(row: index % max(1, design.rows), column: index / max(1, design.rows))
  }
}
