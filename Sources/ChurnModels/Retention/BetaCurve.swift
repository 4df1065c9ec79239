import RealModule

/// S(t) = B(α, β + t^c)/B(α, β), the share of users who stay for t periods: each leaves with a probability drawn from a beta distribution,
/// which for c ≠ 1 also changes with age.
///
/// Source: P. S. Fader and B. G. S. Hardie, Journal of Interactive Marketing 21 (2007), 76; P. S. Fader, B. G. S. Hardie, Y. Liu, J. Davin and
/// T. Steenburgh, Marketing Letters 29 (2018), 401.
struct BetaCurve {
  let alpha: Double
  let beta: Double
  /// c; 1 for the shifted beta-geometric.
  let shape: Double

  init(alpha: Double, beta: Double, shape: Double) {
    self.alpha = alpha
    self.beta = beta
    self.shape = shape
  }

  /// The curve of (ln α, ln β), or of (ln α, ln β, ln c).
  init(_ parameters: [Double]) {
    self.init(
      alpha: .exp(parameters[0]), beta: .exp(parameters[1]), shape: parameters.count > 2 ? .exp(parameters[2]) : 1)
  }

  /// ln(S(t)/S(t − 1)) for t = 1, 2, …
  func logStay(_ age: Int) -> Double {
    if shape == 1 {
      // Γ(x + 1) = x Γ(x).
      return .log(onePlus: -alpha / (alpha + beta + Double(age) - 1))
    }
    return logRatio(age) - logRatio(age - 1)
  }

  /// ln Γ(β + t^c) − ln Γ(α + β + t^c).
  private func logRatio(_ age: Int) -> Double {
    let power = Double.pow(Double(age), shape)
    // Far out both are too large to be subtracted: Γ(x + α)/Γ(x) ~ (x + (α − 1)/2)^α.
    if power > 1e7 { return -alpha * .log(beta + power + (alpha - 1) / 2) }
    return .logGamma(beta + power) - .logGamma(alpha + beta + power)
  }

  /// The derivatives of ``logStay(_:)`` by α, β and c.
  func derivatives(_ age: Int) -> (alpha: Double, beta: Double, shape: Double) {
    let (upper, lower) = (Double.pow(Double(age), shape), Double.pow(Double(age - 1), shape))
    let sums = (PolyGamma.digamma(alpha + beta + upper), PolyGamma.digamma(alpha + beta + lower))
    let betas = (PolyGamma.digamma(beta + upper), PolyGamma.digamma(beta + lower))
    let byAlpha = sums.1 - sums.0
    let first = age > 1 ? (betas.1 - sums.1) * lower * .log(Double(age - 1)) : 0
    return (byAlpha, betas.0 - betas.1 + byAlpha, (betas.0 - sums.0) * upper * .log(Double(age)) - first)
  }
}
