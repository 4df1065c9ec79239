import Series

/// How a driver goes on after its last known level.
public struct ContinuedDriver: Sendable, Equatable {
  /// The ways to go on.
  public enum Kind: String, Sendable, Equatable, CaseIterable {
    /// As stated, through all months of the forecast.
    case stated
    /// At its last level, taken as certain because this was asked for.
    case held
    /// At its last level: a switch that stays as it is.
    case state
    /// Counts about a mean.
    case counts
    /// A return to its mean.
    case meanReversion = "mean-reversion"
    /// A return to the means of the months of the year.
    case seasonal
    /// From its last level on, up or down.
    case randomWalk = "random-walk"
  }

  /// The raw column.
  public let column: String
  /// How it goes on.
  public let kind: Kind
  /// The level to which it goes or at which it stays: the mean over the forecast of ``Kind/counts``, ``Kind/meanReversion``
  /// and ``Kind/seasonal``, otherwise the last known level.
  public let level: Double
  /// The month of the last known or stated level.
  public let since: Month
  /// The first month in which the stated future differs from the history, which is used; nil if there is none.
  public let contradiction: Month?

  /// A driver that goes on.
  public init(column: String, kind: Kind, level: Double, since: Month, contradiction: Month? = nil) {
    self.column = column
    self.kind = kind
    self.level = level
    self.since = since
    self.contradiction = contradiction
  }
}
