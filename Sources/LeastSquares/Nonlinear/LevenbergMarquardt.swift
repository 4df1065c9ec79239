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
  /// Writes f(x) into its second argument.
  public typealias Residuals = (_ x: [Double], _ f: inout [Double]) -> Void
  /// Writes J(x) into its second argument.
  public typealias Jacobian = (_ x: [Double], _ j: inout Matrix) -> Void

  /// Ends when the predicted relative reduction of ‖f‖² is at most this, and the actual one is lost in rounding.
  public var functionTolerance = 1e-21
  /// Ends when the trust region is at most this fraction of ‖D x‖.
  public var stepTolerance = 1e-13
  /// Ends when the largest |cos| of the angle between f and a column of J is at most this.
  public var gradientTolerance = 0.0
  /// Ends after this many evaluations of f, not counting those for difference Jacobians.
  public var maximumEvaluations = 2000
  /// Whether Gauss–Newton steps, taken beyond the resolution of ‖f‖, refine the last digits.
  public var polishes = true
  /// First trust region as a multiple of ‖D x‖. MINPACK's 100 leaps from poor starts to regions where f is flat; on
  /// NIST's sets 1 solves them all and needs fewer evaluations.
  public var initialStepFactor = 1.0
  /// How many more starts, spread evenly within the bounds, follow a search that ends at a bound; the lowest end is kept. Where a
  /// box cuts off the solution, its faces may hold several minima. None follow where a bound is infinite.
  public var furtherStarts = 0

  /// A minimiser with default tolerances, near the limits of double precision.
  public init() {}

  /// Runs the method from `start`.
  ///
  /// - Parameters:
  ///   - start: x₀, length n, where f is finite.
  ///   - count: m, the number of residuals.
  ///   - residuals: writes f(x) into its second argument, length m. A value that is not finite makes the step fail and
  ///     the trust region shrink.
  ///   - jacobian: writes J(x), m × n; nil for forward differences.
  ///   - bounds: lower and upper bound of each unknown; nil for none. Steps are projected onto them, and an unknown that
  ///     presses against its bound is held there.
  /// - Returns: the best x found and how the run ended.
  /// - Complexity: per iteration O(m·n²) and one evaluation of J.
  public func minimise(
    from start: [Double], count: Int,
    residuals: Residuals,
    jacobian: Jacobian? = nil,
    bounds: [ClosedRange<Double>]? = nil
  ) -> NonlinearFit {
    // Cannot trap: models need three figures more than coefficients, smoothing and Theta three more than parameters.
    precondition(count >= start.count, "there must be at least as many residuals as unknowns")
    // Cannot trap: bounds are made from the list of unknowns.
    precondition((bounds?.count ?? start.count) == start.count, "there must be bounds for every unknown")
    let found = run(from: start, count: count, residuals, jacobian, bounds)
    guard let bounds, bounds.allSatisfy({ $0.lowerBound.isFinite && $0.upperBound.isFinite }),
      zip(found.parameters, bounds).contains(where: { $0 <= $1.lowerBound || $0 >= $1.upperBound })
    else {
      return found
    }
    var best = found
    for index in 0..<furtherStarts {
      let point = Halton.point(index, dimensions: bounds.count)
      let start = zip(point, bounds).map { $1.lowerBound + $0 * ($1.upperBound - $1.lowerBound) }
      let other = run(from: start, count: count, residuals, jacobian, bounds)
      let evaluations = best.evaluations + other.evaluations
      if !(best.residualSumOfSquares <= other.residualSumOfSquares) { best = other }
      best.evaluations = evaluations
    }
    return best
  }

  /// One search.
  private func run(
    from start: [Double], count: Int, _ residuals: Residuals, _ jacobian: Jacobian?, _ bounds: [ClosedRange<Double>]?
  ) -> NonlinearFit {
    var search = TrustRegionSearch(self, from: start, count: count, bounds: bounds, residuals)
    search.run(residuals, jacobian)
    if polishes, search.termination == .residuals || search.termination == .step {
      search.polish(residuals, jacobian)
    }
    return NonlinearFit(
      parameters: search.x, residuals: search.f, termination: search.termination, gradientCosine: search.cosine,
      iterations: search.iterations, evaluations: search.evaluations)
  }
}
