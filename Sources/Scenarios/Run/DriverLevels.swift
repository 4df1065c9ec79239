/// The raw levels of one driver or upstream quantity.
public struct DriverLevels: Sendable, Equatable {
  /// The raw column.
  public let driver: String
  /// Its reference level.
  public let reference: Double
  /// The expected levels of the months after the base in each scenario, in their order.
  public let paths: [[Double]]
  /// Assumed, or calibrated where the level of a scenario was an unknown.
  public let provenance: Provenance

  /// The expected level at the horizon in each scenario, in their order.
  public var levels: [Double] { paths.map { $0.last ?? reference } }
}
