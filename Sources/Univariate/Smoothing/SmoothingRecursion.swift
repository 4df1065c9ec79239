import RealModule

/// The recursion of a form: level ℓ, slope b, seasons s of the last m periods, with q = ℓ + φb and d the error of the level,
///
/// μ = q, q + s or q·s;  ℓ ← q + α d;  b ← φ b + αβ* d;  s ← s + γ d (or s + γ(y/q − s)), γ = (1 − α)γ*.
///
/// So the usual region, β = αβ* ≤ α and γ ≤ 1 − α, is a box in (α, β*, γ*, φ). The recursion carries the derivatives of
/// the state with respect to every parameter.
///
/// Source: R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, *Forecasting with Exponential Smoothing*, Springer 2008,
/// chapters 2 and 5.
struct SmoothingRecursion {
  let form: SmoothingForm
  let period: Int
  /// The position of each parameter; α is the first.
  let slopeIndex: Int?
  let seasonIndex: Int?
  let dampingIndex: Int?
  let levelStart: Int
  let slopeStart: Int?
  /// The first of m − 1 seasons of the first periods; the last follows from their sum.
  let seasonStart: Int?
  let count: Int
  private let isTrended: Bool
  /// Whether errors are relative to the mean μ.
  private let isRelative: Bool

  private(set) var level = 0.0
  private(set) var slope = 0.0
  private(set) var seasons: [Double]
  private var levelSlopes: [Double]
  private var slopeSlopes: [Double]
  private var seasonSlopes: [Double]
  private var meanSlopes: [Double]

  init(_ form: SmoothingForm, period: Int) {
    self.form = form
    self.period = period
    isTrended = form.trend != .none
    isRelative = form.error == .multiplicative
    var next = 1
    func take(_ isThere: Bool, _ size: Int = 1) -> Int? {
      guard isThere else { return nil }
      defer { next += size }
      return next
    }
    slopeIndex = take(form.trend != .none)
    seasonIndex = take(form.season != .none)
    dampingIndex = take(form.trend == .damped)
    levelStart = next
    next += 1
    slopeStart = take(form.trend != .none)
    seasonStart = take(form.season != .none, period - 1)
    count = next
    seasons = [Double](repeating: form.season == .multiplicative ? 1 : 0, count: form.season == .none ? 0 : period)
    levelSlopes = [Double](repeating: 0, count: count)
    slopeSlopes = levelSlopes
    meanSlopes = levelSlopes
    seasonSlopes = [Double](repeating: 0, count: count * seasons.count)
  }

  /// Runs over a series; errors are relative for a multiplicative form, times the geometric mean of |μ|, so that their sum of
  /// squares is what the likelihood depends on.
  ///
  /// - Parameters:
  ///   - parameters: (α, β*, γ*, φ, ℓ₀, b₀, s…) as far as the form has them.
  ///   - values: y.
  ///   - errors: receives the errors.
  ///   - jacobian: receives their derivatives, one column for each of the first parameters that it has room for; empty
  ///     for none.
  /// - Returns: false if a multiplicative form meets a mean that is not above 0.
  mutating func run(
    _ parameters: [Double], _ values: [Double], errors: inout [Double], jacobian: inout [Double]
  ) -> Bool {
    let n = values.count
    let derives = !jacobian.isEmpty
    let active = jacobian.count / n
    let weights = Weights(self, parameters)
    start(parameters, derives)
    var (significands, exponents) = (1.0, 0)
    var season = 0
    for t in 0..<n {
      guard let step = step(values[t], season, weights) else { return false }
      if derives { deriveMean(step, active, weights) }
      if isRelative {
        guard step.mean > 0 else { return false }
        errors[t] = (step.y - step.mean) / step.mean
        // Σ ln μ by the product of what is not a power of two.
        significands *= step.mean.significand
        exponents += Int(step.mean.exponent)
        if significands > 0x1p900 {
          exponents += Int(significands.exponent)
          significands = significands.significand
        }
        // ∂((y − μ)/μ) = −y/μ² ∂μ; the mean of ∂ ln μ is added at the end.
        if derives { for k in 0..<active { jacobian[t + n * k] = meanSlopes[k] / step.mean } }
      } else {
        errors[t] = step.y - step.mean
        if derives { for k in 0..<active { jacobian[t + n * k] = -meanSlopes[k] } }
      }
      if derives { deriveStates(step, active, weights) }
      level = step.q + weights.alpha * step.d
      if isTrended { slope = weights.phi * slope + weights.alpha * weights.beta * step.d }
      if !seasons.isEmpty {
        seasons[season] += weights.gamma * step.change
        season = season + 1 == period ? 0 : season + 1
      }
    }
    if isRelative {
      let logs = Double.log(significands) + Double(exponents) * .log(2)
      rescale(&errors, &jacobian, active, .exp(logs / Double(n)))
    }
    return level.isFinite
  }

  /// The smoothing parameters of a run.
  private struct Weights {
    let alpha: Double
    /// β*.
    let beta: Double
    /// γ*.
    let gammaStar: Double
    let gamma: Double
    let phi: Double

