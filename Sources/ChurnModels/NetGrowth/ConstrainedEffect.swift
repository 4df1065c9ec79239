/// An effect that the model holds to have one direction, and the data the other: it stands at 0 and has no error.
public struct ConstrainedEffect: Sendable, Equatable, Codable {
  /// Its position in ``ModelSpecification/coefficientNames``.
  public let index: Int
  /// What the data alone say.
  public let freeEstimate: Double
}
