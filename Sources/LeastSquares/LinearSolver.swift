import RealModule

/// Solves weighted linear least-squares problems, min Σ wᵢ (yᵢ − xᵢ'β)², one after another in the same storage.
///
/// Householder QR with column pivoting gives β̂. Where the condition number of the scaled design exceeds
/// ``refinementThreshold``, β̂ and the residuals are then refined together with residuals in twice the working
/// precision, so that every digit that the data determine is delivered.
///
/// Source: LAPACK `dgeqp3`, `dormqr`, `dtrtrs`; Å. Björck, *Iterative refinement of linear least squares solutions*,
/// BIT 7 (1967), 257–278.
public struct LinearSolver: Sendable {
  /// Condition numbers above this are refined; ∞ never refines, 0 always does.
  public var refinementThreshold = 2.0

  private var qr = PivotedQR()
  private var rowScales: [Double] = []
  private var work: [Double] = []
  private var gradient: [Double] = []
  private var step: [Double] = []

  /// A solver without storage; it grows with the first problem.
  public init() {}

  /// Solves one problem.
  ///
  /// - Parameters:
  ///   - design: X, n × p, n > p, finite.
  ///   - response: y, length n, finite.
  ///   - weights: w, length n, positive and finite; nil for ones.
  /// - Returns: the fit, with everything that inference needs.
  /// - Throws: ``LeastSquaresError/dependentColumns(_:)`` when the numerical rank is below p,
  ///   ``LeastSquaresError/tooFewObservations(rows:columns:)`` when n ≤ p, and an error naming the first element that is
  ///   not finite or weight that is not positive.
  /// - Complexity: O(n·p²).
  public mutating func solve(
    _ design: Matrix, _ response: [Double], weights: [Double]? = nil
  ) throws(LeastSquaresError) -> LinearFit {
    let n = design.rows
    let p = design.columns
    precondition(response.count == n && (weights?.count ?? n) == n, "design, response and weights differ in length")
    try check(design, response, weights)
    if let weights { rowScales = weights.map { .sqrt($0) } }
    let scales = weights == nil ? nil : rowScales
    qr.factorise(design, rowScales: scales)
    guard qr.rank == p else { throw .dependentColumns(qr.dependences) }

    var coefficients = [Double](repeating: 0, count: p)
    var residuals = response
    if let scales { for row in 0..<n { residuals[row] *= scales[row] } }
    work = residuals
    qr.applyQ(to: &work, transposed: true)
    add(solutionOf: &work, to: &coefficients)
    // From here `residuals` are those of the weighted problem, √w·(y − Xβ).
    subtractProduct(of: design, and: coefficients, scales, from: &residuals)
    let condition = qr.conditionNumber()
    if condition > refinementThreshold {
      refine(&coefficients, &residuals, design, response, scales)
    }
    return LinearFit(
      coefficients: coefficients, weightedResiduals: residuals, response: response, weights: weights,
      inverseFactor: qr.inverseFactor(), conditionNumber: condition)
  }

  private func check(
    _ design: Matrix, _ response: [Double], _ weights: [Double]?
  ) throws(LeastSquaresError) {
    guard design.rows > design.columns else {
      throw .tooFewObservations(rows: design.rows, columns: design.columns)
    }
    if let index = design.elements.firstIndex(where: { !$0.isFinite }) {
      throw .designNotFinite(row: index % design.rows, column: index / design.rows)
    }
    if let row = response.firstIndex(where: { !$0.isFinite }) { throw .responseNotFinite(row: row) }
    if let row = weights?.firstIndex(where: { !($0 > 0 && $0.isFinite) }) { throw .weightNotPositive(row: row) }
  }

  /// β += S P R⁻¹ c for c in the first p elements of `vector`, which is overwritten.
  private func add(solutionOf vector: inout [Double], to coefficients: inout [Double]) {
    qr.solveTriangle(&vector, transposed: false)
    for position in 0..<qr.columns {
      let column = qr.pivot(position)
      coefficients[column] += vector[position] * qr.scale(ofColumn: column)
    }
  }

