import LeastSquares
import RealModule

/// The search for the parameters of one form.
struct SmoothingSearch {
  let form: SmoothingForm
  private let values: [Double]
  private let scale: Double
  private let period: Int
  private var recursion: SmoothingRecursion
  private var parameters: [Double]
  private var sum = Double.infinity

  init?(_ form: SmoothingForm, _ values: [Double], period: Int) {
    let seasonal = form.season != .none
    let n = values.count
    let recursion = SmoothingRecursion(form, period: period)
    // k includes σ, and one residual must be left over.
    guard n >= recursion.count + 3, !seasonal || n >= 2 * period + 1 else { return nil }
    self.form = form
    self.period = period
    self.recursion = recursion
    scale = max(values.reduce(0) { $0 + abs($1) } / Double(n), .leastNormalMagnitude)
    self.values = values.map { [scale] in $0 / scale }
    parameters = Self.start(form, self.values, recursion)
  }

  /// Simple starting values: seasons by decomposition, level and slope by a line through the first seasons.
  private static func start(
    _ form: SmoothingForm, _ values: [Double], _ recursion: SmoothingRecursion
  ) -> [Double] {
    let m = recursion.period
    var parameters = [Double](repeating: 0, count: recursion.count)
    var adjusted = values
    if let start = recursion.seasonStart {
      let indices = SeasonalIndices.indices(values, period: m, multiplicative: form.season == .multiplicative)
      for j in 0..<(m - 1) { parameters[start + j] = indices[j] }
      adjusted = values.indices.map { t in
        form.season == .multiplicative ? values[t] / max(indices[t % m], 0.05) : values[t] - indices[t % m]
      }
    }
    let count = min(max(10, 2 * m), values.count)
    let middle = Double(count + 1) / 2
    let mean = adjusted[..<count].reduce(0, +) / Double(count)
    var cross = 0.0
    var square = 0.0
    for t in 0..<count {
      cross += (Double(t + 1) - middle) * adjusted[t]
      square += (Double(t + 1) - middle) * (Double(t + 1) - middle)
    }
    let slope = cross / square
    parameters[recursion.levelStart] = form.trend == .none ? mean : max(mean - middle * slope, 0.05 * mean)
    if let start = recursion.slopeStart { parameters[start] = slope }
    if let index = recursion.dampingIndex { parameters[index] = 0.96 }
    return parameters
  }

  private var bounds: [ClosedRange<Double>] {
    (0..<recursion.count).map { index in
      if index == 0 || index == recursion.slopeIndex || index == recursion.seasonIndex { return 1e-4...0.9999 }
      if index == recursion.dampingIndex { return 0.8...0.98 }
      return -1e6...1e6
    }
  }

  var aicc: Double {
    let n = Double(values.count)
    let k = Double(recursion.count + 1)
    guard n - k - 1 > 0, sum > 0 else { return .infinity }
    return n * .log(sum) + 2 * k + 2 * k * (k + 1) / (n - k - 1)
  }

  /// Searches the first parameters; the others stay fixed.
  ///
  /// - Returns: whether the search converged.
  @discardableResult
  private mutating func minimise(count: Int, _ search: LevenbergMarquardt) -> Bool {
    var none: [Double] = []
    var recursion = recursion
    let values = values
    var all = parameters
    var errors = [Double](repeating: 0, count: values.count)
    let found = search.minimise(
      from: Array(parameters[..<count]), count: values.count,
      residuals: { x, f in
        for k in 0..<count { all[k] = x[k] }
        if !recursion.run(all, values, errors: &f, jacobian: &none) { for t in f.indices { f[t] = .nan } }
      },
      jacobian: { x, j in
        for k in 0..<count { all[k] = x[k] }
        _ = recursion.run(all, values, errors: &errors, jacobian: &j.elements)
      }, bounds: Array(bounds[..<count]))
    guard found.residualSumOfSquares < sum else { return found.converged }
    sum = found.residualSumOfSquares
    for k in 0..<count { parameters[k] = found.parameters[k] }
    return found.converged
  }

