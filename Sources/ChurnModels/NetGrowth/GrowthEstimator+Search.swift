import LeastSquares
import RealModule

/// The search for the nonlinear parameters ψ of a growth equation.
extension GrowthEstimator {
  /// The numbers searched over: ψ itself, and for the errors, u with partial autocorrelations tanh(u).
  func unpack(_ search: [Double], into parameters: inout [Double]) {
    let first = search.count - errors.count
    for index in 0..<first { parameters[nonlinear[index]] = search[index] }
    guard !errors.isEmpty else { return }
    let process = ARMAProcess(
      unbounded: Array(search[first...]), arOrder: equation.specification.errors.arOrder)
    for (index, value) in (process.ar + process.ma).enumerated() { parameters[errors.lowerBound + index] = value }
  }

  var bounds: [ClosedRange<Double>] {
    let specification = equation.specification
    return nonlinear.map { position in
      position == specification.saturationIndex
        ? -0.5...0.999
        : position == specification.transientIndex.map({ $0 + 1 })
          ? 0.01...0.995 : specification.decayIndices.contains(position) ? 0...0.99 : -4...4
    }
  }

  /// Residuals of data and priors for given ψ and the best θ; NaN if there are none.
  private mutating func projected(
    _ search: [Double], _ parameters: inout [Double], sigma: Double, into result: inout [Double]
  ) {
    unpack(search, into: &parameters)
    var factor = Double.nan
    if equation.whiten(parameters, into: &workspace) {
      let n = workspace.response.count
      let columns = workspace.design.columns
      let isProjected: Bool
      if priors.isEmpty {
        for row in 0..<n { result[row] = workspace.response[row] }
        isProjected = project(&result, on: workspace.design)
        // The scale √G is applied to the residuals alone.
        factor = .exp(workspace.logScale / 2)
      } else {
        let (design, response) = rows(workspace, sigma: sigma)
        for row in response.indices { result[row] = response[row] }
        isProjected = project(&result, on: design)
        factor = 1
      }
      if !isProjected { factor = .nan }
      if restricted { factor *= .exp(logDeterminant / Double(2 * (n - columns))) }
    }
    for row in result.indices { result[row] *= factor }
  }

  /// Replaces a vector by its residuals on a design.
  ///
  /// - Returns: false where columns depend on each other.
  private mutating func project(_ vector: inout [Double], on design: Matrix) -> Bool {
    // Errors and drift are not searched to the last digit.
    if nonlinear.count == errors.count, priors.isEmpty, normalEquations.factorise(design) {
      normalEquations.project(&vector, on: design)
      designLogDeterminant = normalEquations.logDeterminant
      return true
    }
    qr.factorise(design)
    guard qr.rank == design.columns else { return false }
    qr.project(&vector)
    designLogDeterminant = qr.logDeterminant
    return true
  }

  /// ln |X'V⁻¹X| of the last projection, X being that times √G: the term that −2 ln L of the errors alone has in addition, with
  /// n − p instead of n.
  private var logDeterminant: Double { designLogDeterminant + Double(workspace.design.columns) * workspace.logScale }

  /// The restricted log-likelihood of ψ, and the sum of squares that determines the likelihood itself.
  ///
  /// With priors, it is the likelihood of figures and priors.
  mutating func likelihood(_ parameters: inout [Double], sigma: Double) -> (restricted: Double, sum: Double) {
    let wasRestricted = restricted
    restricted = false
    defer { restricted = wasRestricted }
    var work = [Double](repeating: 0, count: equation.innovationCount + priors.count)
    let point = nonlinear.map { parameters[$0] }
    let split = point.count - errors.count
    projected(point[..<split] + unbounded(parameters), &parameters, sigma: sigma, into: &work)
    let sum = work.reduce(0) { $0 + $1 * $1 }
    guard priors.isEmpty else { return (-Double(work.count) / 2 * .log(sum), sum) }
    let freedom = Double(work.count - linear.count)
    return (-(freedom * .log(sum) + logDeterminant) / 2, sum)
  }

