import RealModule

/// How long users stay on average, counted in periods from the first on: E = Σ S(t)/(1 + d)^t, t = 0, 1, …
public struct Lifetime: Sendable, Equatable, Codable {
  /// d, the discount rate per period; 0 for none.
  public let discount: Double
  /// How many periods ``withinHorizon`` counts.
  public let horizon: Int
  /// The sum over t = 0 … horizon − 1.
  public let withinHorizon: Double
  /// The sum over all t; nil where it is infinite, as for a shifted beta-geometric with α ≤ 1 without discount.
  public let total: Double?
}

extension FittedRetention {
  /// The expected lifetime of a new user, at reference levels of drivers and the mean of the season.
  ///
  /// Of a shifted beta-geometric, Σ S(t) = E[1/Θ] = (α + β − 1)/(α − 1) for α > 1, and infinite otherwise; of a beta discrete Weibull S(t) ~ t^(−αc),
  /// so that it is infinite for αc ≤ 1.
  ///
  /// - Parameters:
  ///   - horizon: how many periods to count, 1 … 1200.
  ///   - discount: d per period, 0 … 1.
  /// - Returns: the sum over the horizon and, where it is finite, over all periods.
  /// - Throws: ``RetentionError/badCount(_:_:allowed:)`` or ``RetentionError/badShare(_:_:)``.
  public func lifetime(horizon: Int, discount: Double = 0) throws(RetentionError) -> Lifetime {
    try Self.check("periods", horizon, 1...Self.mostAges)
    guard (0...1).contains(discount) else { throw .badShare("discount rate", discount) }
    let factor = 1 / (1 + discount)
    var (sum, weight) = (0.0, 1.0)
    for share in survival(through: horizon - 1) {
      sum += share * weight
      weight *= factor
    }
    return Lifetime(discount: discount, horizon: horizon, withinHorizon: sum, total: total(factor))
  }

  /// Where sums over all periods stop.
  private static let longest = 20_000

  private func total(_ factor: Double) -> Double? {
    if factor == 1, case .beta(let hasShape) = shape {
      let curve = BetaCurve(values)
      guard curve.alpha * curve.shape > 1 else { return nil }
      if !hasShape { return (curve.alpha + curve.beta - 1) / (curve.alpha - 1) }
    }
    let survival = shape.survival(values, through: Self.longest)
    var (sum, weight) = (0.0, 1.0)
    for share in survival {
      sum += share * weight
      weight *= factor
    }
    // What comes later, from how fast the last terms fall.
    let last = survival[Self.longest] * weight / factor
    if last < 1e-14 * sum { return sum }
    switch shape {
    case .beta:
      let power = BetaCurve(values).alpha * BetaCurve(values).shape
      return factor < 1 ? sum + last * factor / (1 - factor) : sum + last * (Double(Self.longest) / (power - 1) - 0.5)
    case .groups:
      let ratio = survival[Self.longest] / survival[Self.longest - 1] * factor
      return ratio < 1 ? sum + last * ratio / (1 - ratio) : nil
    case .smooth:
      if factor < 1 { return sum + last * factor / (1 - factor) }
      return stretchedTail.map { sum + last * $0 }
    }
  }

  /// Σ S(t)/S(T) over t > T for h = e^a t^b, by the integral over ln t; nil for b ≤ −1, where it is infinite or nearly so.
  private var stretchedTail: Double? {
    let (level, power) = (Double.exp(values[0]), values[1] + 1)
    guard power > 1e-3 else { return nil }
    let start = Double(Self.longest)
    let step = 0.01
    var sum = -0.5
    for k in 0..<10_000 {
      let growth = Double.exp(Double(k) * step)
      let lost = level * .pow(start, power) * (.pow(growth, power) - 1) / power
      let term = start * growth * .exp(-lost) * step
      sum += k == 0 ? term / 2 : term
      if lost > 50 { return sum }
    }
    return nil
  }
}