  /// The end of another search, or the best of a few smoothing parameters, then a few steps with the seasons from the
  /// decomposition.
  ///
  /// - Parameter other: the search of a form with the same parameters, already screened; nil for none.
  mutating func screen(from other: SmoothingSearch? = nil) {
    var none: [Double] = []
    var errors = [Double](repeating: 0, count: values.count)
    var best = parameters
    func consider(_ trial: [Double]) {
      guard recursion.run(trial, values, errors: &errors, jacobian: &none) else { return }
      let value = errors.reduce(0) { $0 + $1 * $1 }
      if value < sum { (sum, best) = (value, trial) }
    }
    if let other { consider(other.parameters) }
    for alpha in sum.isFinite ? [] : [0.05, 0.2, 0.5, 0.9] {
      for share in recursion.slopeIndex == nil ? [0] : [0.02, 0.2] {
        for seasonal in recursion.seasonIndex == nil ? [0] : [0.01, 0.2] {
          var trial = parameters
          trial[0] = alpha
          if let index = recursion.slopeIndex { trial[index] = share }
          if let index = recursion.seasonIndex { trial[index] = seasonal }
          consider(trial)
        }
      }
    }
    // A slope that follows every error at once.
    if other == nil, let index = recursion.slopeIndex {
      var trial = parameters
      (trial[0], trial[index]) = (0.9, 0.9)
      consider(trial)
    }
    // Relative errors need means above 0, which seasonal amounts may spoil.
    if !sum.isFinite, let start = recursion.seasonStart {
      for share in [0.5, 0.2, 0] {
        var trial = parameters
        for index in start..<recursion.count { trial[index] *= share }
        (trial[0], trial[recursion.levelStart]) = (0.2, values.reduce(0, +) / Double(values.count))
        if let index = recursion.slopeStart { trial[index] = 0 }
        consider(trial)
      }
    }
    parameters = best
    guard sum.isFinite else { return }
    var search = LevenbergMarquardt()
    search.functionTolerance = 1e-3
    search.stepTolerance = 1e-3
    search.maximumEvaluations = 10
    search.polishes = false
    minimise(count: recursion.seasonStart ?? recursion.count, search)
  }

  /// The search from one α and share β*, without screening.
  func starting(alpha: Double, slope: Double = 0.05) -> SmoothingSearch {
    var search = self
    search.parameters[0] = alpha
    if let index = recursion.slopeIndex { search.parameters[index] = slope }
    if let index = recursion.seasonIndex { search.parameters[index] = 0.05 }
    search.sum = .greatestFiniteMagnitude
    return search
  }

  /// The form with smoothing parameters from a short search and seasons from the decomposition.
  func rough() -> ExponentialSmoothing? {
    var short = self
    short.screen()
    return short.model(true)
  }

  /// Searches until convergence.
  func polished() -> ExponentialSmoothing? {
    var full = self
    if full.sum == .infinity { full.screen() }
    guard full.sum.isFinite else { return nil }
    var search = LevenbergMarquardt()
    search.functionTolerance = 1e-6
    search.stepTolerance = 1e-6
    search.maximumEvaluations = 100
    search.polishes = false
    var converged = full.minimise(count: full.recursion.count, search)
    for _ in 0..<4 where !converged { converged = full.minimise(count: full.recursion.count, search) }
    return full.model(converged)
  }

  private mutating func model(_ converged: Bool) -> ExponentialSmoothing? {
    let n = values.count
    var errors = [Double](repeating: 0, count: n)
    var none: [Double] = []
    guard recursion.run(parameters, values, errors: &errors, jacobian: &none), sum > 0 else { return nil }
    let alpha = parameters[0]
    // Separates Σe² and Σ ln μ, because errors carry the geometric mean of μ.
    let k = recursion.count
    let freedom = Double(max(1, n - k))
    var relative = errors
    var residuals = errors
    if form.error == .multiplicative {
      // e = y/μ − 1 times G; G from one pair: recovered by running the means again.
      let means = self.means()
      relative = zip(values, means).map { $0 / $1 - 1 }
      residuals = zip(values, means).map { $0 - $1 }
    }
    let squares = relative.reduce(0) { $0 + $1 * $1 }
    let offset = form.season == .none ? 0 : n % period
    let unit = form.season == .multiplicative ? 1 : scale
    return ExponentialSmoothing(
      form: form, period: period, observations: n, alpha: alpha,
      beta: recursion.slopeIndex.map { alpha * parameters[$0] },
      gamma: recursion.seasonIndex.map { (1 - alpha) * parameters[$0] },
      phi: recursion.dampingIndex.map { parameters[$0] },
      // In the units of the series: both kinds of errors scale the likelihood by n ln(scale).
      logLikelihood: -0.5 * Double(n) * (.log(sum) + 2 * .log(scale)), parameterCount: k + 1,
      variance: squares / freedom * (form.error == .multiplicative ? 1 : scale * scale),
      residuals: residuals.map { $0 * scale }, level: recursion.level * scale, slope: recursion.slope * scale,
      seasons: form.season == .none
        ? [] : (0..<period).map { recursion.seasons[($0 + offset) % period] * unit }, converged: converged)
  }

  /// μ of every period.
  private func means() -> [Double] {
    var additive = SmoothingRecursion(SmoothingForm(.additive, form.trend, form.season), period: period)
    var errors = [Double](repeating: 0, count: values.count)
    var none: [Double] = []
    _ = additive.run(parameters, values, errors: &errors, jacobian: &none)
    return zip(values, errors).map { $0 - $1 }
  }
}
