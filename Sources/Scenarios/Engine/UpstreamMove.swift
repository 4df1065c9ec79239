/// How an upstream quantity moves a raw column: its level is multiplied by (level/reference)^elasticity.
struct UpstreamMove: Sendable {
  /// The upstream quantity among the columns.
  let upstream: Int
  /// The position of the elasticity among the quantities.
  let elasticity: Int
}
