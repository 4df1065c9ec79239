import RealModule

/// The subproblem of Levenberg–Marquardt: p(μ) = argmin ‖[J; √μ D] p − [f; 0]‖, with μ such that ‖D p(μ)‖ ≈ Δ.
///
/// J P = Q R is computed once; for every μ the rows of √μ D are rotated into R by Givens rotations.
///
/// Source: Moré 1978, section 5 and theorem 5.3 (the safeguarded Newton iteration on φ(μ) = ‖D p(μ)‖ − Δ).
struct DampedStep {
  /// R of J S P = Q R with the column scaling S undone, n × n.
  let r: Matrix
  /// The column of J at each position.
  let pivots: [Int]
  let rank: Int
  /// The first n elements of Q'f.
  let rotated: [Double]
  /// D by position.
  let d: [Double]

  init(_ qr: PivotedQR, _ rotatedResiduals: [Double], _ scale: [Double]) {
    let n = qr.columns
    var r = qr.upperTriangle
    pivots = (0..<n).map(qr.pivot)
    for column in 0..<n {
      let factor = qr.scale(ofColumn: pivots[column])
      for row in 0...column { r[row, column] /= factor }
    }
    self.r = r
    rank = qr.rank
    rotated = Array(rotatedResiduals[..<n])
    d = pivots.map { scale[$0] }
  }

  /// ‖J p‖ for p in the order of the columns of J.
  func jacobianNorm(of step: [Double]) -> Double {
    let n = pivots.count
    var product = [Double](repeating: 0, count: n)
    for column in 0..<n {
      for row in 0...column { product[row] += r[row, column] * step[pivots[column]] }
    }
    return Norms.euclidean(product)
  }

  /// The step for a trust region.
  ///
  /// - Parameters:
  ///   - radius: Δ > 0.
  ///   - damping: μ of the last step on entry, of this step on exit; 0 for a Gauss–Newton step.
  /// - Returns: p, in the order of the columns of J.
  func step(radius: Double, damping: inout Double) -> [Double] {
    let newton = gaussNewtonStep()
    var norm = weightedNorm(newton)
    var excess = norm - radius
    if excess <= 0.1 * radius {
      damping = 0
      return inColumnOrder(newton)
    }
    // Bounds of μ (Moré, 5.5): −φ(0)/φ'(0) from below where J has full rank, ‖(JD⁻¹)'f‖/Δ from above.
    var lower = rank == pivots.count ? excess / slopeDenominator(r, newton, norm) / radius : 0
    let gradient = scaledGradientNorm()
    var upper = gradient / radius
    if upper == 0 { upper = .leastNormalMagnitude / min(radius, 0.1) }
    damping = min(max(damping, lower), upper)
    if damping == 0 { damping = gradient / norm }
    var solution = newton
    for iteration in 1...10 {
      if damping == 0 { damping = max(.leastNormalMagnitude, 0.001 * upper) }
      let (triangle, right) = rotatedSystem(.sqrt(damping))
      solution = backSubstitute(triangle, right)
      norm = weightedNorm(solution)
      let before = excess
      excess = norm - radius
      if abs(excess) <= 0.1 * radius || (lower == 0 && excess <= before && before < 0) || iteration == 10 { break }
      let correction = excess / slopeDenominator(triangle, solution, norm) / radius
      if excess > 0 { lower = max(lower, damping) }
      if excess < 0 { upper = min(upper, damping) }
      damping = max(lower, damping + correction)
    }
    return inColumnOrder(solution)
  }

  private func inColumnOrder(_ step: [Double]) -> [Double] {
    var result = step
    for position in step.indices { result[pivots[position]] = step[position] }
    return result
  }

  private func weightedNorm(_ step: [Double]) -> Double { Norms.scaled(step, d) }

  /// R⁻¹Q'f over the first `rank` positions, zero elsewhere.
  private func gaussNewtonStep() -> [Double] {
    var right = rotated
    for position in rank..<right.count { right[position] = 0 }
    for column in stride(from: rank - 1, through: 0, by: -1) {
      right[column] /= r[column, column]
      for row in 0..<column { right[row] -= r[row, column] * right[column] }
    }
    return right
  }

  /// ‖T⁻ᵀ D²p/‖Dp‖‖², the derivative of φ times −‖Dp‖… as in Moré, 5.6.
  private func slopeDenominator(_ triangle: Matrix, _ step: [Double], _ norm: Double) -> Double {
    let n = step.count
    var w = (0..<n).map { d[$0] * (d[$0] * step[$0] / norm) }
    for column in 0..<n {
      for row in 0..<column { w[column] -= triangle[row, column] * w[row] }
      w[column] /= triangle[column, column]
    }
    let length = Norms.euclidean(w)
    return length * length
  }

  /// ‖D⁻¹R'Q'f‖.
  private func scaledGradientNorm() -> Double {
    let n = pivots.count
    return Norms.euclidean(
      (0..<n).map { column in
        var sum = 0.0
        for row in 0...column { sum += r[row, column] * rotated[row] }
        return sum / d[column]
      })
  }

  /// Rotates √μ·D into R: the triangle T with T'T = R'R + μD², and the matching right-hand side.
  private func rotatedSystem(_ root: Double) -> (Matrix, [Double]) {
    let n = pivots.count
    var triangle = r
    var right = rotated
    var row = [Double](repeating: 0, count: n)
    for position in 0..<n {
      for k in position..<n { row[k] = 0 }
      row[position] = root * d[position]
      var last = 0.0
      for k in position..<n where row[k] != 0 {
        let length = Double.hypot(triangle[k, k], row[k])
        let cosine = triangle[k, k] / length
        let sine = row[k] / length
        triangle[k, k] = length
        for column in (k + 1)..<max(n, k + 1) {
          let upper = triangle[k, column]
          triangle[k, column] = cosine * upper + sine * row[column]
          row[column] = -sine * upper + cosine * row[column]
        }
        let upper = right[k]
        right[k] = cosine * upper + sine * last
        last = -sine * upper + cosine * last
      }
    }
    return (triangle, right)
  }

  private func backSubstitute(_ triangle: Matrix, _ right: [Double]) -> [Double] {
    var solution = right
    for column in stride(from: right.count - 1, through: 0, by: -1) {
      solution[column] /= triangle[column, column]
      for row in 0..<column { solution[row] -= triangle[row, column] * solution[column] }
    }
    return solution
  }
}
