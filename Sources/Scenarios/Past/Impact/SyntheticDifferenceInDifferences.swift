import RealModule

/// A double difference with weights: controls that moved as the treated series did count more, and so do times before the event
/// at which the controls were as they are after it.
///
/// τ̂ = Σ_{t≥T₀} (y_t − Σ_j ω_j y_{jt})/(T − T₀) − Σ_{t<T₀} λ_t (y_t − Σ_j ω_j y_{jt}), where ω ≥ 0 and Σ ω_j = 1 minimise
/// Σ_{t<T₀} (ω₀ + Σ_j ω_j y_{jt} − y_t)² + ζ² T₀ ‖ω‖², and λ ≥ 0 and Σ λ_t = 1 minimise
/// Σ_j (λ₀ + Σ_{t<T₀} λ_t y_{jt} − ȳ_j)² + (10⁻⁶ σ̂)² J ‖λ‖², with ȳ_j the mean of control j from the event on,
/// ζ = (T − T₀)^¼ σ̂ and σ̂ the standard deviation of the first differences of all controls before the event.
///
/// Both optima are exact; the authors' program approaches them by the method of Frank and Wolfe and stops early.
///
/// Source: D. Arkhangelsky, S. Athey, D. A. Hirshberg, G. W. Imbens and S. Wager, American Economic Review 111 (2021), 4088,
/// algorithm 1.
public struct SyntheticDifferenceInDifferences: ImpactEstimator {
  /// Creates the estimator.
  public init() {}

  /// `sdid`.
  public var method: ImpactMethod { .syntheticDifferenceInDifferences }

  /// The weighted double difference.
  ///
  /// - Parameter panel: T₀ times before the event and J controls.
  /// - Returns: the counterfactual Σ_j ω_j y_{jt} + Σ_{s<T₀} λ_s (y_s − Σ_j ω_j y_{js}), whose mean effect is τ̂.
  /// - Complexity: O(T₀·J² + T₀²·J).
  public func estimate(_ panel: ImpactPanel) -> ImpactEstimate {
    let (before, after) = (panel.event, panel.timesAfter)
    let count = panel.controls.count
    let noise = SyntheticDifferenceInDifferences.noise(panel)
    let zeta = Double.sqrt(.sqrt(Double(after))) * noise
    let weights = SimplexLeastSquares.solve(
      panel.controls.map { centred($0[..<before]) }, centred(panel.treated[..<before]),
      ridge: zeta * zeta * Double(before))
    let outcomes = (0..<before).map { time in centred(ArraySlice(panel.controls.map { $0[time] })) }
    let means = panel.controls.map { $0[before...].reduce(0, +) / Double(after) }
    let timeWeights = SimplexLeastSquares.solve(
      outcomes, centred(ArraySlice(means)), ridge: 1e-12 * noise * noise * Double(count))
    return panel.doubleDifference(method, weights: weights, timeWeights: timeWeights)
  }

  /// σ̂, with one degree of freedom less than there are differences.
  private static func noise(_ panel: ImpactPanel) -> Double {
    let differences = panel.controls.flatMap { control in (1..<panel.event).map { control[$0] - control[$0 - 1] } }
    let mean = differences.reduce(0, +) / Double(differences.count)
    return .sqrt(differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(differences.count - 1))
  }

  private func centred(_ values: ArraySlice<Double>) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }
}
