import RealModule

/// Minimises ½‖f(x)‖₂², f: ℝⁿ → ℝᵐ, m ≥ n, by the Levenberg–Marquardt method with a trust region.
///
/// Each step solves min ‖[J; √μ D] p + [f; 0]‖ from one pivoted QR of J, with D the running maximum of the column norms
/// of J (so that the scaling of x does not matter) and μ chosen such that ‖D p‖ fits the trust region. How a run ended
/// is a value (``NonlinearFit/termination``), never an error.
///
/// Source: J. J. Moré, *The Levenberg–Marquardt algorithm: implementation and theory*, in Watson (ed.), Numerical
/// Analysis, LNM 630, Springer 1978; section and equation numbers in the code are his.
public struct LevenbergMarquardt: Sendable {
  /// Ends when the predicted relative reduction of ‖f‖² is at most this, and the actual one lost in rounding.
  public var functionTolerance = 1e-21
  /// Ends when the trust region is at most this fraction of ‖D x‖.
  public var stepTolerance = 1e-13
  /// Ends when the largest |cos| of the angle between f and a column of J is at most this.
  public var gradientTolerance = 0.0
  /// Ends after this many evaluations of f, those for difference Jacobians not counted.
  public var maximumEvaluations = 2000
  /// Whether Gauss–Newton steps beyond the resolution of ‖f‖ give the last digits.
  public var polishes = true
  /// First trust region as a multiple of ‖D x‖. MINPACK's 100 leaps from poor starts to where f is flat; on NIST's sets
  /// 1 loses none and needs fewer evaluations.
  public var initialStepFactor = 1.0

  /// Near 0 difference steps are not smaller than for this share of the largest size that the unknown had; a first step, as
  /// long as x, can land on 0 itself.
  public var smallestShare = 1e-3

  /// A minimiser with default tolerances, near the limits of double precision.
  public init() {}

  /// Runs the method from `start`.
  ///
  /// - Parameters:
  ///   - start: x₀, length n, where f is finite.
  ///   - count: m, the number of residuals.
  ///   - residuals: writes f(x) into its second argument, length m. A value that is not finite makes the step fail and
  ///     the trust region shrink.
  ///   - jacobian: writes J(x), m × n; nil takes forward differences.
  ///   - bounds: lower and upper bound of each unknown; nil for none. Steps are projected onto them, and an unknown that
  ///     presses against its bound stands still.
  /// - Returns: the best x found and how the run ended.
  /// - Complexity: per iteration O(m·n²) and one evaluation of J.
  public func minimise(
    from start: [Double], count: Int,
    residuals: (_ x: [Double], _ f: inout [Double]) -> Void,
    jacobian: ((_ x: [Double], _ j: inout Matrix) -> Void)? = nil,
    bounds: [ClosedRange<Double>]? = nil
  ) -> NonlinearFit {
    let n = start.count
    precondition(count >= n, "there must be at least as many residuals as unknowns")
    precondition((bounds?.count ?? n) == n, "bounds for every unknown")
    var x = Self.projected(start, bounds)
    var f = [Double](repeating: 0, count: count)
    residuals(x, &f)
    var evaluations = 1
    var steps = 1
    var iterations = 0
    var norm = euclideanNorm(f)
    var trial = x
    var trialResiduals = f
    var j = Matrix(rows: count, columns: n)
    var qr = PivotedQR()
    var scale = [Double](repeating: 0, count: n)
    var radius = 0.0
    var damping = 0.0
    var cosine = 0.0
    var termination = norm.isFinite ? NonlinearFit.Termination.evaluationLimit : .notFinite

    var largest = [Double](repeating: 0, count: n)
    outer: while norm.isFinite {
      for k in 0..<n { largest[k] = max(largest[k], abs(x[k])) }
      let sizes = largest.map { smallestShare * ($0 > 1e-12 ? $0 : 1) }
      if let jacobian {
        jacobian(x, &j)
      } else {
        Differences.forward(at: x, sizes: sizes, f, residuals, bounds, &trialResiduals, &j)
        evaluations += n
      }
      guard j.elements.allSatisfy(\.isFinite) else {
        termination = .notFinite
        break
      }
      if let bounds { Self.freeze(&j, at: x, f, bounds) }
      let columnNorms = (0..<n).map { euclideanNorm(j.column($0)) }
      for k in 0..<n { scale[k] = max(scale[k], columnNorms[k]) }
      if iterations == 0 {
        for k in 0..<n where scale[k] == 0 { scale[k] = 1 }
        let scaled = scaledNorm(x, scale)
        // A start at 0, to rounding, says nothing of the size of a step.
        radius = initialStepFactor * (largest.contains { $0 > 1e-12 } && scaled > 0 ? scaled : 1)
      }
      qr.factorise(j)
      var rotated = f
      qr.applyQ(to: &rotated, transposed: true)
      cosine = largestCosine(j, f, columnNorms, norm)
      if cosine <= gradientTolerance || norm == 0 {
        termination = .gradient
        break
      }
      let subproblem = DampedStep(qr, rotated, scale)
      while true {
        var step = subproblem.step(radius: radius, damping: &damping)
        for k in 0..<n { trial[k] = x[k] - step[k] }
        if bounds != nil {
          trial = Self.projected(trial, bounds)
          for k in 0..<n { step[k] = x[k] - trial[k] }
        }
        let stepNorm = scaledNorm(step, scale)
        if iterations == 0 { radius = min(radius, stepNorm) }
        residuals(trial, &trialResiduals)
        evaluations += 1
        let trialNorm = euclideanNorm(trialResiduals)
        let actual = trialNorm.isFinite && 0.1 * trialNorm < norm ? 1 - (trialNorm / norm) * (trialNorm / norm) : -1
        // Predicted reduction and directional derivative without forming ‖f + Jp‖ (Moré, 4.4).
        let linear = subproblem.jacobianNorm(of: step) / norm
        let damped = Double.sqrt(damping) * stepNorm / norm
        var predicted = linear * linear + 2 * damped * damped
        if bounds != nil {
          // The identity above holds for steps that were not projected.
          let remaining = euclideanNorm(j.residuals(f, step)) / norm
          predicted = 1 - remaining * remaining
        }
        let slope = -(linear * linear + damped * damped)
        let ratio = predicted == 0 ? 0 : actual / predicted
        if ratio <= 0.25 {
          var shrink = actual >= 0 ? 0.5 : 0.5 * slope / (slope + 0.5 * actual)
          if !(0.1 * trialNorm < norm) || !(shrink >= 0.1) { shrink = 0.1 }
          radius = shrink * min(radius, 10 * stepNorm)
          damping /= shrink
        } else if damping == 0 || ratio >= 0.75 {
          radius = 2 * stepNorm
          damping *= 0.5
        }
        if ratio >= 1e-4 {
          swap(&x, &trial)
          swap(&f, &trialResiduals)
          norm = trialNorm
          iterations += 1
        }
        let small = abs(actual) <= max(1e-14, functionTolerance) && predicted <= functionTolerance
        if norm == 0 || small {
          termination = .residuals
          break outer
        }
        if radius <= stepTolerance * scaledNorm(x, scale) {
          termination = .step
          break outer
        }
        steps += 1
        if steps >= maximumEvaluations { break outer }
        if ratio >= 1e-4 { continue outer }
        if radius < .leastNormalMagnitude {
          termination = .step
          break outer
        }
      }
    }
    if polishes, termination == .residuals || termination == .step {
      polish(&x, &f, scale, residuals, jacobian, bounds, &evaluations)
    }
    return NonlinearFit(
      parameters: x, residuals: f, termination: termination, gradientCosine: cosine, iterations: iterations,
      evaluations: evaluations)
  }

