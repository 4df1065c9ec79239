/// Quantiles of a sample.
///
/// - Parameters:
///   - sample: at least one value.
///   - probabilities: between 0 and 1.
/// - Returns: a quantile for each probability, interpolated between order statistics (definition 7 of Hyndman and Fan,
///   The American Statistician 50 (1996), 361–365).
/// - Complexity: O(n log k) on average for k probabilities.
public func quantiles(of sample: [Double], probabilities: [Double]) -> [Double] {
  precondition(!sample.isEmpty, "a quantile needs a sample")
  let last = sample.count - 1
  let positions = probabilities.map { $0 * Double(last) }
  let wanted = Set(positions.flatMap { [Int($0), min(Int($0) + 1, last)] }).sorted()
  var values = sample
  arrange(&values, from: 0, to: last, wanted[...])
  return positions.map { position in
    let lower = Int(position)
    let upper = min(lower + 1, last)
    return values[lower] + (values[upper] - values[lower]) * (position - Double(lower))
  }
}

/// Rearranges `values[from...to]` such that the elements at the wanted positions stand where sorting would put them.
///
/// Source: C. A. R. Hoare, *Algorithm 65: Find*, CACM 4 (1961), with several positions at once.
private func arrange(_ values: inout [Double], from: Int, to: Int, _ wanted: ArraySlice<Int>) {
  var from = from
  var to = to
  var wanted = wanted
  while from < to, let first = wanted.first, let last = wanted.last {
    // Median of three as pivot.
    let middle = from + (to - from) / 2
    if values[middle] < values[from] { values.swapAt(middle, from) }
    if values[to] < values[from] { values.swapAt(to, from) }
    if values[to] < values[middle] { values.swapAt(to, middle) }
    let pivot = values[middle]
    var left = from
    var right = to
    while left <= right {
      while values[left] < pivot { left += 1 }
      while pivot < values[right] { right -= 1 }
      if left <= right {
        values.swapAt(left, right)
        left += 1
        right -= 1
      }
    }
    // What is between right and left equals the pivot.
    if last <= right {
      to = right
    } else if first >= left {
      from = left
    } else {
      let split = wanted.firstIndex { $0 > right } ?? wanted.endIndex
      arrange(&values, from: from, to: right, wanted[..<split])
      wanted = wanted[(wanted.firstIndex { $0 >= left } ?? wanted.endIndex)...]
      from = left
    }
  }
}
