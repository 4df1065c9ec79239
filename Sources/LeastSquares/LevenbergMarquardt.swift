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
  /// Ends when actual and predicted relative reduction of ‖f‖² are both at most this.
  public var functionTolerance = 1e-15
  /// Ends when the trust region is at most this fraction of ‖D x‖.
  public var stepTolerance = 1e-13
  /// Ends when the largest |cos| of the angle between f and a column of J is at most this.
  public var gradientTolerance = 0.0
  /// Ends after this many evaluations of f.
  public var maximumEvaluations = 2000
  /// First trust region as a multiple of ‖D x‖.
  public var initialStepFactor = 100.0

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
  /// - Returns: the best x found and how the run ended.
  /// - Complexity: per iteration O(m·n²) and one evaluation of J.
  public func minimise(
    from start: [Double], count: Int,
    residuals: (_ x: [Double], _ f: inout [Double]) -> Void,
    jacobian: ((_ x: [Double], _ j: inout Matrix) -> Void)? = nil
  ) -> NonlinearFit {
    let n = start.count
    precondition(count >= n, "there must be at least as many residuals as unknowns")
    var x = start
    var f = [Double](repeating: 0, count: count)
    residuals(x, &f)
    var evaluations = 1
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

    outer: while norm.isFinite {
      if let jacobian {
        jacobian(x, &j)
      } else {
        differenceJacobian(at: x, f, residuals, &trialResiduals, &j)
        evaluations += n
      }
      guard j.elements.allSatisfy(\.isFinite) else {
        termination = .notFinite
        break
      }
      let columnNorms = (0..<n).map { euclideanNorm(j.column($0)) }
      for k in 0..<n { scale[k] = max(scale[k], columnNorms[k]) }
      if iterations == 0 {
        for k in 0..<n where scale[k] == 0 { scale[k] = 1 }
        let scaled = scaledNorm(x, scale)
        radius = initialStepFactor * (scaled > 0 ? scaled : 1)
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
        let step = subproblem.step(radius: radius, damping: &damping)
        let stepNorm = scaledNorm(step, scale)
        if iterations == 0 { radius = min(radius, stepNorm) }
        for k in 0..<n { trial[k] = x[k] - step[k] }
        residuals(trial, &trialResiduals)
        evaluations += 1
        let trialNorm = euclideanNorm(trialResiduals)
        let actual = trialNorm.isFinite && 0.1 * trialNorm < norm ? 1 - (trialNorm / norm) * (trialNorm / norm) : -1
        // Predicted reduction and directional derivative without forming ‖f + Jp‖ (Moré, 4.4).
        let linear = subproblem.jacobianNorm(of: step) / norm
        let damped = Double.sqrt(damping) * stepNorm / norm
        let predicted = linear * linear + 2 * damped * damped
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
        let small = abs(actual) <= functionTolerance && predicted <= functionTolerance && ratio <= 2
        if norm == 0 || small {
          termination = .residuals
          break outer
        }
        if radius <= stepTolerance * scaledNorm(x, scale) {
          termination = .step
          break outer
        }
        if evaluations >= maximumEvaluations { break outer }
        if ratio >= 1e-4 { continue outer }
        if radius < .leastNormalMagnitude {
          termination = .step
          break outer
        }
      }
    }
    return NonlinearFit(
      parameters: x, residuals: f, termination: termination, gradientCosine: cosine, iterations: iterations,
      evaluations: evaluations)
  }

  private func differenceJacobian(
    at x: [Double], _ f: [Double], _ residuals: (_ x: [Double], _ f: inout [Double]) -> Void,
    _ work: inout [Double], _ j: inout Matrix
  ) {
    var moved = x
    for k in x.indices {
      let step = Double.sqrt(.ulpOfOne) * max(abs(x[k]), 1e-8)
      moved[k] = x[k] + step
      let exact = moved[k] - x[k]
      residuals(moved, &work)
      for row in f.indices { j[row, k] = (work[row] - f[row]) / exact }
      moved[k] = x[k]
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

/// The end of a nonlinear least-squares run.
public struct NonlinearFit: Sendable, Equatable {
  /// Which test ended the run.
  public enum Termination: Sendable, Equatable {
    /// The residuals are as small as they get: actual and predicted reduction are within the tolerance.
    case residuals
    /// The trust region is within the tolerance of x.
    case step
    /// f is orthogonal to the columns of J within the tolerance.
    case gradient
    /// The limit of evaluations was reached; the result is not a solution.
    case evaluationLimit
    /// f or J was not finite at the start or at an accepted point; the result is not a solution.
    case notFinite
  }

  /// x, length n.
  public let parameters: [Double]
  /// f(x), length m.
  public let residuals: [Double]
  /// Which test ended the run.
  public let termination: Termination
  /// The largest |cos| of the angle between f and a column of J at the last Jacobian.
  public let gradientCosine: Double
  /// Accepted steps.
  public let iterations: Int
  /// Evaluations of f, those for difference Jacobians included.
  public let evaluations: Int

  /// Whether a convergence test ended the run.
  public var converged: Bool { termination != .evaluationLimit && termination != .notFinite }
  /// ‖f(x)‖₂².
  public var residualSumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }
}

/// ‖v‖₂ without overflow or underflow.
func euclideanNorm(_ v: [Double]) -> Double {
  var largest = 0.0
  for element in v {
    if !element.isFinite { return .infinity }
    largest = max(largest, abs(element))
  }
  guard largest > 0 else { return 0 }
  var sum = 0.0
  for element in v { sum += (element / largest) * (element / largest) }
  return largest * .sqrt(sum)
}

/// ‖D v‖₂ for a diagonal D.
func scaledNorm(_ v: [Double], _ scale: [Double]) -> Double {
  euclideanNorm(zip(v, scale).map { $0 * $1 })
}
