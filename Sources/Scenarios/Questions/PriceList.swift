import Series

/// The cost of one more unit of each driver in users.
public struct PriceList: Sendable, Equatable {
  /// Users lost (below 0) or gained, with the interval of the widest coverage.
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
    /// The unit of the raw column.
    public let unit: Double
    /// For one more unit in every month after the base.
    public let sustained: Amount
    /// For one more unit in the month after the base only.
    public let single: Amount
    /// Whether the underlying numbers were assumed, estimated or calibrated.
    public let provenance: Provenance
  }

  /// The scenario that is changed.
  public let scenario: String
  /// The month after the base, in which single units count and sustained ones begin.
  public let from: Month
  /// The month whose users are counted.
  public let month: Month
  /// One per driver, in the order of the model.
  public let items: [Item]
  /// Money per user, where it was given.
  public let valuePerUser: Double?
  /// The coverage of the intervals.
  public let coverage: Double
  /// The number of draws.
  public let draws: Int
  /// Their seed.
  public let seed: UInt64
}
