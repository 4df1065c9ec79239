import RealModule

/// The recursion of a form: level ℓ, slope b, seasons s of the last m periods, with q = ℓ + φb and d the error of the level,
///
/// μ = q, q + s or q·s;  ℓ ← q + α d;  b ← φ b + αβ* d;  s ← s + γ d (or s + γ(y/q − s)), γ = (1 − α)γ*.
///
/// So β = αβ* ≤ α and γ ≤ 1 − α, the usual region, is a box in (α, β*, γ*, φ). The recursion carries the derivatives of
/// the state with respect to every parameter.
///
/// Source: R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, *Forecasting with Exponential Smoothing*, Springer 2008,
/// chapters 2 and 5.
struct SmoothingRecursion {
  let form: SmoothingForm
  let period: Int
  /// Where each parameter stands; α is the first.
  let slopeIndex: Int?
  let seasonIndex: Int?
  let dampingIndex: Int?
  let levelStart: Int
  let slopeStart: Int?
  /// The first of m − 1 seasons of the first periods; the last follows from their sum.
  let seasonStart: Int?
  let count: Int

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
  ///   - errors: become the errors.
  ///   - jacobian: becomes their derivatives, a column for each of the first parameters as far as it reaches; empty for
  ///     none.
  /// - Returns: false where a multiplicative form meets a mean that is not above 0.
  mutating func run(
    _ parameters: [Double], _ values: [Double], errors: inout [Double], jacobian: inout [Double]
  ) -> Bool {
    let n = values.count
    let derives = !jacobian.isEmpty
    let active = jacobian.count / n
    let alpha = parameters[0]
    let beta = slopeIndex.map { parameters[$0] } ?? 0
    let gammaStar = seasonIndex.map { parameters[$0] } ?? 0
    let gamma = (1 - alpha) * gammaStar
    let phi = dampingIndex.map { parameters[$0] } ?? 1
    start(parameters, derives)
    let relative = form.error == .multiplicative
    let trended = form.trend != .none
    var logs = 0.0
    var j = 0
    for t in 0..<n {
      let y = values[t]
      let q = trended ? level + phi * slope : level
      if derives {
        if trended {
          for k in 0..<active { levelSlopes[k] += phi * slopeSlopes[k] }
          if let dampingIndex { levelSlopes[dampingIndex] += slope }
        }
      }
      // levelSlopes now hold ∂q.
      let offset = j * count
      var mean = q
      var d: Double
      var secondary = 0.0
      let s = form.season == .none ? 0 : seasons[j]
      switch form.season {
      case .none:
        d = y - q
        if derives { for k in 0..<active { meanSlopes[k] = levelSlopes[k] } }
      case .additive:
        mean = q + s
        d = y - mean
        if derives { for k in 0..<active { meanSlopes[k] = levelSlopes[k] + seasonSlopes[offset + k] } }
      case .multiplicative:
        mean = q * s
        guard q > 0, s > 0 else { return false }
        d = y / s - q
        secondary = y / q - s
        if derives { for k in 0..<active { meanSlopes[k] = levelSlopes[k] * s + q * seasonSlopes[offset + k] } }
      }
      if relative {
        guard mean > 0 else { return false }
        errors[t] = (y - mean) / mean
        logs += .log(mean)
        // ∂((y − μ)/μ) = −y/μ² ∂μ; the mean of ∂ ln μ is added at the end.
        if derives { for k in 0..<active { jacobian[t + n * k] = meanSlopes[k] / mean } }
      } else {
        errors[t] = y - mean
        if derives { for k in 0..<active { jacobian[t + n * k] = -meanSlopes[k] } }
      }
      level = q + alpha * d
      if form.season == .multiplicative {
        if derives {
          let ratio = y / (s * s)
          let other = y / (q * q)
          for k in 0..<active {
            let dq = levelSlopes[k]
            let ds = seasonSlopes[offset + k]
            let dd = -ratio * ds - dq
            levelSlopes[k] = dq + alpha * dd
            if trended { slopeSlopes[k] = phi * slopeSlopes[k] + alpha * beta * dd }
            seasonSlopes[offset + k] = ds + gamma * (-other * dq - ds)
          }
        }
      } else if derives {
        for k in 0..<active {
          let dm = meanSlopes[k]
          levelSlopes[k] -= alpha * dm
          if trended { slopeSlopes[k] = phi * slopeSlopes[k] - alpha * beta * dm }
        }
        if form.season == .additive { for k in 0..<active { seasonSlopes[offset + k] -= gamma * meanSlopes[k] } }
      }
      let change = form.season == .multiplicative ? secondary : d
      if derives {
        levelSlopes[0] += d
        if let slopeIndex {
          slopeSlopes[0] += beta * d
          slopeSlopes[slopeIndex] += alpha * d
          if let dampingIndex { slopeSlopes[dampingIndex] += slope }
        }
        if let seasonIndex {
          seasonSlopes[offset] -= gammaStar * change
          seasonSlopes[offset + seasonIndex] += (1 - alpha) * change
        }
      }
      if trended { slope = phi * slope + alpha * beta * d }
      if form.season != .none {
        seasons[j] += gamma * change
        j = j + 1 == period ? 0 : j + 1
      }
    }
    guard relative else { return level.isFinite }
    let scale = Double.exp(logs / Double(n))
    if derives {
      for k in 0..<active {
        var sum = 0.0
        for t in 0..<n { sum += jacobian[t + n * k] }
        let shift = sum / Double(n)
        for t in 0..<n {
          // e = y/μ − 1.
          jacobian[t + n * k] = scale * (-(errors[t] + 1) * jacobian[t + n * k] + errors[t] * shift)
        }
      }
    }
    for t in 0..<n { errors[t] *= scale }
    return level.isFinite
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
