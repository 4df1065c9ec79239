/// Cohorts and their users still active by age: a triangle, which may be ragged.
///
/// Cohorts are in the order of their months where all names are months (`YYYY-MM` or a day of it), and otherwise in that of the rows; then
/// ages are in any unit, and nothing is known about the calendar.
public struct CohortTable: Sendable, Equatable {
  /// The cohorts, at least one.
  public let cohorts: [Cohort]

  /// The largest count that is exact as a `Double`, 2⁵³.
  static let largestCount = 9_007_199_254_740_992.0

  /// A table of rows in any order.
  ///
  /// A blank after the last number of a cohort is a cell of the future, and is left out.
  ///
  /// - Parameters:
  ///   - rows: one cell each; users are whole numbers from 0 up.
  ///   - areCounts: true where it is known that cohorts of 1 or of 100 users are counts, not shares.
  /// - Throws: ``CohortTableError``, for the first cell that is wrong.
  /// - Complexity: O(n log n) for n rows.
  public init(rows: [CohortRow], areCounts: Bool = false) throws(CohortTableError) {
    var order: [String] = []
    var cells: [String: [Int: Double?]] = [:]
    for row in rows {
      guard row.age >= 0 else { throw .negativeAge(cohort: row.cohort, age: row.age) }
      if cells[row.cohort] == nil { order.append(row.cohort) }
      guard cells[row.cohort, default: [:]].updateValue(row.users, forKey: row.age) == nil else {
        throw .duplicate(cohort: row.cohort, age: row.age)
      }
    }
    var found: [(name: String, users: [Double])] = []
    for name in order {
      if let users = try Self.contiguous(name, cells[name] ?? [:]) { found.append((name, users)) }
    }
    guard !found.isEmpty else { throw .empty }
    if !areCounts, let whole = [1.0, 100].first(where: { whole in found.allSatisfy { $0.users[0] == whole } }) {
      throw .shares(of: whole)
    }
    for (name, users) in found { try Self.check(name, users) }
    guard found.contains(where: { $0.users.count > 1 }) else { throw .noAges(cohorts: found.count) }
    cohorts = try Self.dated(found)
  }

  private init(_ cohorts: [Cohort]) { self.cohorts = cohorts }

  /// The users by age from 0 up; nil for a cohort without a number.
  private static func contiguous(_ name: String, _ cells: [Int: Double?]) throws(CohortTableError) -> [Double]? {
    let known = cells.compactMap { age, users in users.map { (age: age, users: $0) } }.sorted { $0.age < $1.age }
    guard let first = known.first else { return nil }
    guard first.age == 0 else { throw .noSize(cohort: name) }
    for (position, cell) in known.enumerated() where cell.age != position {
      throw .blank(cohort: name, age: position, later: cell.age)
    }
    return known.map(\.users)
  }

  private static func check(_ name: String, _ users: [Double]) throws(CohortTableError) {
    for (age, value) in users.enumerated() {
      guard abs(value) <= largestCount else { throw .notACount(cohort: name, age: age) }
      guard value >= 0 else { throw .negativeUsers(cohort: name, age: age, users: value) }
      guard value == value.rounded() else { throw .fractionalUsers(cohort: name, age: age, users: value) }
    }
    guard users[0] > 0 else { throw .emptyCohort(cohort: name) }
  }

  /// The cohorts with their months, where every name is a month.
  private static func dated(_ found: [(name: String, users: [Double])]) throws(CohortTableError) -> [Cohort] {
    let months = found.compactMap { Cohort.month(of: $0.name) }
    guard months.count == found.count else {
      return found.map { Cohort(name: $0.name, start: nil, users: $0.users) }
    }
    var names: [Month: String] = [:]
    for (month, cohort) in zip(months, found) {
      if let other = names.updateValue(cohort.name, forKey: month) { throw .sameMonth(other, cohort.name, month) }
      guard month.distance(to: Month.calendar.upperBound) >= cohort.users.count - 1 else {
        throw .tooLate(cohort: cohort.name, age: cohort.users.count - 1)
      }
    }
    return zip(months, found).map { Cohort(name: $1.name, start: $0, users: $1.users) }
      .sorted { ($0.start ?? Month(ordinal: 0)) < ($1.start ?? Month(ordinal: 0)) }
  }

