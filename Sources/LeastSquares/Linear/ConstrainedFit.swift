private import CLAPACK
import RealModule

/// A least-squares fit whose coefficients satisfy C β = d exactly.
public struct ConstrainedFit: Sendable, Equatable {
  /// β̂, length p.
  public let coefficients: [Double]
  /// σ̂² Z(Z'X'XZ)⁻¹Z' with Z a basis of the null space of C: p × p, of rank p − k.
  public let covariance: Matrix
  /// y − Xβ̂, length n.
  public let residuals: [Double]
  /// √(Σe²/(n − p + k)).
  public let sigma: Double
}

/// Solves min ‖Xβ − y‖ subject to C β = d.
///
/// - Parameters:
///   - design: X, n × p, n > p − k.
///   - response: y, length n.
///   - constraints: C, k × p, of rank k ≤ p.
///   - values: d, length k.
/// - Returns: the fit.
/// - Throws: ``LeastSquaresError/dependentColumns(_:)`` for constraints that repeat each other (the number of the
///   constraint is given as the column); ``LeastSquaresError/singularCovariance`` for columns that the constraints
///   leave dependent.
///
/// Source: LAPACK `dgglse` for β; the covariance by the null space, C. L. Lawson and R. J. Hanson, *Solving Least Squares
/// Problems*, SIAM 1995, chapter 20.
public func solve(
  _ design: Matrix, _ response: [Double], constraints: Matrix, values: [Double]
) throws(LeastSquaresError) -> ConstrainedFit {
  let n = design.rows
  let p = design.columns
  let k = constraints.rows
  // Cannot trap: no command gives constraints; callers of the library know their shapes.
  precondition(constraints.columns == p && values.count == k && response.count == n, "the shapes do not match")
  design.checkBounds()
  constraints.checkBounds()
  guard k > 0 else {
    let fit = try solve(design, response)
    return ConstrainedFit(
      coefficients: fit.coefficients, covariance: fit.covariance, residuals: fit.residuals, sigma: fit.sigma)
  }
  guard k <= p, n > p - k else { throw .tooFewObservations(rows: n, columns: p - k) }
  // Columns of about unit length, and constraints too, by powers of two: ranks do not depend on units, and digits stay.
  let columns = (0..<p).map { powerOfTwo(design.column($0)) }
  var scaled = design
  var rules = constraints
  for column in 0..<p {
    for row in 0..<n { scaled[row, column] *= columns[column] }
    for row in 0..<k { rules[row, column] *= columns[column] }
  }
  var values = values
  for row in 0..<k {
    let factor = powerOfTwo((0..<p).map { rules[row, $0] })
    for column in 0..<p { rules[row, column] *= factor }
    values[row] *= factor
  }
  let fit = try solveScaled(scaled, response, constraints: rules, values: values)
  let coefficients = zip(fit.coefficients, columns).map { $0 * $1 }
  var covariance = fit.covariance
  for i in 0..<p { for j in 0..<p { covariance[i, j] *= columns[i] * columns[j] } }
  return ConstrainedFit(
    coefficients: coefficients, covariance: covariance, residuals: fit.residuals, sigma: fit.sigma)
}

/// The power of two nearest to 1/‖x‖; 1 where that is 0 or not a number.
private func powerOfTwo(_ x: [Double]) -> Double {
  let length = x.reduce(0) { max($0, abs($1)) }
  guard length.isNormal else { return 1 }
  return Double(sign: .plus, exponent: -length.exponent, significand: 1)
}

/// The same for columns and constraints of about unit length.
private func solveScaled(
  _ design: Matrix, _ response: [Double], constraints: Matrix, values: [Double]
) throws(LeastSquaresError) -> ConstrainedFit {
  let n = design.rows
  let p = design.columns
  let k = constraints.rows
  // The null space of C: the last p − k columns of Q in C' = Q R.
  var transposed = Matrix(rows: p, columns: k)
  for row in 0..<k { for column in 0..<p { transposed[column, row] = constraints[row, column] } }
  var qr = PivotedQR()
  guard qr.factorise(transposed) else { throw .firstNotFinite(in: transposed) }
  guard qr.rank == k else { throw .dependentColumns(qr.dependences) }
  var basis = Matrix(rows: p, columns: p - k)
  for column in 0..<(p - k) {
    var unit = [Double](repeating: 0, count: p)
    unit[k + column] = 1
    qr.applyQ(to: &unit, transposed: false)
    for row in 0..<p { basis[row, column] = unit[row] }
  }

  var a = design
  var b = constraints
  var c = response
  var d = values
  var coefficients = [Double](repeating: 0, count: p)
  var work = [Double](repeating: 0, count: k + min(n, p) + max(n, p) * 32)
  // Bounded: a is n × p and b k × p, both checked above; c has n, d k, x p elements, and the workspace more than n + p + k.
  let info = unsafe clapack_dgglse(
    Int32(n), Int32(p), Int32(k), &a.elements, Int32(n), &b.elements, Int32(k), &c, &d, &coefficients, &work,
    Int32(clamping: work.count))
  // The free directions: X Z γ, for the covariance. Dependences among them cannot be named by columns of X.
  let reduced = design.times(basis)
  let free: LinearFit
  do {
    free = try solve(reduced, response)
  } catch {
    if case .dependentColumns = error { throw .singularCovariance }
    throw error
  }
  guard info == 0 else { throw .singularCovariance }
  let residuals = design.residuals(response, coefficients)
  let sum = residuals.reduce(0) { $0 + $1 * $1 }
  let variance = sum / Double(n - p + k)
  let covariance = basis.times(free.inverseFactor).timesTransposeOfItself().scaled(by: variance)
  return ConstrainedFit(
    coefficients: coefficients, covariance: covariance, residuals: residuals, sigma: .sqrt(variance))
}
