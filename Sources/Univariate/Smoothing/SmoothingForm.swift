import Drivers

/// The form of an exponential smoothing model in the taxonomy of Hyndman et al.
public struct SmoothingForm: Sendable, Hashable, CustomStringConvertible {
  /// How errors enter.
  public enum ErrorForm: String, Sendable, CaseIterable {
    /// y = μ + ε.
    case additive = "A"
    /// y = μ(1 + ε).
    case multiplicative = "M"
  }
  /// The trend.
  public enum Trend: String, Sendable, CaseIterable {
    /// None.
    case none = "N"
    /// A constant slope.
    case additive = "A"
    /// A slope damped by φ.
    case damped = "Ad"
  }
  /// The season.
  public enum Season: String, Sendable, CaseIterable {
    /// None.
    case none = "N"
    /// Additive amounts.
    case additive = "A"
    /// Factors.
    case multiplicative = "M"
  }

  /// How errors enter.
  public let error: ErrorForm
  /// The trend.
  public let trend: Trend
  /// The season.
  public let season: Season

  /// A form.
  public init(_ error: ErrorForm, _ trend: Trend, _ season: Season) {
    self.error = error
    self.trend = trend
    self.season = season
  }

  /// For example `MAdM`.
  public var description: String { error.rawValue + trend.rawValue + season.rawValue }

  /// The 15 forms whose forecasts have finite variance: a multiplicative season goes with multiplicative errors only.
  public static let all: [SmoothingForm] = ErrorForm.allCases.flatMap { error in
    Trend.allCases.flatMap { trend in
      Season.allCases.compactMap { season in
        error == .additive && season == .multiplicative ? nil : SmoothingForm(error, trend, season)
      }
    }
  }
}
