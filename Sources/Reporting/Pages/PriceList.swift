/// What one unit of something costs in users, as rows of a table.
public struct PriceList: Sendable, Equatable {
  /// One price.
  public struct Row: Sendable, Equatable {
    /// What is priced, such as "one more outage a month, sustained".
    public let label: String
    /// Users gained at the horizon; below zero users lost.
    public let users: Double
    /// The interval of the users.
    public let interval: ClosedRange<Double>
    /// The same in money as text; nil where no value of a user was given.
    public let money: String?

    /// A price.
    public init(_ label: String, users: Double, interval: ClosedRange<Double>, money: String? = nil) {
      self.label = label
      self.users = users
      self.interval = interval
      self.money = money
    }
  }

  /// What the table is called.
  public let title: String
  /// What an interval is, such as "95 % interval".
  public let intervalName: String
  /// The prices.
  public let rows: [Row]

  /// A list of prices.
  public init(title: String, intervalName: String, rows: [Row]) {
    self.title = title
    self.intervalName = intervalName
    self.rows = rows
  }

  /// The table.
  var table: PageTable {
    let hasMoney = rows.contains { $0.money != nil }
    return PageTable(
      caption: title,
      columns: [
        PageTable.Column("one unit"), PageTable.Column("users", isNumeric: true),
        PageTable.Column(intervalName, isNumeric: true),
      ] + (hasMoney ? [PageTable.Column("money", isNumeric: true)] : []),
      rows: rows.map { row in
        let ends = NumberText.interval(
          NumberText.signedUsers(row.interval.lowerBound), NumberText.signedUsers(row.interval.upperBound))
        return [PageTable.Cell(row.label), .signedUsers(row.users), PageTable.Cell(ends)]
          + (hasMoney ? [PageTable.Cell(row.money ?? "")] : [])
      })
  }
}
