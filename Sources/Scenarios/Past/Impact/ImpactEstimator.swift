/// A way to estimate what would have been without an event.
public protocol ImpactEstimator: Sendable {
  /// Which way it is.
  var method: ImpactMethod { get }

  /// Estimates the effect of the event of a panel.
  ///
  /// - Parameter panel: a checked panel.
  /// - Returns: the counterfactual and effects at all times.
  func estimate(_ panel: ImpactPanel) -> ImpactEstimate
}
