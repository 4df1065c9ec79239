import Series

/// The share of the variance of a forecast that comes from one source.
public struct VarianceShare: Sendable, Equatable {
  /// Where uncertainty comes from.
  public enum Source: String, Sendable, Equatable, CaseIterable {
    /// The coefficients are estimated or assumed, not known.
    case parameters
    /// Every month brings a new innovation.
    case innovations
    /// Drivers are forecast, not known.
    case drivers
  }

  /// The source.
  public let source: Source
  /// Its share, from 0 to 1.
  public let share: Double

  /// The shares of the variances that each source gives alone, relative to their sum; drivers only where they vary.
  public static func of(parameters: Double, innovations: Double, drivers: Double) -> [VarianceShare] {
    let total = parameters + innovations + drivers
    func share(_ source: Source, _ variance: Double) -> VarianceShare {
      VarianceShare(source: source, share: total > 0 ? variance / total : 0)
    }
    let others = [share(.parameters, parameters), share(.innovations, innovations)]
    return drivers > 0 ? others + [share(.drivers, drivers)] : others
  }
}
