import Series

/// The prior distribution of an effect: β ~ N(mean, standardDeviation²).
public struct EffectPrior: Sendable, Equatable, Codable {
  /// The mean; above 0 is harmful.
  public let mean: Double
  /// The standard deviation, above 0.
  public let standardDeviation: Double

  /// A prior.
  public init(mean: Double, standardDeviation: Double) {
    // Cannot trap: a model file and a saved fit are checked where they are read.
    precondition(standardDeviation > 0 && standardDeviation.isFinite, "a prior needs a standard deviation above 0")
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}

extension EffectPrior {
  /// Reads a prior whose standard deviation is above 0.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    mean = try container.decode(Double.self, forKey: .mean)
    standardDeviation = try container.decode(Double.self, forKey: .standardDeviation)
    guard NumberRange.contains(mean), standardDeviation > 0, NumberRange.contains(standardDeviation) else {
      throw DecodingError.dataCorruptedError(
        forKey: .standardDeviation, in: container, debugDescription: "a prior needs a standard deviation above 0")
    }
  }
}
