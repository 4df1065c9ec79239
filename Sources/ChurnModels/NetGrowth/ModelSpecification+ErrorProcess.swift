import LeastSquares

extension ModelSpecification {
  /// The process of the errors, a drift of the baseline among them.
  ///
  /// - Parameter parameters: all coefficients.
  /// - Returns: nil if errors are independent.
  public func errorProcess(_ parameters: [Double]) -> ARMAProcess? {
    if let driftIndex { return ARMAProcess(drift: parameters[driftIndex]) }
    let range = errorIndices
    guard !range.isEmpty else { return nil }
    let split = range.lowerBound + errors.arOrder
    return ARMAProcess(ar: Array(parameters[range.lowerBound..<split]), ma: Array(parameters[split..<range.upperBound]))
  }
}
