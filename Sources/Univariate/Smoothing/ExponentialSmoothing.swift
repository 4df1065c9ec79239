import LeastSquares
import RealModule
import Sampling

/// A fitted exponential smoothing model (ETS).
///
/// Maximum likelihood over smoothing parameters and initial states together, by Levenberg–Marquardt with exact derivatives.
/// Source: R. J. Hyndman et al., International Journal of Forecasting 18 (2002), 439.
public struct ExponentialSmoothing: Sendable, Equatable {
  /// The form.
  public let form: SmoothingForm
  /// Seasons a year.
  public let period: Int
  /// The number of figures.
  public let observations: Int
  /// α.
  public let alpha: Double
  /// β = αβ*; nil without trend.
  public let beta: Double?
  /// γ; nil without season.
  public let gamma: Double?
  /// φ; nil without damping.
  public let phi: Double?
  /// ln L but for constants: −½(n ln Σe² + 2Σ ln|μ|), the second sum for multiplicative errors.
  public let logLikelihood: Double
  /// The estimated numbers, σ included.
  public let parameterCount: Int
  /// σ² of the errors, Σe²/(n − parameters without σ).
  public let variance: Double
  /// One step ahead, in the units of the series.
  public let residuals: [Double]
  let level: Double
  let slope: Double
  /// The seasons of the periods to come, in their order.
  let seasons: [Double]

  /// −2 ln L + 2k + 2k(k + 1)/(n − k − 1); ∞ where there are too few figures.
  public var aicc: Double {
    let k = Double(parameterCount)
    let rest = Double(observations) - k - 1
    return rest > 0 ? -2 * logLikelihood + 2 * k + 2 * k * (k + 1) / rest : .infinity
  }

  /// Fits one form.
  ///
  /// - Parameters:
  ///   - form: the form.
  ///   - values: y; above 0 for multiplicative forms.
  ///   - period: m, seasons a year.
  /// - Returns: nil where the form needs more figures, or positive ones.
  public static func fit(_ form: SmoothingForm, _ values: [Double], period: Int) -> ExponentialSmoothing? {
    guard let search = SmoothingSearch(form, values, period: period) else { return nil }
    // The likelihood may have several maxima: the search starts from smooth and from nervous states.
    return [search, search.starting(alpha: 0.05), search.starting(alpha: 0.7)].compactMap { $0.polished() }
      .max { $0.logLikelihood < $1.logLikelihood }
  }

  /// The form of least AICc.
  ///
  /// All forms are fitted roughly first, from plain starts; those that may win are then fitted fully.
  ///
  /// - Parameters:
  ///   - values: y.
  ///   - period: m, seasons a year.
  ///   - forms: those to choose from.
  /// - Returns: nil where the figures are too few for any form.
  public static func best(
    _ values: [Double], period: Int, among forms: [SmoothingForm] = SmoothingForm.all
  ) -> ExponentialSmoothing? {
    candidates(values, period: period, among: forms).min { $0.aicc < $1.aicc }
  }

  /// The forms that may have the least AICc, fitted fully.
  private static func candidates(
    _ values: [Double], period: Int, among all: [SmoothingForm]
  ) -> [ExponentialSmoothing] {
    let positive = values.allSatisfy { $0 > 0 }
    let forms = all.filter { form in
      (form.season == .none || period > 1)
        && (positive || (form.error == .additive && form.season != .multiplicative))
    }
    var searches = forms.compactMap { SmoothingSearch($0, values, period: period) }
    for index in searches.indices { searches[index].screen() }
    // Rough fits of one kind of season are alike in what is still to be gained.
    let seasonal = searches.filter { $0.form.season != .none }.map(\.aicc).min() ?? .infinity
    let plain = searches.filter { $0.form.season == .none }.map(\.aicc).min() ?? .infinity
    return searches.filter { search in
      let own = search.form.season == .none ? plain : seasonal
      return search.aicc <= own + screeningMargin && own <= min(plain, seasonal) + crossMargin
    }.compactMap { $0.polished() }
  }

  /// Rough fits this far above the best one of their kind in AICc may still win when all is fitted.
  private static let screeningMargin = 4.0
  /// The same for kinds of season.
  private static let crossMargin = 25.0
}