  /// Gauss–Newton steps beyond the point where ‖f‖ can tell better from worse.
  ///
  /// ‖f‖ is flat at its minimum: a change of x by √ε is lost in its rounding. The step itself is not: it goes on falling
  /// while it can be told from rounding, and so it, not ‖f‖, decides here. Differences are central.
  private func polish(
    _ x: inout [Double], _ f: inout [Double], _ scale: [Double],
    _ residuals: (_ x: [Double], _ f: inout [Double]) -> Void,
    _ jacobian: ((_ x: [Double], _ j: inout Matrix) -> Void)?, _ bounds: [ClosedRange<Double>]?,
    _ evaluations: inout Int
  ) {
    let n = x.count
    var j = Matrix(rows: f.count, columns: n)
    var trialResiduals = f
    var qr = PivotedQR()
    let norm = euclideanNorm(f)
    var previous = 1e-2 * scaledNorm(x, scale)
    for _ in 0..<100 {
      if let jacobian {
        jacobian(x, &j)
      } else {
        Differences.central(at: x, residuals, bounds, &trialResiduals, &j)
        evaluations += 2 * n
      }
      guard j.elements.allSatisfy(\.isFinite) else { return }
      if let bounds { Self.freeze(&j, at: x, f, bounds) }
      qr.factorise(j)
      guard qr.rank == n else { return }
      var rotated = f
      qr.applyQ(to: &rotated, transposed: true)
      qr.solveTriangle(&rotated)
      var trial = x
      for position in 0..<n {
        let column = qr.pivot(position)
        trial[column] -= rotated[position] * qr.scale(ofColumn: column)
      }
      trial = Self.projected(trial, bounds)
      let length = scaledNorm(zip(x, trial).map { $0 - $1 }, scale)
      guard length < 0.9 * previous else { return }
      residuals(trial, &trialResiduals)
      evaluations += 1
      guard euclideanNorm(trialResiduals) <= norm * (1 + 1e-10) else { return }
      x = trial
      swap(&f, &trialResiduals)
      previous = length
    }
  }

  /// The nearest point within the bounds.
  private static func projected(_ x: [Double], _ bounds: [ClosedRange<Double>]?) -> [Double] {
    guard let bounds else { return x }
    return zip(x, bounds).map { min(max($0, $1.lowerBound), $1.upperBound) }
  }

  /// Sets the columns of unknowns to zero that stand at a bound and would leave it.
  private static func freeze(_ j: inout Matrix, at x: [Double], _ f: [Double], _ bounds: [ClosedRange<Double>]) {
    for k in x.indices {
      var gradient = 0.0
      for row in f.indices { gradient += j[row, k] * f[row] }
      let pressesDown = x[k] <= bounds[k].lowerBound && gradient >= 0
      let pressesUp = x[k] >= bounds[k].upperBound && gradient <= 0
      if pressesDown || pressesUp { for row in f.indices { j[row, k] = 0 } }
    }
  }

  /// The largest |cos| of the angle between f and a column of J.
  private func largestCosine(_ j: Matrix, _ f: [Double], _ columnNorms: [Double], _ norm: Double) -> Double {
    var largest = 0.0
    for k in 0..<j.columns where columnNorms[k] > 0 && norm > 0 {
      var product = 0.0
      for row in f.indices { product += j[row, k] * (f[row] / norm) }
      largest = max(largest, abs(product / columnNorms[k]))
    }
    return largest
  }
}
