extension DampedStep {
  /// The step for a damping within bounds.
  ///
  /// The step is taken as far as the first bound; the unknown that is stopped there stays, and the step for the others goes on from
  /// there. Each part lowers the sum of squares of the subproblem, so that the step does where clipping it to the bounds may not.
  ///
  /// - Parameters:
  ///   - free: the step without bounds, in the order of the columns of J.
  ///   - damping: its μ.
  ///   - x: where the step starts; the step is subtracted from it.
  ///   - bounds: lower and upper bound of each unknown.
  /// - Returns: p, in the order of the columns of J.
  ///
  /// Source: Stark and Parker 1995 (see ``solve(_:_:lower:upper:)``) for the way to a bound.
  func step(
    _ free: [Double], damping: Double, at x: [Double], within bounds: [ClosedRange<Double>]
  ) -> [Double] {
    let n = x.count
    // Columns of 0 belong to unknowns that are held at a bound.
    let moving = (0..<n).filter { position in (0...position).contains { r[$0, position] != 0 } }
    let root = max(damping.squareRoot(), rank < moving.count ? 1e-8 * (r.elements.map(abs).max() ?? 0) : 0)
    var design = Matrix(rows: 2 * n + 1, columns: moving.count)
    for (column, position) in moving.enumerated() {
      for row in 0...position { design[row, column] = r[row, position] }
      design[n + position, column] = root * d[position]
    }
    let unknowns = moving.map { pivots[$0] }
    var problem = BoundedLeastSquares(
      design: design, response: rotated + [Double](repeating: 0, count: n + 1),
      lower: unknowns.map { x[$0] - bounds[$0].upperBound }, upper: unknowns.map { x[$0] - bounds[$0].lowerBound })
    problem.coefficients = unknowns.map { _ in 0 }
    problem.states = unknowns.map { _ in .free }
    var solver = LinearSolver()
    guard (try? problem.improve(&solver)) != nil else { return free }
    var result = [Double](repeating: 0, count: n)
    for (column, unknown) in unknowns.enumerated() { result[unknown] = problem.coefficients[column] }
    return result
  }
}
