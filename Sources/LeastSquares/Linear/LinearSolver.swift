import RealModule

/// Solves weighted linear least-squares problems, min Σ wᵢ (yᵢ − xᵢ'β)², one after another in the same storage.
///
/// Householder QR with column pivoting gives β̂. Where the condition number of the scaled design exceeds
/// ``refinementThreshold`` times the number of columns, β̂ and the residuals are then refined together with residuals in twice the working
/// precision, so that every digit the data determine is correct.
///
/// Source: LAPACK `dgeqp3`; Å. Björck, *Iterative refinement of linear least squares solutions*, BIT 7 (1967), 257–278.
public struct LinearSolver: Sendable {
  /// Solutions with a condition number above this times p are refined (in the 1-norm they grow with p); ∞ never
  /// refines, 0 always does.
  public var refinementThreshold = 100.0

  private var qr = PivotedQR()
  private var rowScales: [Double] = []
  private var work: [Double] = []
  private var gradient: [Double] = []

  /// A solver without storage; it grows with the first problem.
  public init() {}

  /// Solves one problem; see ``solve(_:_:weights:into:)``.
  ///
  /// - Parameters:
  ///   - design: X, n × p, n > p, finite.
  ///   - response: y, length n, finite.
  ///   - weights: w, length n, positive and finite; nil for ones.
  /// - Returns: the fit, with everything that inference needs.
  /// - Throws: ``LeastSquaresError``; see ``solve(_:_:weights:into:)``.
  public mutating func solve(
    _ design: Matrix, _ response: [Double], weights: [Double]? = nil
  ) throws(LeastSquaresError) -> LinearFit {
    var fit = LinearFit()
    try solve(design, response, weights: weights, into: &fit)
    return fit
  }

  /// Solves one problem into a fit whose storage is reused: nothing is allocated once it is large enough.
  ///
  /// - Parameters:
  ///   - design: X, n × p, n > p, finite.
  ///   - response: y, length n, finite.
  ///   - weights: w, length n, positive and finite; nil for ones.
  ///   - fit: receives the fit; not to be used after an error.
  /// - Throws: ``LeastSquaresError/dependentColumns(_:)`` when the numerical rank is below p,
  ///   ``LeastSquaresError/tooFewObservations(rows:columns:)`` when n ≤ p, and an error that names the first element
  ///   that is not finite or weight that is not positive.
  /// - Complexity: O(n·p²).
  public mutating func solve(
    _ design: Matrix, _ response: [Double], weights: [Double]? = nil, into fit: inout LinearFit
  ) throws(LeastSquaresError) {
    let n = design.rows
    let p = design.columns
    // Cannot trap: the rows of design, response and weights are made by one loop over the months.
    precondition(
      response.count == n && (weights?.count ?? n) == n,
      "design, response and weights must have the same number of rows")
    try check(design, response, weights)
    let weighted = weights != nil
    let isFinite: Bool
    if let weights {
      rowScales.removeAll(keepingCapacity: true)
      for weight in weights { rowScales.append(.sqrt(weight)) }
      isFinite = qr.factorise(design, rowScales: rowScales)
    } else {
      isFinite = qr.factorise(design)
    }
    guard isFinite else { throw .firstNotFinite(in: design) }
    guard qr.rank == p else { throw .dependentColumns(qr.dependences) }

    fit.grow(observations: n, parameters: p)
    for row in 0..<n {
      let value = weighted ? response[row] * rowScales[row] : response[row]
      fit.residuals[row] = value
    }
    if work.count != n { work = [Double](repeating: 0, count: n) }
    for row in 0..<n { work[row] = fit.residuals[row] }
    qr.applyQ(to: &work, transposed: true)
    qr.solveTriangle(&work)
    for column in 0..<p { fit.coefficients[column] = 0 }
    addStep(to: &fit.coefficients)
    // From here the residuals are those of the weighted problem, √w·(y − Xβ).
    subtractProduct(of: design, and: fit.coefficients, weighted, from: &fit.residuals)
    fit.conditionNumber = qr.invert(into: &fit.inverseFactor)
    if fit.conditionNumber > refinementThreshold * Double(p) {
      refine(&fit.coefficients, &fit.residuals, design, response, weighted)
    }
    fit.finish(response, weights)
  }

  private func check(
    _ design: Matrix, _ response: [Double], _ weights: [Double]?
  ) throws(LeastSquaresError) {
    guard design.rows > design.columns else {
      throw .tooFewObservations(rows: design.rows, columns: design.columns)
    }
    // A sum is finite only if every term is, or if it overflows: then the elements are examined one by one.
    var sum = 0.0
    for value in response { sum += abs(value) }
    if !sum.isFinite, let row = response.firstIndex(where: { !$0.isFinite }) {
      throw .responseNotFinite(row: row)
    }
    if let row = weights?.firstIndex(where: { !($0 > 0 && $0.isFinite) }) { throw .weightNotPositive(row: row) }
  }