/// The search for the parameters of one form.
private struct SmoothingSearch {
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
    // k with σ, and a residual to spare.
    guard n >= recursion.count + 3, !seasonal || n >= 2 * period + 1 else { return nil }
    self.form = form
    self.period = period
    self.recursion = recursion
    scale = max(values.reduce(0) { $0 + abs($1) } / Double(n), .leastNormalMagnitude)
    self.values = values.map { [scale] in $0 / scale }
    parameters = Self.start(form, self.values, recursion)
  }

  /// Plain starts: seasons by decomposition, level and slope by a line through the first seasons.
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

  /// Searches the first parameters, the others as they stand.
  private mutating func minimise(count: Int, _ search: LevenbergMarquardt) {
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
    guard found.residualSumOfSquares < sum else { return }
    sum = found.residualSumOfSquares
    for k in 0..<count { parameters[k] = found.parameters[k] }
  }

  /// The best of a few smoothing parameters, then a few steps with the seasons as decomposition gave them.
  mutating func screen() {
    var none: [Double] = []
    var errors = [Double](repeating: 0, count: values.count)
    var best = parameters
    for alpha in [0.05, 0.2, 0.5, 0.9] {
      for share in recursion.slopeIndex == nil ? [0] : [0.02, 0.2] {
        for seasonal in recursion.seasonIndex == nil ? [0] : [0.01, 0.2] {
          var trial = parameters
          trial[0] = alpha
          if let index = recursion.slopeIndex { trial[index] = share }
          if let index = recursion.seasonIndex { trial[index] = seasonal }
          guard recursion.run(trial, values, errors: &errors, jacobian: &none) else { continue }
          let value = errors.reduce(0) { $0 + $1 * $1 }
          if value < sum { (sum, best) = (value, trial) }
        }
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

  /// The search from one α, without screening.
  func starting(alpha: Double) -> SmoothingSearch {
    var search = self
    search.parameters[0] = alpha
    for index in [recursion.slopeIndex, recursion.seasonIndex] { if let index { search.parameters[index] = 0.05 } }
    search.sum = .greatestFiniteMagnitude
    return search
  }

  /// Searches to the end.
  func polished() -> ExponentialSmoothing? {
    var full = self
    if full.sum == .infinity { full.screen() }
    guard full.sum.isFinite else { return nil }
    var search = LevenbergMarquardt()
    search.functionTolerance = 1e-6
    search.stepTolerance = 1e-6
    search.maximumEvaluations = 100
    search.polishes = false
    full.minimise(count: full.recursion.count, search)
    return full.model()
  }

  private mutating func model() -> ExponentialSmoothing? {
    let n = values.count
    var errors = [Double](repeating: 0, count: n)
    var none: [Double] = []
    guard recursion.run(parameters, values, errors: &errors, jacobian: &none), sum > 0 else { return nil }
    let alpha = parameters[0]
    // Σe² and Σ ln μ apart: errors carry the geometric mean of μ.
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
        ? [] : (0..<period).map { recursion.seasons[($0 + offset) % period] * unit })
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

extension ExponentialSmoothing {
  /// The point forecasts of the next periods.
  public func means(_ horizon: Int) -> [Double] {
    var damping = 0.0
    var power = 1.0
    return (0..<horizon).map { h in
      power *= phi ?? 1
      damping += power
      let trend = level + (form.trend == .none ? 0 : damping * slope)
      switch form.season {
      case .none: return trend
      case .additive: return trend + seasons[h % period]
      case .multiplicative: return trend * seasons[h % period]
      }
    }
  }

  /// The standard deviations of the forecasts of the next periods, additive errors: σ²(1 + Σ c_j²) with
  /// c_j = α + β Σ_{i≤j} φⁱ + γ [j a multiple of m].
  ///
  /// Source: Hyndman et al. (2008), table 6.2. For multiplicative errors see ``paths(_:draws:seed:)``.
  func standardErrors(_ horizon: Int) -> [Double] {
    var sum = 1.0
    var damping = 0.0
    var power = 1.0
    return (1...horizon).map { h in
      if h > 1 {
        let j = h - 1
        power *= phi ?? 1
        damping += power
        let c = alpha + (beta ?? 0) * damping + (form.season != .none && j % period == 0 ? gamma ?? 0 : 0)
        sum += c * c
      }
      return .sqrt(variance * sum)
    }
  }

  /// Simulated futures, [period][draw], by Gaussian errors; antithetic in pairs.
  func paths(_ horizon: Int, draws: Int, seed: UInt64) -> [[Double]] {
    var result = [[Double]](repeating: [Double](repeating: 0, count: draws), count: horizon)
    let sigma = Double.sqrt(variance)
    let damping = phi ?? 1
    var normals = [Double](repeating: 0, count: horizon)
    for draw in 0..<draws {
      if draw % 2 == 0 {
        var stream = RandomStream(seed: seed, index: draw / 2)
        for h in 0..<horizon { normals[h] = sigma * stream.normal() }
      } else {
        for h in 0..<horizon { normals[h].negate() }
      }
      var (level, slope, seasons) = (level, slope, seasons)
      for h in 0..<horizon {
        let q = level + (form.trend == .none ? 0 : damping * slope)
        let s = form.season == .none ? 0 : seasons[h % period]
        let mean = form.season == .multiplicative ? q * s : q + s
        let error = form.error == .multiplicative ? mean * normals[h] : normals[h]
        result[h][draw] = max(0, mean + error)
        let d = form.season == .multiplicative ? error / s : error
        level = q + alpha * d
        if form.trend != .none { slope = damping * slope + (beta ?? 0) * d }
        if form.season == .multiplicative { seasons[h % period] += (gamma ?? 0) * error / q }
        if form.season == .additive { seasons[h % period] += (gamma ?? 0) * error }
      }
    }
    return result
  }
}
