import LeastSquares

extension ModelSpecification {
  /// The process of the errors for given coefficients; nil if they are independent.
  func errorProcess(_ parameters: [Double]) -> ARMAProcess? {
    let range = errorIndices
    guard !range.isEmpty else { return nil }
    let split = range.lowerBound + errors.arOrder
    return ARMAProcess(ar: Array(parameters[range.lowerBound..<split]), ma: Array(parameters[split..<range.upperBound]))
  }
}