  /// The best ψ, with the sum of squares of data and priors for the best θ.
  mutating func search(
    _ parameters: inout [Double], sigma: Double, fresh: Bool
  ) throws(LeastSquaresError) -> GrowthSearch {
    if let found = searchFirstOrder(parameters, fresh: fresh) {
      parameters[errors.lowerBound] = found.phi
      return GrowthSearch(sum: found.sum, isConverged: true)
    }
    let count = equation.innovationCount + priors.count
    var work = [Double](repeating: 0, count: count)
    var current = parameters
    let split = nonlinear.count - errors.count
    var best = nonlinear.map { parameters[$0] }
    for index in split..<best.count { best[index] = unbounded(parameters)[index - split] }
    var bases = [best]
    if fresh {
      func sum(_ point: [Double], _ estimation: inout GrowthEstimator) -> Double {
        estimation.projected(point, &current, sigma: sigma, into: &work)
        let sum = work.reduce(0) { $0 + $1 * $1 }
        return sum.isFinite ? sum : .infinity
      }
      bases = decayBases(best, split, sum)
    }
    let starts = fresh ? bases.flatMap { errorStarts($0, split, &current, &work, sigma) } : [best]
    var long = fullSearch
    // A search that goes on from the last one is nearly there.
    if !fresh, !priors.isEmpty { long.maximumEvaluations = 100 }
    var short = long
    short.functionTolerance = 1e-6
    short.stepTolerance = 1e-3
    short.maximumEvaluations = 25
    let bounds = bounds
    var near = starts[0]
    if starts.count > 1 {
      let ends = starts.map { start in
        short.minimise(
          from: start, count: count, residuals: { projected($0, &current, sigma: sigma, into: &$1) }, bounds: bounds)
      }.filter(\.residualSumOfSquares.isFinite)
      guard let least = ends.min(by: { $0.residualSumOfSquares < $1.residualSumOfSquares }) else {
        throw .responseNotFinite(row: 0)
      }
      near = least.parameters
    }
    let end = long.minimise(
      from: near, count: count, residuals: { projected($0, &current, sigma: sigma, into: &$1) }, bounds: bounds)
    unpack(end.parameters, into: &parameters)
    return GrowthSearch(sum: end.residualSumOfSquares, isConverged: end.converged)
  }

  /// The search to the end.
  private var fullSearch: LevenbergMarquardt {
    var search = LevenbergMarquardt()
    guard !errors.isEmpty else { return search }
    // The likelihood is flat within a hundredth of a standard error; more digits would be meaningless. Where estimates are
    // those of the restricted likelihood, only the value of the maximum is needed, and that is flatter still.
    search.functionTolerance = priors.isEmpty ? 1e-8 : 1e-11
    search.stepTolerance = priors.isEmpty ? 1e-4 : 1e-7
    search.maximumEvaluations = 500
    search.polishes = false
    return search
  }

  /// u of the errors at given parameters; 0 if they have not been searched yet.
  func unbounded(_ parameters: [Double]) -> [Double] {
    let p = equation.specification.errors.arOrder
    func partials(_ coefficients: [Double]) -> [Double] {
      (AutoregressiveProcess(coefficients).partialAutocorrelations
        ?? [Double](repeating: 0, count: coefficients.count)).map { .atanh(min(max($0, -0.999), 0.999)) }
    }
    let values = Array(parameters[errors])
    return partials(Array(values[..<p])) + partials(values[p...].map { -$0 })
  }

