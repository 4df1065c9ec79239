/// What errors in the figures of a driver do to its effect, and how the fit corrects for them.
public struct MeasuredEffect: Sendable, Equatable, Codable {
  /// How an effect was corrected.
  public enum Method: String, Sendable, Equatable, Codable {
    /// By the moments of the errors (Fuller 1987).
    case moments
    /// By simulation and extrapolation (Cook and Stefanski 1994): approximate, some of the bias may remain.
    case simex
  }

  /// The driver.
  public let driver: String
  /// The share of the variance of its figures that is not error.
  public let reliability: Double
  /// The effect as if its figures were exact; the first one of a distributed lag.
  public let naive: Double
  /// Its standard error.
  public let naiveError: Double
  /// How the effect was corrected.
  public let method: Method
}
