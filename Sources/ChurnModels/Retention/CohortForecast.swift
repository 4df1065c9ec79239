import Sampling
import Series

/// A forecast of active users as the sum over cohorts.
public struct CohortForecast: Sendable, Equatable, Codable {
  /// A central interval.
  public struct Interval: Sendable, Equatable, Codable {
    /// Its probability.
    public let coverage: Double
    /// The lower end, in users.
    public let lower: Double
    /// The upper end, in users.
    public let upper: Double
  }

  /// Where uncertainty comes from.
  public enum Source: String, Sendable, Equatable, Codable, CaseIterable {
    /// The parameters are estimated.
    case parameters
    /// Every month brings a shock to all cohorts.
    case monthShocks = "month shocks"
    /// Users leave at random.
    case losses
    /// New users vary.
    case acquisition
  }

  /// The part of the variance of users that one source gives alone, relative to the sum of these parts.
  public struct Share: Sendable, Equatable, Codable {
    /// The source.
    public let source: Source
    /// Its share; all are 0 where nothing varies.
    public let share: Double
  }

  /// The users of one month.
  public struct Users: Sendable, Equatable, Codable {
    /// The month; nil without a calendar.
    public let month: Month?
    /// Months (or periods) after the last one of the table, from 1.
    public let ahead: Int
    /// The median of active users.
    public let median: Double
    /// One interval per coverage.
    public let intervals: [Interval]
    /// The median of users of cohorts that had begun.
    public let existing: Double
    /// Their intervals.
    public let existingIntervals: [Interval]
    /// Shares of the variance by source.
    public let varianceShares: [Share]
  }

  /// The model.
  public let kind: RetentionKind
  /// The last month of the table; nil without a calendar.
  public let origin: Month?
  /// Users of all cohorts at their last observed age.
  public let originUsers: Double
  /// What is assumed of new users, as a sentence.
  public let acquisition: String
  /// The number of drawn paths.
  public let draws: Int
  /// The seed of the draws.
  public let seed: UInt64
  /// The months ahead.
  public let months: [Users]

  static func intervals(_ sample: [Double], _ coverages: [Double]) -> (median: Double, intervals: [Interval]) {
    let ends = quantiles(of: sample, probabilities: centralProbabilities(coverages))
    return (
      ends[0],
      coverages.indices.map {
        Interval(coverage: coverages[$0], lower: ends[1 + 2 * $0], upper: ends[2 + 2 * $0])
      }
    )
  }
}
