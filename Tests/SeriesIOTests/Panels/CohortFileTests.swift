import Series
import SeriesIO
import Testing

/// Cohorts and growth accounting as files have them.
@Suite("Files of cohorts")
struct CohortFileTests {
  private func rows(_ text: String) throws -> [CohortRow] {
    guard case .cohorts(let rows) = try CohortFile(name: "cohorts.csv", bytes: Array(text.utf8)).contents else {
      return []
    }
    return rows.sorted { ($0.cohort, $0.age) < ($1.cohort, $1.age) }
  }

  private let expected = [
    CohortRow(cohort: "2024-01", age: 0, users: 100), CohortRow(cohort: "2024-01", age: 1, users: 60),
    CohortRow(cohort: "2024-02", age: 0, users: 90), CohortRow(cohort: "2024-02", age: 1, users: nil),
  ]

  @Test(
    "A row a cell or a row a cohort, whatever months and headings look like",
    arguments: [
      "cohort,age,users\n2024-01,0,100\n2024-01,1,60\n2024-02,0,90\n2024-02,1,\n",
      "Cohort;Period;Active users\n01.01.2024;0;100\n01.01.2024;1;60\n01.02.2024;0;90\n01.02.2024;1;\n",
      "cohort,0,1\n2024-01,100,60\n2024-02,90,\n", "cohort,Month 0,Month 1\nJan 2024,100,60\nFeb 2024,90,\n",
      "cohort_month,M0,M1\n2024-01-01,100,60\n2024-02-01,90,\n", "start,0,1\n2024-01,100,60\n2024-02,90,\n",
    ])
  func cohorts(_ text: String) throws { #expect(try rows(text) == expected) }

  @Test("Other names are names, and thousands may be grouped")
  func names() throws {
    let rows = try rows("cohort,age,customers\nHigh End,0,\"1,001,000\"\nHigh End,1,\"1,869\"\n")
    #expect(rows.map(\.cohort) == ["High End", "High End"])
    #expect(rows.map(\.users) == [1_001_000, 1869])
  }

  @Test("Growth accounting is known by its columns")
  func accounting() throws {
    let text = "month,new,retained,churned\n2024-01,50,100,\n2024-02,30,120,30\n"
    guard case .accounting(let found) = try CohortFile(name: "a.csv", bytes: Array(text.utf8)).contents else {
      Issue.record("it is growth accounting")
      return
    }
    #expect(found.entries.map(\.mau) == [150, 150])
    #expect(found.misses.isEmpty)
  }

  @Test("What is no table of cohorts says what is missing")
  func errors() {
    func message(_ text: String) -> String {
      do {
        _ = try CohortFile(name: "c.csv", bytes: Array(text.utf8))
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      message("month,mau\n2024-01,5\n2024-02,6\n")
        == "c.csv: there is no column `cohort`; the columns are `month`, `mau`.")
    #expect(
      message("cohort,age,count\na,0,5\na,1,4\n")
        == "c.csv: there is no column `users`; the columns are `cohort`, `age`, `count`.")
    #expect(message("cohort,age,users\na,zero,5\na,1,4\n").hasPrefix("c.csv:2: column `age`: \"zero\" is not a number"))
  }
}
