/// Solves min ‖Xβ − y‖ with lower ≤ β ≤ upper.
///
/// An active-set method on QR: of the coefficients at a bound, the one that would lower the sum of squares most is
/// freed, the free ones are solved for, and any that leaves its bounds on the way is stopped there. The sum of squares
/// falls with every change of the free set, so no set recurs and the method terminates. Nonnegative least squares is
/// the case lower = 0, upper = ∞.
///
/// - Parameters:
///   - design: X, n × p, n > p, finite, of full rank.
///   - response: y, length n, finite.
///   - lower: length p; −∞ for none.
///   - upper: length p, at least `lower`; ∞ for none.
/// - Returns: the fit; it satisfies the conditions of Karush, Kuhn and Tucker to rounding.
/// - Throws: ``LeastSquaresError`` when the columns are dependent.
///
/// Source: P. B. Stark and R. L. Parker, *Bounded-variable least squares*, Computational Statistics 10 (1995), 129;
/// C. L. Lawson and R. J. Hanson, *Solving Least Squares Problems*, chapter 23.
public func solve(
  _ design: Matrix, _ response: [Double], lower: [Double], upper: [Double]
) throws(LeastSquaresError) -> BoundedFit {
  let n = design.rows
  let p = design.columns
  // Cannot trap: bounds come from the signs of the coefficients: 0 or infinite.
  precondition(
    lower.count == p && upper.count == p && zip(lower, upper).allSatisfy { $0 <= $1 },
    "each column needs a lower bound not above its upper bound")
  var solver = LinearSolver()
  // Rejects problems that cannot be solved at all; its answer is often the solution.
  let ordinary = try solver.solve(design, response)
  var problem = BoundedLeastSquares(design: design, response: response, lower: lower, upper: upper)
  if zip(ordinary.coefficients, zip(lower, upper)).allSatisfy({ $0 > $1.0 && $0 < $1.1 }) {
    return BoundedFit(
      coefficients: ordinary.coefficients, states: .init(repeating: .free, count: p), residuals: ordinary.residuals,
      freeFit: ordinary)
  }
  var fit = try problem.improve(&solver)
  // In exact arithmetic the sum falls with every release; a column for which rounding prevents this stays where it was.
  var hopeless: Set<Int> = []
  while let column = problem.mostPromising(except: hopeless) {
    let before = (problem, fit)
    problem.states[column] = .free
    fit = try problem.improve(&solver)
    if problem.sumOfSquares < before.0.sumOfSquares {
      hopeless = []
    } else {
      (problem, fit) = before
      hopeless.insert(column)
    }
  }
  return BoundedFit(
    coefficients: problem.coefficients, states: problem.states, residuals: Array(problem.residuals[..<n]), freeFit: fit)
}

/// The state of the active-set method.
struct BoundedLeastSquares {
  let design: Matrix
  let response: [Double]
  let lower: [Double]
  let upper: [Double]
  var coefficients: [Double]
  var states: [BoundedFit.State]
  let norms: [Double]

  init(design: Matrix, response: [Double], lower: [Double], upper: [Double]) {
    self.design = design
    self.response = response
    self.lower = lower
    self.upper = upper
    norms = (0..<design.columns).map { Norms.euclidean(design.column($0)) }
    states = zip(lower, upper).map { $0.isFinite ? .atLower : $1.isFinite ? .atUpper : .free }
    coefficients = zip(lower, upper).map { $0.isFinite ? $0 : $1.isFinite ? $1 : 0 }
  }

  var residuals: [Double] { design.residuals(response, coefficients) }

  var sumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }

  /// The bounded column whose release lowers the sum of squares most per unit of its scaled coefficient; nil at the
  /// solution.
  func mostPromising(except hopeless: Set<Int>) -> Int? {
    let r = residuals
    let size = Norms.euclidean(r)
    var best: (column: Int, gain: Double)?
    for column in 0..<design.columns
    where states[column] != .free && lower[column] < upper[column] && !hopeless.contains(column) {
      var slope = 0.0
      for row in 0..<design.rows { slope += design[row, column] * r[row] }
      let gain = (states[column] == .atLower ? slope : -slope) / (norms[column] * size)
      if gain > 1e-13, gain > (best?.gain ?? 0) { best = (column, gain) }
    }
    return best?.column
  }

  /// Solves for the free columns, stopping any coefficient that meets a bound, until all free ones are inside.
  mutating func improve(_ solver: inout LinearSolver) throws(LeastSquaresError) -> LinearFit? {
    while true {
      let free = states.indices.filter { states[$0] == .free }
      guard !free.isEmpty else { return nil }
      var rest = response
      for column in states.indices where states[column] != .free {
        for row in 0..<design.rows { rest[row] -= design[row, column] * coefficients[column] }
      }
      let fit = try solver.solve(Matrix(columns: free.map { design.column($0) }), rest)
      // The fraction of the way to the solution before the first bound is met.
      var share = 1.0
      var stopped: Int?
      for (index, column) in free.enumerated() {
        let target = fit.coefficients[index]
        let bound = target < lower[column] ? lower[column] : target > upper[column] ? upper[column] : nil
        guard let bound else { continue }
        let part = (bound - coefficients[column]) / (target - coefficients[column])
        if part < share || stopped == nil {
          share = max(0, min(1, part))
          stopped = column
        }
      }
      for (index, column) in free.enumerated() {
        coefficients[column] += share * (fit.coefficients[index] - coefficients[column])
      }
      guard let stopped else {
        for (index, column) in free.enumerated() { coefficients[column] = fit.coefficients[index] }
        return fit
      }
      let target = fit.coefficients[free.firstIndex(of: stopped) ?? 0]
      let atLower = target < lower[stopped]
      states[stopped] = atLower ? .atLower : .atUpper
      coefficients[stopped] = atLower ? lower[stopped] : upper[stopped]
      for column in free where column != stopped {
        coefficients[column] = min(max(coefficients[column], lower[column]), upper[column])
      }
    }
  }
}
