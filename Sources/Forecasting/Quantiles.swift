/// Quantiles of a sample.
///
/// - Parameters:
///   - sample: at least one value.
///   - probabilities: between 0 and 1.
/// - Returns: a quantile for each probability, interpolated between order statistics (definition 7 of Hyndman and Fan,
///   The American Statistician 50 (1996), 361–365).
/// - Complexity: O(n log n).
public func quantiles(of sample: [Double], probabilities: [Double]) -> [Double] {
  precondition(!sample.isEmpty, "a quantile needs a sample")
  let sorted = sample.sorted()
  return probabilities.map { probability in
    let position = probability * Double(sorted.count - 1)
    let lower = Int(position.rounded(.down))
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
  }
}
