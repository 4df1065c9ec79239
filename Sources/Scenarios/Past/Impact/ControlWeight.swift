/// The share of a control in what would have been without the event.
public struct ControlWeight: Sendable, Equatable, Codable {
  /// The control.
  public let name: String
  /// Its weight or, in a regression, its coefficient.
  public let weight: Double

  /// Creates a weight.
  public init(name: String, weight: Double) {
    self.name = name
    self.weight = weight
  }
}
