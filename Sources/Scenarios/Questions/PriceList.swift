import Series

/// What a unit more of each driver costs in users.
public struct PriceList: Sendable, Equatable {
  /// Users lost (below 0) or won, with the interval of the widest coverage.
  public struct Amount: Sendable, Equatable {
    /// At the centre of the assumptions.
    public let users: Double
    /// The interval.
    public let interval: ClosedRange<Double>
  }

  /// The prices of one driver.
  public struct Item: Sendable, Equatable {
    /// The raw column or upstream quantity.
    public let driver: String
    /// The unit: so much more of the raw column.
    public let unit: Double
    /// For a unit more in every month from the one after the base on.
    public let sustained: Amount
    /// For a unit more in the month after the base alone.
    public let single: Amount
    /// Whether the numbers it rests on were assumed, estimated or calibrated.
    public let provenance: Provenance
  }

  /// The scenario that is changed.
  public let scenario: String
  /// The month after the base, in which single units count and sustained ones begin.
  public let from: Month
  /// The month whose users are counted.
  public let month: Month
  /// One a driver, in the order of the model.
  public let items: [Item]
  /// Money a user, where it was given.
  public let valuePerUser: Double?
  /// The coverage of the intervals.
  public let coverage: Double
  /// The number of draws.
  public let draws: Int
  /// Their seed.
  public let seed: UInt64
}
