import LeastSquares
import RealModule

/// Minimises the restricted criterion by damped Newton steps in L and log σ², with expected instead of observed second
/// derivatives with respect to T.
struct PoolSearch {
  /// Where a search ended.
  struct Outcome {
    let point: PoolCriterion.Point
    let pass: PoolCriterion.Pass
    let converged: Bool
  }

  let criterion: PoolCriterion
  private let places: [(row: Int, column: Int)]

  init(_ criterion: PoolCriterion) {
    self.criterion = criterion
    places = (0..<criterion.effects).flatMap { column in
      (column..<criterion.effects).map { (row: $0, column: column) }
    }
  }

  /// The best of several starts, followed to the minimum.
  func minimum(from starts: [PoolCriterion.Point]) -> Outcome? {
    var best: (point: PoolCriterion.Point, value: Double)?
    for start in starts {
      guard let value = criterion.pass(at: start, derivatives: false)?.value else { continue }
      if value < best?.value ?? .infinity { best = (start, value) }
    }
    guard let best, let pass = criterion.pass(at: best.point, derivatives: true) else { return nil }
    return descend(best.point, pass)
  }

  private func descend(_ start: PoolCriterion.Point, _ first: PoolCriterion.Pass) -> Outcome {
    var point = start
    var pass = first
    var damping = 1e-3
    // A criterion within 1e-7 of its minimum is a ten-thousandth of a standard error from it.
    var last = Double.infinity
    for _ in 0..<500 {
      let (gradient, hessian, scale) = derivatives(pass, point)
      guard let step = step(gradient, hessian, scale, damping) else {
        damping *= 8
        if damping > 1e12 { break }
        continue
      }
      let decrease = -zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
      if damping < 1 { last = decrease }
      if decrease < 1e-17 { return Outcome(point: point, pass: pass, converged: true) }
      let next = moved(point, by: step)
      // Below the rounding error of the criterion, its value cannot judge a step any more.
      let noise = 1e-13 * (1 + abs(pass.value))
      if let reached = criterion.pass(at: next, derivatives: true), reached.value <= pass.value + noise {
        (point, pass) = (next, reached)
        damping = max(damping / 8, 1e-12)
      } else {
        damping *= 8
        if damping > 1e12 { break }
      }
    }
    return Outcome(point: point, pass: pass, converged: last < 1e-7)
  }

  private func moved(_ point: PoolCriterion.Point, by step: [Double]) -> PoolCriterion.Point {
    var next = point
    for (place, change) in zip(places, step) { next.lower[place.row, place.column] += change }
    if criterion.residualFreedom != nil, let change = step.last {
      next.logVariance += max(-2, min(2, change))
    }
    return next
  }

  private func step(_ gradient: [Double], _ hessian: Matrix, _ scale: [Double], _ damping: Double) -> [Double]? {
    var damped = hessian
    for index in gradient.indices { damped[index, index] += damping * scale[index] }
    guard let lower = damped.choleskyFactor() else { return nil }
    let step = lower.solvingSymmetric(gradient).map { -$0 }
    return step.allSatisfy(\.isFinite) ? step : nil
  }

  /// The gradient, the second derivatives and the scale of the damping.
  ///
  /// ∂T/∂L(i, j) = eᵢ lⱼ' + lⱼ eᵢ' with lⱼ column j of L.
  private func derivatives(
    _ pass: PoolCriterion.Pass, _ point: PoolCriterion.Point
  ) -> (gradient: [Double], hessian: Matrix, scale: [Double]) {
    let k = criterion.effects
    let order = places.count + (criterion.residualFreedom == nil ? 0 : 1)
    let lower = point.lower
    var gradient = [Double](repeating: 0, count: order)
    var hessian = Matrix(rows: order, columns: order)
    var scale = [Double](repeating: 0, count: order)
    let directions = places.map { place in
      var direction = Matrix(rows: k, columns: k)
      for row in 0..<k {
        direction[place.row, row] += lower[row, place.column]
        direction[row, place.row] += lower[row, place.column]
      }
      return direction
    }
    for (first, place) in places.enumerated() {
      gradient[first] = pass.slope.traceOfProduct(directions[first])
      let image = pass.information.times(directions[first].elements)
      for second in 0...first {
        var value = zip(image, directions[second].elements).reduce(0) { $0 + $1.0 * $1.1 }
        if first == second {
          let corner = place.row + k * place.row
          scale[first] = value + 1e-3 * pass.information[corner, corner]
        }
        if places[second].column == place.column { value += 2 * pass.slope[place.row, places[second].row] }
        hessian[first, second] = value
        hessian[second, first] = value
      }
      if place.row == place.column, criterion.caution > 0 {
        let diagonal = lower[place.row, place.row]
        gradient[first] -= 2 * criterion.caution / diagonal
        hessian[first, first] += 2 * criterion.caution / (diagonal * diagonal)
      }
    }
    if criterion.residualFreedom != nil, let last = gradient.indices.last {
      gradient[last] = pass.varianceSlope
      hessian[last, last] = pass.varianceInformation
      scale[last] = pass.varianceInformation
      for first in places.indices {
        let value = pass.mixed.traceOfProduct(directions[first])
        hessian[first, last] = value
        hessian[last, first] = value
      }
    }
    return (gradient, hessian, scale)
  }
}