  private func subtractProduct(
    of design: Matrix, and coefficients: [Double], _ scales: [Double]?, from vector: inout [Double]
  ) {
    let n = design.rows
    for row in 0..<n {
      var product = 0.0
      for column in 0..<design.columns { product += design.elements[row + n * column] * coefficients[column] }
      vector[row] -= product * (scales?[row] ?? 1)
    }
  }

  /// Refines β and r = D(y − Xβ), D = diag(√w), as the solution of r + DXβ = Dy, (DX)'r = 0.
  ///
  /// Each step solves [I DX; (DX)' 0] [δr; δβ] = [f; g] with f, g in doubled precision: h = R⁻ᵀ(SP)'g,
  /// d = Q'f, δβ = S P R⁻¹(d₁ − h), δr = Q [h; d₂]. It stops when the step no longer halves.
  private mutating func refine(
    _ coefficients: inout [Double], _ residuals: inout [Double], _ design: Matrix, _ response: [Double],
    _ scales: [Double]?
  ) {
    let n = design.rows
    let p = design.columns
    var previous = Double.infinity
    gradient = [Double](repeating: 0, count: p)
    for _ in 0..<10 {
      work = residuals
      for row in 0..<n {
        let scale = scales?[row] ?? 1
        var sum = DoubleDouble(high: 0)
        sum.add(product: scale, response[row])
        sum.add(product: -1, residuals[row])
        for column in 0..<p {
          sum.add(product: -(scale * coefficients[column]), design.elements[row + n * column])
        }
        work[row] = sum.value
      }
      for position in 0..<p {
        let column = qr.pivot(position)
        var sum = DoubleDouble(high: 0)
        for row in 0..<n {
          sum.add(product: -(residuals[row] * (scales?[row] ?? 1)), design.elements[row + n * column])
        }
        gradient[position] = sum.value * qr.scale(ofColumn: column)
      }
      qr.solveTriangle(&gradient, transposed: true)
      qr.applyQ(to: &work, transposed: true)
      step = Array(work[..<p])
      for position in 0..<p {
        step[position] -= gradient[position]
        work[position] = gradient[position]
      }
      let old = coefficients
      add(solutionOf: &step, to: &coefficients)
      qr.applyQ(to: &work, transposed: false)
      for row in 0..<n { residuals[row] += work[row] }
      var change = 0.0
      for (before, after) in zip(old, coefficients) {
        change = max(change, abs(after - before) / max(abs(after), .leastNormalMagnitude))
      }
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

extension LinearFit {
  /// A fit from the solution of the problem whose rows are multiplied by √w.
  init(
    coefficients: [Double], weightedResiduals: [Double], response: [Double], weights: [Double]?,
    inverseFactor: Matrix, conditionNumber: Double
  ) {
    let n = response.count
    var weightedSum = 0.0
    var weightSum = 0.0
    var squares = 0.0
    var differences = 0.0
    var uncentred = 0.0
    var logWeights = 0.0
    for row in 0..<n {
      let weight = weights?[row] ?? 1
      weightSum += weight
      weightedSum += weight * response[row]
      uncentred += weight * response[row] * response[row]
      if weights != nil { logWeights += .log(weight) }
      squares += weightedResiduals[row] * weightedResiduals[row]
      if row > 0 {
        let difference = weightedResiduals[row] - weightedResiduals[row - 1]
        differences += difference * difference
      }
    }
    let mean = weightedSum / weightSum
    var total = 0.0
    var residuals = weightedResiduals
    for row in 0..<n {
      let weight = weights?[row] ?? 1
      total += weight * (response[row] - mean) * (response[row] - mean)
      if weights != nil { residuals[row] /= .sqrt(weight) }
    }
    self.init(
      coefficients: coefficients, residuals: residuals, inverseFactor: inverseFactor, residualSumOfSquares: squares,
      totalSumOfSquares: total, uncentredSumOfSquares: uncentred, logWeights: logWeights,
      durbinWatson: squares > 0 ? differences / squares : 2, conditionNumber: conditionNumber)
  }
}
