import Series
import SeriesIO
import Testing

@Suite("Inspection of files")
struct InspectionTests {
  private func inspect(
    _ text: String, mau: String? = nil, _ reading: ReadingOptions = ReadingOptions()
  ) throws -> Inspection {
    try withTemporaryFolder { folder in
      try TextFile.write(text, to: "\(folder)/data.csv")
      return try Inspection(["\(folder)/data.csv"], mau: mau, reading: reading)
    }
  }

  private func contents(_ inspection: Inspection) -> [String] {
    inspection.files.flatMap(\.columns).map { column in
      switch column.content {
      case .months: "months"
      case .series(let names): "series " + names.joined(separator: " ")
      case .users: "users"
      case .driver: "driver"
      case .words(let distinct): "\(distinct) words"
      case .blank: "blank"
      case .nameless: "nameless"
      case .unreadable: "unreadable"
      }
    }
  }

  @Test("Every column is told; one that cannot be read stops nothing")
  func columns() throws {
    let inspection = try inspect(
      """
      month;MAU (millions);share;note;empty;mixed;;
      2020-01;1,5;12 %;calm;;1;;5
      2020-02;1,6;11 %;calm;;x;;6
      2020-03;1,4;10 %;storm;;3;;7

      """)
    #expect(
      contents(inspection) == [
        "months", "users", "driver", "2 words", "blank", "unreadable", "nameless",
      ])
    let columns = try #require(inspection.files.first).columns
    #expect(columns.map(\.notation) == ["YYYY-MM", "a comma before decimals, millions", "percent", nil, nil, nil, nil])
    #expect(inspection.table?.mau.values == [1.5e6, 1.6e6, 1.4e6])
    #expect(inspection.table?.drivers.map(\.name) == ["share"])
    #expect(inspection.arguments.isEmpty)
  }

  @Test("Of a panel the first series is read, of days the mean of complete months, and the options say so")
  func assumed() throws {
    let panel = try inspect("month,country,mau\n2020-01,US,5\n2020-01,FR,7\n2020-02,US,6\n2020-02,FR,8\n")
    #expect(contents(panel) == ["months", "series US FR", "users"])
    #expect(panel.table?.mau.values == [5, 6] && panel.arguments == ["--series", "country", "--only", "US"])
    #expect(panel.files.first?.series == ["US", "FR"] && panel.files.first?.rows == 2)
    let days = (1...31).map { "2020-01-\($0 < 10 ? "0" : "")\($0),\($0)\n" }.joined()
    let daily = try inspect("day,mau\n" + days)
    #expect(daily.table?.mau.values == [16] && daily.arguments == ["--monthly", "mean"])
    let stated = try inspect("day,mau\n" + days, mau: "mau", options { $0.monthly = .max })
    #expect(stated.table?.mau.values == [31] && stated.arguments == ["--mau", "mau", "--monthly", "max"])
  }

  private func options(_ change: (inout ReadingOptions) -> Void) -> ReadingOptions {
    var options = ReadingOptions()
    change(&options)
    return options
  }

  @Test("Without users nothing is guessed; a stated column that is not there is refused")
  func noUsers() throws {
    let inspection = try inspect("month,a,b\n2020-01,1,2\n2020-02,3,4\n")
    #expect(inspection.table == nil && contents(inspection) == ["months", "driver", "driver"])
    #expect(throws: SeriesIOError.self) { try inspect("month,a,b\n2020-01,1,2\n", mau: "c") }
  }

  @Test("Every option has its argument")
  func arguments() {
    let all = options {
      $0.month = "when"
      $0.dates = .dayFirst
      $0.decimal = .comma
      $0.quarters = .last
      $0.monthly = .mean
      $0.monthlyByColumn = ["b": .sum, "a": .last]
      $0.usersUnit = 1e6
      $0.series = "country"
      $0.only = "US"
    }
    #expect(
      all.arguments.joined(separator: " ")
        == "--month when --dates dmy --decimal comma --quarters last --monthly mean --monthly a=last --monthly b=sum --users-in M "
        + "--series country --only US")
  }
}
