import Series
import SeriesIO
import Testing

@Suite("Series file")
struct SeriesFileTests {
  private func message(_ text: String, column: String = "mau", content: SeriesFile.Content = .users) -> String {
    do {
      _ = try file(text).column(column, content: content)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("Unreadable and repeated months are rejected")
  func months() {
    #expect(
      message("month,mau\nJam 2020,5\n")
        == "data.csv:2: column `month`: \"Jam 2020\" is not a month; expected YYYY-MM, YYYY-MM-DD, YYYY-Qn (a quarter, "
        + "meaning its last month) or YYYY (a year, meaning December).")
    #expect(
      message("month,mau\n2020-12,5\n2021-01,6\n2020-12,7\n")
        == "data.csv:4: column `month`: \"2020-12\" is 2020-12, which already occurs in line 2. Keep one row per month."
    )
    #expect(
      message("when,mau\n202001,5\n")
        == "data.csv:1: no column is called month, date, quarter, year or period; the columns are `when`, `mau`. "
        + "Name the column of months with --month.")
  }

  @Test(
    "MAU that is not a number of users is rejected",
    arguments: [
      ("-5", ". Leave the cell blank if it is not observed."),
      ("inf", " between 1e-100 and 1e100 in size. Change the unit of the column."),
      ("1e300", " between 1e-100 and 1e100 in size. Change the unit of the column."),
      (
        "315.6*",
        ". If the number is right, take away what stands behind it; leave the cell blank if it is not observed."
      ),
      ("0x1p3", ". Leave the cell blank if it is not observed."),
      ("\"368,40,0\"", " with a decimal point and without thousands separators."),
    ])
  func users(cell: String, advice: String) {
    let value = cell.replacing("\"", with: "")
    #expect(
      message("month,mau\n2020-01,\(cell)\n")
        == "data.csv:2: column `mau`: \"\(value)\" is not a number of users; expected a number above 0\(advice)")
  }

  @Test("A driver's cell that is not a number is rejected")
  func drivers() {
    #expect(
      message("month,mau,x\n2020-01,5,high\n", column: "x", content: .number)
        == "data.csv:2: column `x`: \"high\" is not a number; expected a finite number. Leave the cell blank if it is unknown."
    )
    #expect(message("month,mau,x\n2020-01,5,-3\n", column: "x", content: .number) == "no error")
  }

  @Test("The error for a missing column lists the columns and the nearest name")
  func columns() {
    #expect(
      message("month,maus,x\n2020-01,5,1\n")
        == "data.csv: there is no column `mau`; the columns are `month`, `maus`, `x`. Did you mean `maus`?")
    #expect(
      message("month,mau,mau\n2020-01,5,1\n")
        == "data.csv: the column `mau` occurs more than once. Rename all but one.")
  }

  @Test("Several files are joined by month, each column from the one file that has it")
  func joining() throws {
    let users = try SeriesFile(name: "users.csv", bytes: Array("quarter,mau\n2020-Q1,5\n2020-Q2,6\n".utf8))
    let tone = try SeriesFile(name: "tone.csv", bytes: Array("month,tone\n2020-02,1.5\n2020-03,2.5\n".utf8))
    let table = try readTable([users, tone], drivers: ["tone"])
    #expect(table.mau.observedMonths.count == 2)
    #expect(table.driver("tone")?[Month(year: 2020, month: 3)] == 2.5)
    #expect(
      throws: SeriesIOError.noSuchColumn(
        "tones", files: ["users.csv", "tone.csv"], columns: ["quarter", "mau", "month", "tone"])
    ) {
      try readTable([users, tone], drivers: ["tones"])
    }
    #expect(throws: SeriesIOError.ambiguousColumn("mau", files: ["users.csv", "users.csv"])) {
      try readTable([users, users])
    }
  }
}
