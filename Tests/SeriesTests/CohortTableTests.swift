import Series
import Testing

@Suite("Cohort tables")
struct CohortTableTests {
  static func rows(_ cohorts: [(String, [Double?])]) -> [CohortRow] {
    cohorts.flatMap { cohort in cohort.1.enumerated().map { CohortRow(cohort: cohort.0, age: $0, users: $1) } }
  }

  static let triangle: [(String, [Double?])] = [
    ("2024-03", [300, 150]), ("2024-01", [100, 60, 40, 30]), ("2024-02", [200, 110, 80]), ("2024-04", [400, nil, nil]),
  ]

  @Test("A triangle in any order of rows, blanks of the future left out")
  func triangle() throws {
    let table = try CohortTable(rows: Self.rows(Self.triangle).reversed())
    #expect(table.cohorts.map(\.name) == ["2024-01", "2024-02", "2024-03", "2024-04"])
    #expect(table.cohorts.map(\.users) == [[100, 60, 40, 30], [200, 110, 80], [300, 150], [400]])
    #expect(table.isDated && table.lastAge == 3)
    #expect(table.lastMonth == Month(year: 2024, month: 4))
    #expect(table.users(in: Month(year: 2024, month: 3)) == 450.0)
    #expect(table.users(in: Month(year: 2024, month: 5)) == nil)
    #expect(table.growth.isEmpty)
  }

  @Test("Retention by age is that of the cohorts observed at both ages")
  func retention() throws {
    let table = try CohortTable(rows: Self.rows(Self.triangle))
    let expected: [Double?] = [320.0 / 600.0, 120.0 / 170.0, 0.75]
    #expect(table.retentionByAge == expected)
  }

  @Test("What was known earlier")
  func clipping() throws {
    let table = try CohortTable(rows: Self.rows(Self.triangle))
    #expect(table.clipped(toAge: 1).cohorts.map(\.users) == [[100, 60], [200, 110], [300, 150], [400]])
    #expect(table.clipped(to: Month(year: 2024, month: 2))?.cohorts.map(\.users) == [[100, 60], [200]])
    #expect(table.clipped(to: Month(year: 2023, month: 12)) == nil)
  }

  @Test(
    "Names that are not months make a table without a calendar", arguments: ["Regular", "2024", "2024-Q1", "2024-13"])
  func undated(_ name: String) throws {
    let table = try CohortTable(rows: Self.rows([(name, [1000, 631, 468])]))
    #expect(!table.isDated && table.lastMonth == nil && table.cohorts[0].start == nil)
    #expect(table.users(in: Month(year: 2024, month: 1)) == nil)
    #expect(table.clipped(to: Month(year: 2024, month: 1)) == nil)
  }

  @Test("Users that grow with age are a finding, not an error")
  func growth() throws {
    let table = try CohortTable(rows: Self.rows([("2024-01", [120, 60, 65, 65, 70])]))
    #expect(
      table.growth.map(\.description) == [
        "Cohort `2024-01` grows from 60 users at age 1 to 65 at age 2.",
        "Cohort `2024-01` grows from 65 users at age 3 to 70 at age 4.",
      ])
  }

  static let failures: [([(String, [Double?])], CohortTableError, String)] = [
    ([], .empty, "the cohort table has no numbers of users; expected rows of cohort, age and users."),
    ([("a", [nil, nil])], .empty, "the cohort table has no numbers of users; expected rows of cohort, age and users."),
    (
      [("a", [nil, 5])], .noSize(cohort: "a"),
      "cohort `a` has no number of users at age 0, its size. Add the row, or leave the cohort out."
    ),
    ([("a", [0, 0])], .emptyCohort(cohort: "a"), "cohort `a` begins with 0 users at age 0. Leave the cohort out."),
    (
      [("a", [9, nil, 5])], .blank(cohort: "a", age: 1, later: 2),
      "cohort `a` is blank at age 1 but has a number at age 2; expected numbers up to its last age. Unknown is not zero: fill in the number, or leave out the later ages."
    ),
    (
      [("a", [9, -3])], .negativeUsers(cohort: "a", age: 1, users: -3),
      "cohort `a` has -3 users at age 1; expected the number still active, at least 0."
    ),
    (
      [("a", [9, 4.5])], .fractionalUsers(cohort: "a", age: 1, users: 4.5),
      "cohort `a` has 4.5 users at age 1; expected a whole number. Give counts of users, not shares or averages."
    ),
    (
      [("a", [9, .infinity])], .notACount(cohort: "a", age: 1),
      "cohort `a` has no valid number of users at age 1; expected a whole number up to 2^53."
    ),
    (
      [("a", [1, 0.63]), ("b", [1, 0.5])], .shares(of: 1),
      "every cohort begins with 1 at age 0, so these look like shares, not users. Multiply each row by the size of its cohort: how sure a curve is depends on how many users it rests on."
    ),
    (
      [("a", [100, 63.1])], .shares(of: 100),
      "every cohort begins with 100 at age 0, so these look like percentages, not users. Multiply each row by the size of its cohort: how sure a curve is depends on how many users it rests on."
    ),
    (
      [("2024-01-01", [9, 4]), ("2024-01-08", [9, 4])],
      .sameMonth("2024-01-01", "2024-01-08", Month(year: 2024, month: 1)),
      "cohort `2024-01-01` and cohort `2024-01-08` both begin in 2024-01; expected one cohort per month, with ages in months. Add them up, or give them names that are not dates."
    ),
    (
      [("9999-12", [9, 4])], .tooLate(cohort: "9999-12", age: 1),
      "cohort `9999-12` at age 1 is after 9999-12, the last month that can be written. Check the age."
    ),
    (
      [("a", [9]), ("b", [8])], .noAges(cohorts: 2),
      "all 2 cohorts have a number at age 0 only, which shows nobody who stayed or left; expected at least one later age."
    ),
  ]

  @Test("What is wrong is named", arguments: failures)
  func failure(_ cohorts: [(String, [Double?])], _ error: CohortTableError, _ message: String) {
    #expect(throws: error) { try CohortTable(rows: Self.rows(cohorts)) }
    #expect(error.description == message)
  }

  @Test("Rows given twice and ages below 0")
  func rowFailures() {
    let twice = CohortTableError.duplicate(cohort: "a", age: 1)
    #expect(throws: twice) {
      try CohortTable(rows: Self.rows([("a", [9, 4])]) + [CohortRow(cohort: "a", age: 1, users: nil)])
    }
    #expect(
      twice.description == "cohort `a` has two rows for age 1; expected one row per cohort and age. Leave one out.")
    let negative = CohortTableError.negativeAge(cohort: "a", age: -1)
    #expect(throws: negative) { try CohortTable(rows: [CohortRow(cohort: "a", age: -1, users: 3)]) }
    #expect(
      negative.description
        == "cohort `a` has a row for age -1; expected ages from 0, the period in which the cohort began.")
  }

  @Test("Cohorts of 100 users that are known to be counts")
  func hundred() throws {
    let rows = Self.rows([("a", [100, 63])])
    #expect(throws: CohortTableError.shares(of: 100)) { try CohortTable(rows: rows) }
    #expect(try CohortTable(rows: rows, areCounts: true).cohorts[0].users == [100, 63])
  }

  @Test("Rows make the same table again")
  func rows() throws {
    let table = try CohortTable(rows: Self.rows(Self.triangle))
    #expect(try CohortTable(rows: table.rows) == table)
  }
}
