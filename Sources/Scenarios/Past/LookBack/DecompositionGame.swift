import Sampling
import Series

/// Users of every month for every combination of the inputs of an equation.
protocol DecompositionGame {
  /// The names and kinds of the parts.
  var labels: [(name: String, kind: Decomposition.Kind)] { get }
  /// The months after the first figure.
  var months: Range<Month> { get }
  /// ln U from the first figure on.
  var levels: [Double] { get }

  /// Users of every month when only some inputs happen.
  ///
  /// - Parameter parameters: all coefficients of the fit.
  /// - Returns: by set of parts, bit by bit, one value per month.
  func users(_ parameters: [Lanes]) -> [[Lanes]]
}

extension DecompositionGame {
  /// Users gained by each part until each month.
  ///
  /// - Parameter parameters: all coefficients of the fit.
  /// - Returns: by part, one value per month.
  /// - Complexity: O(2ᵏ · k · months) for k parts.
  func values(_ parameters: [Lanes]) -> [[Lanes]] {
    let users = users(parameters)
    var result = [[Lanes]](repeating: [], count: labels.count)
    for month in months.indices {
      let index = months.distance(from: months.startIndex, to: month)
      for (part, value) in shapleyValues(users.map { $0[index] }).enumerated() { result[part].append(value) }
    }
    return result
  }
}
