import Drivers
import Sampling

/// Shapley values of eight games side by side: φ_i = Σ_S |S|! (k − |S| − 1)!/k! (v(S ∪ i) − v(S)).
///
/// - Parameter values: v by combination, 2ᵏ of them; in combination c, player i is a member if bit i of c is set.
/// - Returns: one value per player; they sum to v(all) − v(none).
/// - Complexity: O(2ᵏ · k).
///
/// Source: L. S. Shapley, *A value for n-person games*, Contributions to the Theory of Games II (1953), 307.
public func shapleyValues(_ values: [Lanes]) -> [Lanes] {
  let count = values.count.trailingZeroBitCount
  guard count > 0 else { return [] }
  // 1/(k · binomial(k − 1, s)).
  var weights = [Double](repeating: 0, count: count)
  var binomial = 1.0
  for size in 0..<count {
    weights[size] = 1 / (Double(count) * binomial)
    binomial *= Double(count - 1 - size) / Double(size + 1)
  }
  var result = [Lanes](repeating: Lanes(repeating: 0), count: count)
  for set in values.indices {
    for player in 0..<count where set >> player & 1 == 0 {
      result[player] += weights[set.nonzeroBitCount] * (values[set | 1 << player] - values[set])
    }
  }
  return result
}
