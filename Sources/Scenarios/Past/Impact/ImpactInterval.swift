/// Where an effect probably is.
public struct ImpactInterval: Sendable, Equatable, Codable {
  /// The lower end, in the unit of the effect.
  public let lower: Double
  /// The upper end, in the unit of the effect.
  public let upper: Double

  /// Creates an interval.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Both ends times a factor of at least 0.
  func scaled(by factor: Double) -> ImpactInterval { ImpactInterval(lower: lower * factor, upper: upper * factor) }
}