  /// β += S P x for x in the first p elements of `work`.
  private func addStep(to coefficients: inout [Double]) {
    for position in 0..<qr.columns {
      let column = qr.pivot(position)
      coefficients[column] += work[position] * qr.scale(ofColumn: column)
    }
  }

  /// vector −= D X β with D = diag(√w).
  private func subtractProduct(
    of design: Matrix, and coefficients: [Double], _ weighted: Bool, from vector: inout [Double]
  ) {
    let n = design.rows
    // Cannot trap: a check of our own positions and shapes, which no input decides.
    precondition(vector.count == n, "the vector must be as long as the design has rows")
    // Bounded by that length and by the shape of the design, which the factorisation has checked.
    unsafe vector.withUnsafeMutableBufferPointer { r in
      unsafe design.elements.withUnsafeBufferPointer { x in
        guard let r = r.baseAddress, let x = x.baseAddress else { return }
        for column in 0..<design.columns {
          let coefficient = coefficients[column]
          if weighted {
            for row in 0..<n { unsafe r[row] -= rowScales[row] * x[row + n * column] * coefficient }
          } else {
            unsafe VectorKernels.add(-coefficient, x + n * column, to: r, count: n)
          }
        }
      }
    }
  }

  /// Refines β and r = D(y − Xβ), D = diag(√w), as the solution of r + DXβ = Dy, (DX)'r = 0.
  ///
  /// Each step solves [I DX; (DX)' 0] [δr; δβ] = [f; g] with f, g in doubled precision: h = R⁻ᵀ(SP)'g,
  /// d = Q'f, δβ = S P R⁻¹(d₁ − h), δr = Q [h; d₂]. It stops when the step no longer halves.
  private mutating func refine(
    _ coefficients: inout [Double], _ residuals: inout [Double], _ design: Matrix, _ response: [Double],
    _ weighted: Bool
  ) {
    let n = design.rows
    let p = design.columns
    if gradient.count != p { gradient = [Double](repeating: 0, count: p) }
    var step = gradient
    var previous = Double.infinity
    for _ in 0..<10 {
      for row in 0..<n {
        let scale = weighted ? rowScales[row] : 1
        var error = DoubleDouble(high: response[row])
        for column in 0..<p { error.add(product: -coefficients[column], design.elements[row + n * column]) }
        var sum = DoubleDouble(high: -residuals[row])
        sum.add(product: scale, error.high)
        sum.add(product: scale, error.low)
        work[row] = sum.value
      }
      for position in 0..<p {
        let column = qr.pivot(position)
        var sum = DoubleDouble(high: 0)
        for row in 0..<n {
          let scale = weighted ? rowScales[row] : 1
          let residual = residuals[row] * scale
          sum.add(product: -residual, design.elements[row + n * column])
          if weighted {
            let lost = (-residual).addingProduct(residuals[row], scale)
            sum.add(product: -lost, design.elements[row + n * column])
          }
        }
        gradient[position] = sum.value * qr.scale(ofColumn: column)
      }
      qr.solveTransposedTriangle(&gradient)
      qr.applyQ(to: &work, transposed: true)
      for position in 0..<p {
        step[position] = work[position] - gradient[position]
        work[position] = gradient[position]
      }
      qr.solveTriangle(&step)
      var change = 0.0
      for position in 0..<p {
        let column = qr.pivot(position)
        let before = coefficients[column]
        coefficients[column] += step[position] * qr.scale(ofColumn: column)
        let size = max(abs(coefficients[column]), .leastNormalMagnitude)
        change = max(change, abs(coefficients[column] - before) / size)
      }
      qr.applyQ(to: &work, transposed: false)
      for row in 0..<n { residuals[row] += work[row] }
      if change == 0 || !(change < previous / 2) { return }
      previous = change
    }
  }
}

/// Solves one weighted linear least-squares problem; see ``LinearSolver/solve(_:_:weights:)``.
///
/// - Parameters:
///   - design: X, n × p, n > p, finite.
///   - response: y, length n, finite.
///   - weights: w, length n, positive and finite; nil for ones.
/// - Returns: the fit.
/// - Throws: ``LeastSquaresError``, as the solver does.
/// - Complexity: O(n·p²).
public func solve(
  _ design: Matrix, _ response: [Double], weights: [Double]? = nil
) throws(LeastSquaresError) -> LinearFit {
  var solver = LinearSolver()
  return try solver.solve(design, response, weights: weights)
}
