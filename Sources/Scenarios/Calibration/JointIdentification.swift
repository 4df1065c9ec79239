import LeastSquares

/// A direction of the unknowns that the points do not determine.
public struct UndeterminedDirection: Sendable, Equatable {
  /// What one unknown may be along the direction.
  public struct Range: Sendable, Equatable {
    /// The unknown.
    public let name: String
    /// Its value where the calibration stopped.
    public let value: Double
    /// The lowest value that meets the points; −∞ where nothing bounds it.
    public let lower: Double
    /// The highest value that meets the points; ∞ where nothing bounds it.
    public let upper: Double
  }

  /// The unknowns that move along it.
  public let ranges: [Range]
}

extension Calibration {
  /// The directions that the points do not determine, to first order at the solution.
  ///
  /// The Jacobian is scaled by the tolerances of the points and by the widths of the beliefs (or the sizes) of the unknowns:
  /// along a direction with a singular value below 1 the points move less than their tolerance while the unknowns leave
  /// what is believed of them. Effects keep their sign, decays and levels their range.
  func undetermined(_ names: [String], floors: [Double?], ceilings: [Double?]) -> [UndeterminedDirection] {
    // Where the figures are missed, it is not for want of what they determine.
    guard misses.allSatisfy({ $0 <= 1 }) else { return [] }
    let jacobian = jacobian
    let widths = zip(solution, beliefs).map { value, belief in belief ?? max(abs(value), 1e-6) }
    var scaled = Matrix(rows: jacobian.count, columns: solution.count)
    for (row, point) in points.enumerated() {
      for column in solution.indices {
        scaled[row, column] = jacobian[row][column] * widths[column] / max(point.tolerance, 1e-6)
      }
    }
    let singular = SingularDirections(scaled)
    return singular.values.indices.filter { singular.values[$0] < 1 }.compactMap { index -> UndeterminedDirection? in
      let step = singular.directions[index].enumerated().map { $1 * widths[$0] }
      var reach = -Double.infinity...Double.infinity
      for column in step.indices where abs(singular.directions[index][column]) > 1e-9 {
        for bound in [floors[column], ceilings[column]].compactMap({ $0 }) {
          let distance = (bound - solution[column]) / step[column]
          let inward = (bound == floors[column]) == (step[column] > 0)
          // Towards a floor against the direction, towards a ceiling along it.
          reach =
            inward
            ? max(reach.lowerBound, min(distance, 0))...reach.upperBound
            : reach.lowerBound...min(reach.upperBound, max(distance, 0))
        }
      }
      // Nothing is open where the solution stands at the end of what is possible in both directions.
      guard reach.upperBound - reach.lowerBound > 1e-6 else { return nil }
      return UndeterminedDirection(
        ranges: step.indices.filter { abs(singular.directions[index][$0]) > 1e-3 }.map { column in
          let ends = [reach.lowerBound, reach.upperBound].map { solution[column] + $0 * step[column] }
          return .init(
            name: names[column], value: solution[column], lower: ends.min() ?? 0, upper: ends.max() ?? 0)
        })
    }
  }
}
