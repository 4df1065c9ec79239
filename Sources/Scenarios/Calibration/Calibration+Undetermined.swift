import LeastSquares

extension Calibration {
  /// The directions that the points leave undetermined, to first order at the solution.
  ///
  /// The Jacobian is scaled by the tolerances of the points and by the widths of the beliefs (or the sizes) of the
  /// unknowns: along a direction with a singular value below 1 the points move less than their tolerance while the
  /// unknowns leave what is believed of them. Effects keep their sign, decays and levels their range.
  var undetermined: [UndeterminedDirection] {
    // Where the figures are missed, undetermined directions are not the reason.
    guard misses.allSatisfy({ $0 <= 1 }) else { return [] }
    let jacobian = jacobian
    let possible = possible
    let names = unknowns.map { equation.quantities.names[$0] }
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
        let range = possible[column]
        // Towards a floor against the direction, towards a ceiling along it.
        for (bound, isFloor) in [(range.lowerBound, true), (range.upperBound, false)] where bound.isFinite {
          let distance = (bound - solution[column]) / step[column]
          reach =
            isFloor == (step[column] > 0)
            ? max(reach.lowerBound, min(distance, 0))...reach.upperBound
            : reach.lowerBound...min(reach.upperBound, max(distance, 0))
        }
      }
      // Nothing is open where the solution is at its bounds in both directions.
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