  /// Starting values: Yule–Walker with no, positive and negative moving average, strong persistence, and the best points of a grid
  /// of partial autocorrelations, among which there are complex pairs of roots.
  private mutating func errorStarts(
    _ best: [Double], _ split: Int, _ current: inout [Double], _ work: inout [Double], _ sigma: Double
  ) -> [[Double]] {
    guard !errors.isEmpty else { return [best] }
    let (p, q) = (equation.specification.errors.arOrder, equation.specification.errors.maOrder)
    projected(best, &current, sigma: sigma, into: &work)
    let base = Array(best[..<split])
    var partial = [Double](repeating: 0, count: p)
    if p > 0, equation.isComplete, work.allSatisfy(\.isFinite), equation.innovationCount > p + 2 {
      let process = AutoregressiveProcess(
        yuleWalker: Array(work[..<equation.innovationCount]), order: p, adjusted: false)
      partial = (process.partialAutocorrelations ?? partial).map { .atanh(min(max($0, -0.98), 0.98)) }
    }
    func start(_ partial: [Double], _ moving: Double) -> [Double] {
      base + partial + (0..<q).map { $0 == 0 ? .atanh(moving) : 0 }
    }
    var strong = [Double](repeating: 0, count: p)
    if p > 0 { strong[0] = 0.9 }
    var starts = [start(partial, 0)]
    if q > 0 { starts += [start(partial, 0.4), start(partial, -0.4)] }
    // With autoregression alone the likelihood of observed months has essentially one maximum.
    if p > 0, q > 0 || !equation.isComplete { starts.append(start(strong, q > 0 ? -0.3 : 0)) }
    guard q > 0 else { return starts }
    let values: [Double] = p + q <= 2 ? [-2.5, -1, 0, 1, 2.5] : p + q == 3 ? [-2, -0.6, 0.6, 2] : [-0.8, 0.8]
    let points = (0..<(p + q)).reduce([base]) { points, _ in points.flatMap { point in values.map { point + [$0] } } }
    let sums = points.map { point in
      projected(point, &current, sigma: sigma, into: &work)
      let sum = work.reduce(0) { $0 + $1 * $1 }
      return sum.isFinite ? sum : .infinity
    }
    // Of two numbers, the points that no neighbour betters: others lead to the same minimum. The grid of more is too coarse.
    let least = points.indices.filter { index in
      sums[index].isFinite
        && (p + q > 2
          || (0..<(p + q)).allSatisfy { coordinate in
            let stride = (0..<coordinate).reduce(1) { product, _ in product * values.count }
            let place = index / stride % values.count
            return (place == 0 || sums[index] <= sums[index - stride])
              && (place == values.count - 1 || sums[index] <= sums[index + stride])
          })
    }
    return starts + least.sorted { sums[$0] < sums[$1] }.prefix(12).map { points[$0] }
  }

  /// The points of a grid from which to search for ψ without the errors, one number after another: the best one, and with several
  /// decays, which may have several minima, the best of their combinations.
  private mutating func decayBases(
    _ start: [Double], _ split: Int, _ sum: (_ point: [Double], _ estimation: inout GrowthEstimator) -> Double
  ) -> [[Double]] {
    var best = start
    for _ in 0..<(split > 1 ? 2 : 1) {
      for index in 0..<split {
        var least = Double.infinity
        var found = best[index]
        for candidate in grid(index) {
          var point = best
          point[index] = candidate
          let value = sum(point, &self)
          if value < least { (least, found) = (value, candidate) }
        }
        best[index] = found
      }
    }
    let others = decayStarts(best).map { (point: $0, sum: sum($0, &self)) }.sorted { $0.sum < $1.sum }
    return [best] + others.prefix(Self.otherStarts).map(\.point)
  }

  /// The number of combinations of decays from which a search starts too.
  private static let otherStarts = 3

  /// Combinations of decays, where there are two or more.
  private func decayStarts(_ base: [Double]) -> [[Double]] {
    let decays = base.indices.filter { equation.specification.decayIndices.contains(nonlinear[$0]) }
    guard decays.count > 1 else { return [] }
    // At most 64 of them.
    let values = decays.count <= 3 ? [0, 0.5, 0.9, 0.98] : [0.2, 0.95]
    return decays.prefix(6).reduce([base]) { points, index in
      points.flatMap { point in
        values.map { value in
          var moved = point
          moved[index] = value
          return moved
        }
      }
    }
  }

  private func grid(_ index: Int) -> [Double] {
    let specification = equation.specification
    switch nonlinear[index] {
    case specification.saturationIndex:
      // κ from slightly explosive to 1 (half-life nil), denser near 0 (long half-lives).
      return [-0.05, -0.01, 0] + (0..<28).map { 0.001 * .pow(1.3, Double($0)) }.filter { $0 < 0.999 }
    case specification.transientIndex.map({ $0 + 1 }): return [0.3, 0.6, 0.8, 0.9, 0.95, 0.98]
    default: return [0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95]
    }
  }
}
