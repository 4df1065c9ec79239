/// An effect whose assumed direction the data contradict: it is held at 0 and has no standard error.
public struct ConstrainedEffect: Sendable, Equatable, Codable {
  /// Its position in ``ModelSpecification/coefficientNames``.
  public let index: Int
  /// The estimate from the data alone.
  public let freeEstimate: Double
}
