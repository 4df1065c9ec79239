/// Whole numbers near values that sum to their rounded total: each is rounded down, and the rest goes to the largest
/// remainders.
///
/// - Parameters:
///   - values: finite, below 10¹⁵ in size.
///   - total: their sum.
/// - Returns: one whole number per value; they sum to the rounded total.
public func largestRemainder(_ values: [Double], total: Double) -> [Int] {
  guard values.allSatisfy({ abs($0) < 1e15 }), abs(total) < 1e15 else { return values.map { _ in 0 } }
  // Cannot trap: below 10¹⁵ in size.
  var result = values.map { Int($0.rounded(.down)) }
  // Cannot trap: below 10¹⁵ in size.
  let missing = Int(total.rounded()) - result.reduce(0, +)
  let order = values.indices.sorted {
    let (a, b) = (values[$0] - values[$0].rounded(.down), values[$1] - values[$1].rounded(.down))
    return a != b ? a > b : $0 < $1
  }
  for step in 0..<abs(missing) where !order.isEmpty {
    result[missing > 0 ? order[step % order.count] : order[order.count - 1 - step % order.count]] +=
      missing > 0 ? 1 : -1
  }
  return result
}
