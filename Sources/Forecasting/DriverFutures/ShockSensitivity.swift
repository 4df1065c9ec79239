import ChurnModels

/// What changes of design columns mean for ln U: (β'C)² + C'VC by month, C the response of ln U per unit of each effect.
struct ShockSensitivity {
  /// β and V of the drivers' coefficients; V is 0 where parameters are taken as certain.
  private let effects: [Double]
  private let covariance: [Double]
  /// ∂yₜ/∂yₜ₋₁.
  private let slopes: [Double]
  private let timing: Timing

  init(
    _ fit: FittedNetGrowth, positions: [Int], _ recursion: GrowthRecursion, slopes: [Double], hasParameters: Bool
  ) {
    effects = positions.map { fit.estimate.values[$0] }
    covariance = positions.flatMap { first in
      positions.map { second in hasParameters ? fit.estimate.covariance(first, second) : 0 }
    }
    self.slopes = slopes
    timing = recursion.timing
  }

  /// The squares of the response to a shock by month.
  ///
  /// - Parameter columns: the changes of the design columns in the months of a path, which ends with the forecast. A path that begins
  ///   after the forecast leaves its first months alone; of one that begins earlier, the last months count.
  /// - Returns: one square per month.
  func squares(_ columns: [[Double]]) -> [Double] {
    var response = [Double](repeating: 0, count: effects.count)
    let entered = columns.map { changes in
      timing.entering(
        [Double](repeating: 0, count: max(0, slopes.count - changes.count)) + changes.suffix(slopes.count))
    }
    return slopes.indices.map { month in
      var sum = 0.0
      for (column, changes) in entered.enumerated() {
        response[column] = slopes[month] * response[column] - changes[month]
        sum += response[column] * effects[column]
      }
      var square = sum * sum
      for first in response.indices {
        for second in response.indices {
          square += response[first] * response[second] * covariance[first * response.count + second]
        }
      }
      return square
    }
  }
}
