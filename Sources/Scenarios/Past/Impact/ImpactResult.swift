/// What one method says of an event.
public struct ImpactResult: Sendable, Equatable, Codable {
  /// The counterfactual, weights and effects.
  public let estimate: ImpactEstimate
  /// Intervals and the p-value of no mean effect.
  public let uncertainty: ImpactUncertainty
  /// How well it follows the treated series before the event.
  public let fit: PreEventFit
  /// The effects that the method finds on the controls.
  public let placebosInSpace: PlaceboInSpace
  /// The effects that the method finds at earlier times.
  public let placebosInTime: [PlaceboInTime]
  /// The effects without each control that has weight.
  public let leaveOneOut: [LeaveOneOut]

  /// `synthetic-control`, `sdid`, `did` or `local-level`.
  public var name: String { estimate.method.rawValue }
}
