/// The plain double difference: without the event, the treated series would have moved as the mean of the controls.
///
/// ŷ_t = ȳ_t + (1/T₀) Σ_{s<T₀} (y_s − ȳ_s) with ȳ_t the mean of the J controls.
public struct DifferenceInDifferences: ImpactEstimator {
  /// Creates the estimator.
  public init() {}

  /// `did`.
  public var method: ImpactMethod { .differenceInDifferences }

  /// The double difference.
  ///
  /// - Parameter panel: T₀ times before the event and J controls.
  /// - Returns: the counterfactual; each control has weight 1/J and each time before the event 1/T₀.
  public func estimate(_ panel: ImpactPanel) -> ImpactEstimate {
    panel.doubleDifference(
      method, weights: panel.controls.map { _ in 1 / Double(panel.controls.count) },
      timeWeights: [Double](repeating: 1 / Double(panel.event), count: panel.event))
  }
}

extension ImpactPanel {
  /// ŷ_t = Σ_j w_j y_{jt} + Σ_{s<T₀} λ_s (y_s − Σ_j w_j y_{js}).
  func doubleDifference(_ method: ImpactMethod, weights: [Double], timeWeights: [Double]) -> ImpactEstimate {
    let mean = weightedControls(weights)
    var level = 0.0
    for time in 0..<event { level += timeWeights[time] * (treated[time] - mean[time]) }
    return ImpactEstimate(
      method: method, panel: self, weights: weights, timeWeights: timeWeights, counterfactual: mean.map { $0 + level })
  }
}
