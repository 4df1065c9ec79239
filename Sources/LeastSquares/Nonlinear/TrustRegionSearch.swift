import RealModule

/// A run of ``LevenbergMarquardt``: where it is, how far it may step, and how it ended.
struct TrustRegionSearch {
  let settings: LevenbergMarquardt
  let bounds: [ClosedRange<Double>]?
  /// The best x so far.
  var x: [Double]
  /// f(x).
  var f: [Double]
  /// ‖f(x)‖.
  private(set) var norm: Double
  var evaluations = 1
  private(set) var iterations = 0
  /// The largest |cos| of the angle between f and a column of J at the last Jacobian.
  private(set) var cosine = 0.0
  private(set) var termination: NonlinearFit.Termination
  /// D, the running maximum of the column norms of J.
  private(set) var scale: [Double]

  var trialResiduals: [Double]
  private var trial: [Double]
  private var j: Matrix
  private var qr = PivotedQR()
  /// The largest size that each unknown has had.
  private var largest: [Double]
  private var radius = 0.0
  private var damping = 0.0
  /// Evaluations of f at trial points and the start.
  private var steps = 1

  init(
    _ settings: LevenbergMarquardt, from start: [Double], count: Int, bounds: [ClosedRange<Double>]?,
    _ residuals: LevenbergMarquardt.Residuals
  ) {
    self.settings = settings
    self.bounds = bounds
    x = Self.projected(start, bounds)
    f = [Double](repeating: 0, count: count)
    residuals(x, &f)
    norm = Norms.euclidean(f)
    termination = norm.isFinite ? .evaluationLimit : .notFinite
    trial = x
    trialResiduals = f
    j = Matrix(rows: count, columns: x.count)
    scale = [Double](repeating: 0, count: x.count)
    largest = scale
  }

  /// Near 0, difference steps are no smaller than for this share of the largest size that the unknown has had; a first step, as long
  /// as x itself, can land exactly on 0.
  private static let smallestShare = 1e-3

  /// Steps until a test of convergence, or the limit of evaluations, ends the search.
  mutating func run(_ residuals: LevenbergMarquardt.Residuals, _ jacobian: LevenbergMarquardt.Jacobian?) {
    while norm.isFinite {
      guard let subproblem = linearise(residuals, jacobian) else { return }
      var isAccepted = false
      while !isAccepted {
        let (ended, accepted) = attempt(subproblem, residuals)
        if let ended {
          termination = ended
          return
        }
        steps += 1
        if steps >= settings.maximumEvaluations { return }
        if !accepted, radius < .leastNormalMagnitude {
          termination = .step
          return
        }
        isAccepted = accepted
      }
    }
  }

  /// The subproblem at x; nil if the search ends there.
  private mutating func linearise(
    _ residuals: LevenbergMarquardt.Residuals, _ jacobian: LevenbergMarquardt.Jacobian?
  ) -> DampedStep? {
    let n = x.count
    for k in 0..<n { largest[k] = max(largest[k], abs(x[k])) }
    if let jacobian {
      jacobian(x, &j)
    } else {
      let sizes = largest.map { Self.smallestShare * ($0 > 1e-12 ? $0 : 1) }
      Differences.forward(at: x, sizes: sizes, f, residuals, bounds, &trialResiduals, &j)
      evaluations += n
    }
    if let bounds { Self.freeze(&j, at: x, f, bounds) }
    let columnNorms = (0..<n).map { Norms.euclidean(j.slice($0)) }
    // A norm is not finite where an element is not.
    guard columnNorms.allSatisfy(\.isFinite) else {
      termination = .notFinite
      return nil
    }
    for k in 0..<n { scale[k] = max(scale[k], columnNorms[k]) }
    if iterations == 0 {
      for k in 0..<n where scale[k] == 0 { scale[k] = 1 }
      let scaled = Norms.scaled(x, scale)
      // A start at 0, to rounding, says nothing about the size of a step.
      radius = settings.initialStepFactor * (largest.contains { $0 > 1e-12 } && scaled > 0 ? scaled : 1)
    }
    qr.factorise(j)
    var rotated = f
    qr.applyQ(to: &rotated, transposed: true)
    cosine = largestCosine(columnNorms)
    if cosine <= settings.gradientTolerance || norm == 0 {
      termination = .gradient
      return nil
    }
    return DampedStep(qr, rotated, scale)
  }