    init(_ recursion: SmoothingRecursion, _ parameters: [Double]) {
      alpha = parameters[0]
      beta = recursion.slopeIndex.map { parameters[$0] } ?? 0
      gammaStar = recursion.seasonIndex.map { parameters[$0] } ?? 0
      gamma = (1 - alpha) * gammaStar
      phi = recursion.dampingIndex.map { parameters[$0] } ?? 1
    }
  }

  /// The expected value of one figure, and its error.
  private struct Step {
    let y: Double
    let q: Double
    let s: Double
    let mean: Double
    /// The error of the level.
    let d: Double
    /// The error of the season.
    let change: Double
    /// Where the derivatives of its season begin.
    let offset: Int
  }

  @inline(__always)
  private func step(_ y: Double, _ season: Int, _ weights: Weights) -> Step? {
    let q = isTrended ? level + weights.phi * slope : level
    switch form.season {
    case .none: return Step(y: y, q: q, s: 0, mean: q, d: y - q, change: y - q, offset: 0)
    case .additive:
      let s = seasons[season]
      let mean = q + s
      return Step(y: y, q: q, s: s, mean: mean, d: y - mean, change: y - mean, offset: season * count)
    case .multiplicative:
      let s = seasons[season]
      guard q > 0, s > 0 else { return nil }
      return Step(y: y, q: q, s: s, mean: q * s, d: y / s - q, change: y / q - s, offset: season * count)
    }
  }

  /// Replaces the derivatives of the level by ∂q, and computes ∂μ.
  @inline(__always)
  private mutating func deriveMean(_ step: Step, _ active: Int, _ weights: Weights) {
    if isTrended {
      for k in 0..<active { levelSlopes[k] += weights.phi * slopeSlopes[k] }
      if let dampingIndex { levelSlopes[dampingIndex] += slope }
    }
    switch form.season {
    case .none: for k in 0..<active { meanSlopes[k] = levelSlopes[k] }
    case .additive: for k in 0..<active { meanSlopes[k] = levelSlopes[k] + seasonSlopes[step.offset + k] }
    case .multiplicative:
      for k in 0..<active { meanSlopes[k] = levelSlopes[k] * step.s + step.q * seasonSlopes[step.offset + k] }
    }
  }

  /// The derivatives of level, slope and season after a step.
  @inline(__always)
  private mutating func deriveStates(_ step: Step, _ active: Int, _ weights: Weights) {
    let (alpha, beta, gamma, phi) = (weights.alpha, weights.beta, weights.gamma, weights.phi)
    let offset = step.offset
    if form.season == .multiplicative {
      let ratio = step.y / (step.s * step.s)
      let other = step.y / (step.q * step.q)
      for k in 0..<active {
        let dq = levelSlopes[k]
        let ds = seasonSlopes[offset + k]
        let dd = -ratio * ds - dq
        levelSlopes[k] = dq + alpha * dd
        if isTrended { slopeSlopes[k] = phi * slopeSlopes[k] + alpha * beta * dd }
        seasonSlopes[offset + k] = ds + gamma * (-other * dq - ds)
      }
    } else {
      for k in 0..<active {
        let dm = meanSlopes[k]
        levelSlopes[k] -= alpha * dm
        if isTrended { slopeSlopes[k] = phi * slopeSlopes[k] - alpha * beta * dm }
      }
      if form.season == .additive { for k in 0..<active { seasonSlopes[offset + k] -= gamma * meanSlopes[k] } }
    }
    levelSlopes[0] += step.d
    if let slopeIndex {
      slopeSlopes[0] += beta * step.d
      slopeSlopes[slopeIndex] += alpha * step.d
      if let dampingIndex { slopeSlopes[dampingIndex] += slope }
    }
    if let seasonIndex {
      seasonSlopes[offset] -= weights.gammaStar * step.change
      seasonSlopes[offset + seasonIndex] += (1 - alpha) * step.change
    }
  }

  /// Relative errors times the geometric mean of μ, and their derivatives.
  private func rescale(_ errors: inout [Double], _ jacobian: inout [Double], _ active: Int, _ scale: Double) {
    let n = errors.count
    for k in 0..<active {
      var sum = 0.0
      for t in 0..<n { sum += jacobian[t + n * k] }
      let shift = sum / Double(n)
      for t in 0..<n {
        // e = y/μ − 1.
        jacobian[t + n * k] = scale * (-(errors[t] + 1) * jacobian[t + n * k] + errors[t] * shift)
      }
    }
    for t in 0..<n { errors[t] *= scale }
  }

  private mutating func start(_ parameters: [Double], _ derives: Bool) {
    level = parameters[levelStart]
    slope = slopeStart.map { parameters[$0] } ?? 0
    if derives {
      for k in 0..<count {
        levelSlopes[k] = 0
        slopeSlopes[k] = 0
      }
      for k in seasonSlopes.indices { seasonSlopes[k] = 0 }
      levelSlopes[levelStart] = 1
      if let slopeStart { slopeSlopes[slopeStart] = 1 }
    }
    guard let seasonStart else { return }
    var sum = 0.0
    for j in 0..<(period - 1) {
      seasons[j] = parameters[seasonStart + j]
      sum += seasons[j]
      if derives {
        seasonSlopes[j * count + seasonStart + j] = 1
        seasonSlopes[(period - 1) * count + seasonStart + j] = -1
      }
    }
    seasons[period - 1] = (form.season == .multiplicative ? Double(period) : 0) - sum
  }
}
