/// Users who began in the same period, and how many of them are still active at each age.
public struct Cohort: Sendable, Equatable {
  /// The name that the table gives it.
  public let name: String
  /// The month in which it began; nil where the name is not a month.
  public let start: Month?
  /// Users still active by age; the first is the size of the cohort, and there is at least this one.
  public let users: [Double]

  /// The users who began.
  public var size: Double { users[0] }
  /// The last age that is observed.
  public var lastAge: Int { users.count - 1 }
  /// Users at that age.
  public var lastUsers: Double { users[users.count - 1] }
  /// The month of that age; nil for a cohort without a month.
  public var lastMonth: Month? { start?.advanced(by: lastAge) }

  init(name: String, start: Month?, users: [Double]) {
    self.name = name
    self.start = start
    self.users = users
  }

  /// The cohort up to an age.
  func clipped(toAge age: Int) -> Cohort {
    Cohort(name: name, start: start, users: Array(users.prefix(min(age, lastAge) + 1)))
  }

  /// The month that a name denotes, as `YYYY-MM` or `YYYY-MM-DD`; nil for quarters, years and all other names, whose ages are not months.
  static func month(of name: String) -> Month? {
    guard name.utf8.count == 7 || name.utf8.count == 10, !name.utf8.contains(where: { $0 == 0x51 || $0 == 0x71 }) else {
      return nil
    }
    return Month(parsing: name)
  }
}