  /// Tries one step and adjusts the trust region according to its success.
  ///
  /// - Returns: the test that ends the search, nil for none; and whether the step was taken.
  private mutating func attempt(
    _ subproblem: DampedStep, _ residuals: LevenbergMarquardt.Residuals
  ) -> (ended: NonlinearFit.Termination?, accepted: Bool) {
    let n = x.count
    var step = subproblem.step(radius: radius, damping: &damping)
    for k in 0..<n { trial[k] = x[k] - step[k] }
    if let bounds, zip(trial, bounds).contains(where: { !$1.contains($0) }) {
      step = subproblem.step(step, damping: damping, at: x, within: bounds)
      for k in 0..<n { trial[k] = x[k] - step[k] }
      trial = Self.projected(trial, bounds)
      for k in 0..<n { step[k] = x[k] - trial[k] }
    }
    let stepNorm = Norms.scaled(step, scale)
    if iterations == 0 { radius = min(radius, stepNorm) }
    residuals(trial, &trialResiduals)
    evaluations += 1
    let trialNorm = Norms.euclidean(trialResiduals)
    let actual = trialNorm.isFinite && 0.1 * trialNorm < norm ? 1 - (trialNorm / norm) * (trialNorm / norm) : -1
    // Predicted reduction and directional derivative without forming ‖f + Jp‖ (Moré, 4.4).
    let linear = subproblem.jacobianNorm(of: step) / norm
    let damped = Double.sqrt(damping) * stepNorm / norm
    var predicted = linear * linear + 2 * damped * damped
    if bounds != nil {
      // The identity above holds only for steps that were not projected.
      let remaining = Norms.euclidean(j.residuals(f, step)) / norm
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
    let accepted = ratio >= 1e-4
    if accepted {
      swap(&x, &trial)
      swap(&f, &trialResiduals)
      norm = trialNorm
      iterations += 1
    }
    let small = abs(actual) <= max(1e-14, settings.functionTolerance) && predicted <= settings.functionTolerance
    if norm == 0 || small { return (.residuals, accepted) }
    return (radius <= settings.stepTolerance * Norms.scaled(x, scale) ? .step : nil, accepted)
  }

  /// The nearest point within the bounds.
  static func projected(_ x: [Double], _ bounds: [ClosedRange<Double>]?) -> [Double] {
    guard let bounds else { return x }
    return zip(x, bounds).map { min(max($0, $1.lowerBound), $1.upperBound) }
  }

  /// Sets the columns of unknowns to zero that are at a bound and would leave it.
  static func freeze(_ j: inout Matrix, at x: [Double], _ f: [Double], _ bounds: [ClosedRange<Double>]) {
    for k in x.indices where x[k] <= bounds[k].lowerBound || x[k] >= bounds[k].upperBound {
      let gradient = Norms.product(j.slice(k), f[...])
      let pressesDown = x[k] <= bounds[k].lowerBound && gradient >= 0
      let pressesUp = x[k] >= bounds[k].upperBound && gradient <= 0
      if pressesDown || pressesUp { for row in f.indices { j[row, k] = 0 } }
    }
  }

  private func largestCosine(_ columnNorms: [Double]) -> Double {
    var largest = 0.0
    for k in 0..<j.columns where columnNorms[k] > 0 && norm > 0 {
      var product = Norms.product(j.slice(k), f[...]) / norm
      // Too large or too small to be multiplied as they are.
      if !product.isNormal { product = zip(j.slice(k), f).reduce(0) { $0 + $1.0 * ($1.1 / norm) } }
      largest = max(largest, abs(product / columnNorms[k]))
    }
    return largest
  }
}