  /// Whether the cohorts have months, so that ages are months too.
  public var isDated: Bool { cohorts.allSatisfy { $0.start != nil } }
  /// The largest age that a cohort is observed at.
  public var lastAge: Int { cohorts.map(\.lastAge).max() ?? 0 }
  /// The last month that a cohort is observed in; nil for cohorts without months.
  public var lastMonth: Month? { cohorts.compactMap(\.lastMonth).max() }
  /// The rows, cohort by cohort.
  public var rows: [CohortRow] {
    cohorts.flatMap { cohort in
      cohort.users.enumerated().map { CohortRow(cohort: cohort.name, age: $0, users: $1) }
    }
  }

  /// Cohorts that have more users at an age than at the one before, which no model of leaving explains.
  public var growth: [CohortGrowth] {
    cohorts.flatMap { cohort in
      (1..<max(1, cohort.users.count)).filter { cohort.users[$0] > cohort.users[$0 - 1] }.map {
        CohortGrowth(cohort: cohort.name, age: $0, before: cohort.users[$0 - 1], users: cohort.users[$0])
      }
    }
  }

  /// The share of users who stay from one age to the next, r_a = Σ_c U_{c,a}/Σ_c U_{c,a−1} over the cohorts c that are observed at both.
  ///
  /// - Returns: r_1, r_2, … up to the last age; nil where nobody was left.
  public var retentionByAge: [Double?] {
    (1..<max(1, lastAge + 1)).map { age in
      let both = cohorts.filter { $0.lastAge >= age }
      let before = both.reduce(0) { $0 + $1.users[age - 1] }
      return before > 0 ? both.reduce(0) { $0 + $1.users[age] } / before : nil
    }
  }

  /// Monthly active users, the sum over the cohorts.
  ///
  /// - Parameter month: any month.
  /// - Returns: nil where a cohort that had begun is not observed, and for cohorts without months.
  public func users(in month: Month) -> Double? {
    var sum = 0.0
    for cohort in cohorts {
      guard let start = cohort.start else { return nil }
      guard start <= month else { continue }
      let age = start.distance(to: month)
      guard age <= cohort.lastAge else { return nil }
      sum += cohort.users[age]
    }
    return sum
  }

  /// The table as far as the first ages of every cohort.
  ///
  /// - Parameter age: the last age to keep, at least 0.
  /// - Returns: the same cohorts, none beyond this age.
  public func clipped(toAge age: Int) -> CohortTable { CohortTable(cohorts.map { $0.clipped(toAge: max(0, age)) }) }

  /// The table as it was known at the end of a month.
  ///
  /// - Parameter month: the last month to keep.
  /// - Returns: the cohorts that had begun, none beyond this month; nil where none had, and for cohorts without months.
  public func clipped(to month: Month) -> CohortTable? {
    let known = cohorts.compactMap { cohort in
      cohort.start.flatMap { $0 <= month ? cohort.clipped(toAge: $0.distance(to: month)) : nil }
    }
    return known.isEmpty ? nil : CohortTable(known)
  }
}

extension CohortTable: Codable {
  private enum CodingKeys: CodingKey { case rows }

  /// Reads a table and checks it as one made of rows is checked.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try container.decode([CohortRow].self, forKey: .rows)
    do {
      try self.init(rows: rows, areCounts: true)
    } catch {
      throw DecodingError.dataCorruptedError(forKey: .rows, in: container, debugDescription: error.description)
    }
  }

  /// Writes the rows.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .rows)
  }
}
