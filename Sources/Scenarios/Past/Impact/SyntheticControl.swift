import RealModule

/// A weighted mean of the controls that moves as the treated series did before the event.
///
/// ŷ_t = Σ_j w_j y_{jt} with w ≥ 0 and Σ w_j = 1, so that nothing is extrapolated beyond the controls.
/// Without predictors, w minimises Σ_{t<T₀} (y_t − ŷ_t)². With predictors x, each divided by its standard deviation over all series,
/// w(V) minimises Σ_k v_k (x_k − Σ_j w_j x_{kj})² and the importances v ≥ 0, Σ v_k = 1 are those for which w(V) has the least
/// Σ_{t<T₀} (y_t − ŷ_t)².
///
/// The inner problem is solved exactly. The outer one may have several minima; the best of several searches is taken.
///
/// Source: A. Abadie, A. Diamond and J. Hainmueller, Journal of the American Statistical Association 105 (2010), 493.
public struct SyntheticControl: ImpactEstimator {
  /// Creates the estimator.
  public init() {}

  /// `synthetic-control`.
  public var method: ImpactMethod { .syntheticControl }

  /// The weights and the weighted mean.
  ///
  /// - Parameter panel: T₀ times before the event and J controls; with predictors if it has any.
  /// - Returns: the counterfactual; its weights are at least 0 and sum to 1.
  /// - Complexity: O(T₀·J²) for an exact solution; with k predictors, at most 450 (k + 2) of them.
  public func estimate(_ panel: ImpactPanel) -> ImpactEstimate {
    if panel.predictors.isEmpty { return SyntheticControl.outcomesOnly(panel) }
    let found = PredictorSearch(panel).found
    return ImpactEstimate(
      method: method, panel: panel, weights: found.weights, importances: found.importances,
      counterfactual: panel.weightedControls(found.weights))
  }

  /// The estimate whose weights come from the outcomes only, whether there are predictors or not.
  static func outcomesOnly(_ panel: ImpactPanel) -> ImpactEstimate {
    let weights = SimplexLeastSquares.solve(
      panel.controls.map { Array($0[..<panel.event]) }, Array(panel.treated[..<panel.event]))
    return ImpactEstimate(
      method: .syntheticControl, panel: panel, weights: weights, counterfactual: panel.weightedControls(weights))
  }
}

extension ImpactPanel {
  /// Σ_j w_j y_{jt} at every time.
  func weightedControls(_ weights: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: times.count)
    for (weight, control) in zip(weights, controls) where weight != 0 {
      for time in result.indices { result[time] += weight * control[time] }
    }
    return result
  }
}
