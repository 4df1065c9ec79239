import Series
import SeriesIO
import Testing

@Suite("Files as people have them")
struct LayoutTests {
  private func table(
    _ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions(), mau: String? = nil
  ) throws -> (values: [Double?], remarks: [String]) {
    var remarks: [String] = []
    let table = try readTable(
      [SeriesFile(name: "d.csv", bytes: bytes, reading: options)], mau: mau, remark: { remarks.append($0.description) })
    return (table.mau.values, remarks)
  }

  private func table(
    _ text: String, _ options: ReadingOptions = ReadingOptions(), mau: String? = nil
  ) throws -> (values: [Double?], remarks: [String]) { try table(Array(text.utf8), options, mau: mau) }

  private func message(_ text: String, _ options: ReadingOptions = ReadingOptions()) -> String {
    do { return "\(try table(text, options).values)" } catch { return "\(error)" }
  }

  @Test("Notes below a table are skipped, and said; a row that is cut off is not one")
  func notesBelow() throws {
    let rows = "month,mau,x\n2020-01,5,1\n2020-02,6,2\n"
    let file = try SeriesFile(name: "d.csv", bytes: Array((rows + "\nSource: the product team\n").utf8))
    #expect(try file.column("mau", content: .users).values == [5, 6])
    #expect(file.remarks.map(\.description) == ["d.csv: line 5, below the table, is skipped."])
    #expect(throws: SeriesIOError.self) { try SeriesFile(name: "d.csv", bytes: Array((rows + "2020-03").utf8)) }
  }

  @Test("Users are found by the words in the name of their column, where only one has them")
  func usersByName() throws {
    for name in ["mau_28d", "Total MAU", "Utilisateurs actifs (millions)", "Aktive Nutzer", "Monthly active users (k)"]
    {
      let file = try SeriesFile(name: "d.csv", bytes: Array("month,\(name),x\n2020-01,5,1\n2020-02,n.d.,2\n".utf8))
      #expect(try readTable([file]).mau.name == name)
    }
    let two = try SeriesFile(name: "d.csv", bytes: Array("month,mau web,mau app\n2020-01,5,1\n".utf8))
    #expect(throws: SeriesIOError.self) { try readTable([two]) }
  }

  @Test(
    "Years in one column and months or quarters in another are one; a blank year is that above",
    arguments: [
      ("Year,Month,users\n2020,11,5\n2020,12,6\n2021,1,7\n", "2020-11"),
      ("Jahr;Monat;Nutzer\n2020;November;5\n;Dezember;6\n2021;Januar;7\n", "2020-11"),
      ("mois,année,utilisateurs\nnovembre,2020,5\ndécembre,,6\njanvier,2021,7\n", "2020-11"),
      ("year,quarter,users\n2020,3,5\n2020,Q4,6\n2021,1,7\n", "2020-09"),
    ])
  func years(text: String, first: String) throws {
    let file = try SeriesFile(name: "d.csv", bytes: Array(text.utf8))
    let column = try readTable([file]).mau
    #expect(column.values.compactMap { $0 } == [5, 6, 7] && "\(column.first)" == first)
    #expect(file.remarks.contains { $0.description.contains("it is made of `") })
  }

  @Test("A column of months beside one of years stays what it is where both do not make months")
  func yearsThatAreNone() throws {
    let file = try SeriesFile(name: "d.csv", bytes: Array("month,mau,year\n2020-01,5,2020\n2020-02,6,2020\n".utf8))
    #expect(try readTable([file], drivers: ["year"]).mau.values == [5, 6] && file.columnNames.contains("year"))
  }

  @Test(
    "Units in the header are understood in other languages",
    arguments: ["Mio.", "millones", "millions", "milioni", "Mill."])
  func units(word: String) throws {
    let file = try SeriesFile(name: "d.csv", bytes: Array("month,Nutzer (\(word))\n2020-01,5.5\n2020-02,6.5\n".utf8))
    #expect(try readTable([file]).mau.values == [5.5e6, 6.5e6])
  }

  @Test(
    "Names that only look like units have none",
    arguments: ["mau_b", "mau_m", "mau_mn", "mau_bn", "mau_28d", "users/day", "mau (28d)"])
  func noUnits(name: String) throws {
    let file = try SeriesFile(name: "d.csv", bytes: Array("month,\(name)\n2020-01,5\n2020-02,6\n".utf8))
    #expect(try readTable([file], mau: name).mau.values == [5, 6])
  }

  @Test("Units at the end of a name", arguments: ["mau_k", "active users/1000", "Users, thousands", "MAU in Tausend"])
  func unitsOfNames(name: String) throws {
    let file = try SeriesFile(name: "d.csv", bytes: Array("month;\(name)\n2020-01;5\n2020-02;6\n".utf8))
    #expect(try readTable([file]).mau.values == [5000, 6000])
  }

  @Test(
    "A row of sums or means is refused by its name",
    arguments: ["Total", "Grand total", "Gesamt", "Durchschnitt", "Moyenne", "Promedio"])
  func totals(word: String) {
    let text = message("month,mau\n2020-01,5\n2020-02,6\n\(word),11\n")
    #expect(text.contains("d.csv:4") && text.contains(word), "\(text)")
  }

  @Test("Faulty cells of all columns are told at once")
  func allColumns() throws {
    let file = try SeriesFile(name: "d.csv", bytes: Array("month,mau,x\n2020-01,a,1\n2020-02,6,b\n".utf8))
    #expect {
      _ = try readTable([file], drivers: ["x"])
    } throws: { error in
      "\(error)".contains("d.csv:2: column `mau`") && "\(error)".contains("d.csv:3: column `x`")
    }
  }

  @Test(
    "Lines above the header, comments, blank rows, a stated separator, pipes and carriage returns",
    arguments: [
      "Monthly users, all countries\n\nmonth,mau,x\n2020-01,5,1\n2020-02,6,1\n",
      "Report;;\nmonth;mau;x\n2020-01;5;1\n2020-02;6;1\n",
      "# exported\nmonth,mau\n2020-01,5\n# checked\n2020-02,6\n", "month,mau\n2020-01,5\n,\n2020-02,6\n,\n,\n",
      "sep=;\r\nmonth;mau\r\n2020-01;5\r\n2020-02;6\r\n", "month|mau\n2020-01|5\n2020-02|6\n",
      "month,mau\r2020-01,5\r2020-02,6",
      "month;mau\n2020-01;5,0\n2020-02;6,0\n",
    ])
  func layouts(_ text: String) throws { #expect(try table(text).values == [5, 6]) }

  @Test("What is skipped is said")
  func skipped() throws {
    let (_, remarks) = try table("Users\nof a platform\nmonth,mau\n# note\n2020-01,5\n2020-02,6\n")
    #expect(remarks.contains("d.csv: lines 1 and 2, above the header, are skipped."))
    #expect(remarks.contains("d.csv: line 4, a comment, is skipped."))
    #expect(try table("month,mau\n2020-01,5\n2020-02,6\n").remarks.isEmpty)
  }

  @Test("UTF-16 with and without its mark, and Latin-1")
  func encodings() throws {
    let text = "month,mau,gêne\n2020-01,5,1\n2020-02,6,2\n"
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [[0xFF, 0xFE] + little, little, [0xFE, 0xFF] + big, big] {
      let read = try table(bytes)
      #expect(read.values == [5, 6] && read.remarks == ["d.csv: the text is read as UTF-16."])
    }
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    #expect(try SeriesFile(name: "d.csv", bytes: latin).columnNames == ["month", "mau", "gêne"])
    #expect(throws: SeriesIOError.self) { try SeriesFile(name: "d.csv", bytes: [0xFF, 0xFE, 0x6D]) }
    #expect(throws: SeriesIOError.self) {
      try SeriesFile(name: "d.csv", bytes: Array("month,mau\n2020-01,".utf8) + [0x81])
    }
  }

  @Test("Users by header, by a usual name, by being the only column; units by header and option")
  func users() throws {
    #expect(try table("Month,MAU (millions)\n2020-01,5.5\n2020-02,6\n").values == [5.5e6, 6e6])
    #expect(try table("month,mau in thousands\n2020-01,5.5\n2020-02,6\n").values == [5500, 6000])
    let (values, remarks) = try table("month,Active people\n2020-01,5.5\n2020-02,6\n")
    #expect(values == [5.5, 6])
    #expect(remarks.contains { $0.contains("`Active people` is taken for monthly active users") })
    #expect(remarks.contains { $0.contains("--users-in M") })
    var options = ReadingOptions()
    options.usersUnit = 1e6
    #expect(try table("month,mau\n2020-01,5.5\n2020-02,6\n", options).values == [5.5e6, 6e6])
    #expect(message("month,a,b\n2020-01,5,6\n").contains("there is no column `mau`"))
  }

  @Test("A column without a usual name is taken for months where it is the only one of months")
  func monthColumn() throws {
    for name in ["", "Datum"] {
      let (values, remarks) = try table("\(name),mau,note\n2020-01-31,5,a\n2020-02-29,6,b\n")
      #expect(values == [5, 6] && remarks.contains { $0.contains("it is taken for months") })
    }
    #expect(message("from,to,mau\n2020-01,2020-02,5\n").contains("Name the column of months with --month"))
  }

  @Test("Days become months by a rule; months that are not complete are left out and named")
  func days() throws {
    func day(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    let rows =
      (15...31).map { "2020-01-\(day($0)),9\n" } + (1...29).map { "2020-02-\(day($0)),\($0)\n" }
      + (1...31).map { "2020-03-\(day($0)),2\n" } + (1...3).map { "2020-04-0\($0),9\n" }
    let text = "date,mau\n" + rows.joined()
    #expect(message(text).contains("these are days. Say how they become months by --monthly mean, last, max or sum."))
    var options = ReadingOptions()
    for (rule, february, march) in [(MonthlyRule.mean, 15.0, 2.0), (.last, 29, 2), (.max, 29, 2), (.sum, 435, 62)] {
      options.monthly = rule
      let (values, remarks) = try table(text, options)
      #expect(values == [february, march])
      #expect(remarks.contains { $0.contains("2020-01 and 2020-04 are not complete, and left out") })
    }
    options.monthly = nil
    options.monthlyByColumn = ["mau": .last]
    #expect(try table(text, options).values == [29, 2])
  }

  @Test("Weeks: months with all of their weeks are complete")
  func weeks() throws {
    let days = ["01-05", "01-12", "01-19", "01-26", "02-02", "02-09", "02-16", "02-23", "03-01"]
    let text = "week,mau\n" + days.enumerated().map { "2020-\($1),\($0 + 1)\n" }.joined()
    var options = ReadingOptions()
    options.monthly = .sum
    let (values, remarks) = try table(text, options)
    #expect(values == [10, 26])
    #expect(
      remarks.contains { $0.contains("made of weeks") } && remarks.contains { $0.contains("2020-03 is not complete") })
  }

  @Test("Quarters by their first days are said, and put at their ends by option")
  func quarters() throws {
    let text = "date,mau\n2020-01-01,5\n2020-04-01,6\n2020-07-01,7\n2020-10-01,8\n"
    let (values, remarks) = try table(text)
    #expect(values.count == 10 && remarks.contains { $0.contains("--quarters last") })
    var options = ReadingOptions()
    options.quarters = .last
    let file = try SeriesFile(name: "d.csv", bytes: Array(text.utf8), reading: options)
    #expect(try file.column("mau", content: .users).observedMonths.map(\.monthOfYear) == [3, 6, 9, 12])
  }

  @Test("A panel names the options that take one of its series")
  func panel() throws {
    let text = "country,month,mau\nUS,2020-01,5\nUS,2020-02,6\nFrance,2020-01,7\nFrance,2020-02,8\n"
    let refusal = message(text)
    #expect(
      refusal.contains("--series country --only US") && refusal.contains("churn-forecast batch d.csv --series country"))
    var options = ReadingOptions()
    (options.series, options.only) = ("country", "France")
    #expect(try table(text, options).values == [7, 8])
    options.only = "Frence"
    #expect(message(text, options).contains("Did you mean `France`?"))
  }

  @Test("All series of a column decide on its notation, also where one of them is read")
  func notationOfSeries() throws {
    var options = ReadingOptions()
    options.only = "FR"
    let days = "series,month,mau\nFR,01/02/2020,10\nFR,01/03/2020,11\nUS,13/02/2020,5\n"
    let file = try SeriesFile(name: "d.csv", bytes: Array(days.utf8), reading: options)
    #expect(try file.column("mau", content: .users).months.map { "\($0)" } == ["2020-02", "2020-03"])
    #expect(message("series,month,mau\nFR,02/03/2020,1\nFR,03/04/2020,2\nUS,x,5\n", options).contains("--dates"))
    let numbers = "series,month,mau\nFR,2020-01,\"1,234\"\nFR,2020-02,\"1,334\"\nUS,2020-01,\"1,234,567\"\n"
    #expect(try table(numbers, options).values == [1234, 1334])
    #expect(message(numbers.replacing("1,234,567", with: "x"), options).contains("--decimal"))
  }

  @Test("Months in the header become rows: of a single row, of quantities, of one series of several")
  func monthsInHeader() throws {
    let single = try table("item;Jan 2020;Feb 2020;Mar 2020\nAnything;1000;;1200\n")
    #expect(single.values == [1000, nil, 1200])
    #expect(single.remarks[0] == "d.csv: 3 months stand in the header, and the row is taken for users.")
    for header in ["2020-01 MAU,2020-02 MAU,2020-03 MAU", "Users Jan 2020,Users Feb 2020,Users Mar 2020"] {
      #expect(try table("item,\(header)\nAnything,5,6,7\n").values == [5, 6, 7])
    }
    let wide = "metric,2020-01,2020-02,2020-03\nActive users,10,20,30\noutages,1,0,2\n"
    let file = try SeriesFile(name: "d.csv", bytes: Array(wide.utf8))
    var remarks: [String] = []
    let both = try readTable([file], drivers: ["outages"], remark: { remarks.append($0.description) })
    #expect(both.mau.values == [10, 20, 30] && both.drivers[0].values == [1, 0, 2] && both.mau.name == "Active users")
    #expect(
      remarks[0]
        == "d.csv: 3 months stand in the header; the quantities that `metric` names are read as columns.")
    var options = ReadingOptions()
    options.only = "FR"
    let panel = "country,2019,2020,2021,note\nUS,5,6,7,a\nFR,1,2,3,b\n"
    #expect(try table(panel, options).values.compactMap { $0 } == [1, 2, 3])
    #expect(message(panel).contains("Take one by --series country --only US, or all of them by "))
    let plain = "country,2019,2020,2021\nUS,5,6,7\nFR,1,2,3\n"
    #expect(message(plain).contains("Take one by --only US, or all of them by `churn-forecast batch d.csv`."))
    options.series = "country"
    let mixed = "country,metric,2020-01,2020-02,2020-03\nUS,mau,5,6,7\nFR,mau,1,2,3\nFR,x,7,8,9\n"
    let france = try SeriesFile(name: "d.csv", bytes: Array(mixed.utf8), reading: options)
    #expect(try readTable([france], drivers: ["x"]).drivers[0].values == [7, 8, 9])
    // A faulty cell keeps its line.
    #expect(
      message("country,2020-01,2020-02,2020-03\nUS,5,6,7\nFR,1,x,3\n", options)
        .hasPrefix("d.csv:3: column `mau`: \"x\""))
  }

  @Test("Merged names, units, sums, notes, preliminary months and pivot tables")
  func pivots() throws {
    func users(_ text: String, only: String, series: String? = nil) throws -> [Double?] {
      var options = ReadingOptions()
      (options.only, options.series) = (only, series)
      return try table(text, options).values
    }
    let merged = "region,country,2020-01,2020-02,2020-03\nEU,FR,1,2,3\n,DE,4,5,6\nNA,US,7,8,9\n"
    #expect(try users(merged, only: "DE", series: "country") == [4, 5, 6])
    let unit = "metric,unit,2020-01,2020-02,2020-03\nMAU,thousands,1,2,3\nOutages,count,1,0,2\nNote: BI,,,,\n"
    let read = try table(unit)
    #expect(read.values == [1000, 2000, 3000])
    #expect(read.remarks.contains("d.csv: left out, as sums or other than figures by month: `Note: BI`."))
    let pivot =
      "Sum of MAU,Column Labels,,,\nRow Labels,2020-01,2020-02,2020-03*,Grand Total\nUS,1,2,3,6\nFR,4,5,6,15\nGrand Total,5,7,9,21\n"
    #expect(try users(pivot, only: "FR") == [4, 5, 6])
    #expect(message(pivot).contains("Take one by --only US"))
    let years = try table(",2020,2021,2022\nJan,1,4,7\nFeb,2,5,8\n")
    #expect(years.values.compactMap { $0 } == [1, 2, 4, 5, 7, 8])
    let products = "product,2020-01,2020-02,2020-03\nSignal MAU,1,2,3\nPhone MAU,4,5,6\n"
    #expect(try users(products, only: "Phone MAU") == [4, 5, 6])
    let line = "country,metric,2020-01,2020-02,2020-03\nUS,mau,5,6,7\nUS,x,1,y,3\n"
    let file = try SeriesFile(name: "d.csv", bytes: Array(line.utf8))
    #expect(throws: SeriesIOError.badNumber(CellPlace(file: "d.csv", line: 3, column: "x"), value: "y")) {
      try file.column("x", content: .number)
    }
  }

  @Test("A table that has its months in a column is not turned, whatever its columns are called")
  func yearsAsNames() throws {
    #expect(try table("Stichtag;MAU;2020;2021;2022\n2020-01;5;1;0;0\n2020-02;6;1;0;0\n").values == [5, 6])
    // Nor is a first row of figures with letters one of names.
    #expect(try table("month,mau,\n2020-01,1.2M,launch\n2020-02,1.3M,\n").values == [1.2e6, 1.3e6])
    let values = try table("month,2019,2020,2021\n2020-01,5,1,1\n2020-02,6,1,1\n", mau: "2019").values
    #expect(values == [5, 6])
  }

  @Test("Standard errors of days become those of months as independent errors do")
  func errorsOfDays() throws {
    var text = "date,x,x_se\n"
    for day in 1...31 { text += "2020-01-\(day < 10 ? "0" : "")\(day),2,0.5\n" }
    var options = ReadingOptions()
    options.errorColumns = ["x_se": "x"]
    func error(_ set: (inout ReadingOptions) -> Void) throws -> Double? {
      var own = options
      set(&own)
      let file = try SeriesFile(name: "d.csv", bytes: Array(text.utf8), reading: own)
      return try file.column("x_se", content: .number).values[0]
    }
    #expect(try error { $0.monthly = .sum } == 0.5 * 31.0.squareRoot())
    #expect(try error { $0.monthly = .mean } == 0.5 * 31.0.squareRoot() / 31)
    #expect(try error { $0.monthly = .last } == 0.5)
    // The rule of the driver is that of its errors.
    #expect(try error { $0.monthlyByColumn = ["x": .sum] } == 0.5 * 31.0.squareRoot())
    #expect(
      try error {
        $0.errorColumns = [:]
        $0.monthly = .sum
      } == 15.5)
  }

  @Test("Names in two rows are joined, groups standing above several columns")
  func twoHeaders() throws {
    let text = ",Users,,Outages,\nMonth,US,FR,US,FR\n2020-01,10,5,1,0\n2020-02,11,6,2,3\n"
    let file = try SeriesFile(name: "d.csv", bytes: Array(text.utf8))
    #expect(file.columnNames == ["Month", "Users US", "Users FR", "Outages US", "Outages FR"])
    #expect(file.remarks.map(\.description) == ["d.csv: names stand in two rows, and are joined, as in `Outages FR`."])
    #expect(try readTable([file], mau: "Users FR", drivers: ["Outages FR"]).drivers[0].values == [0, 3])
    let vertical = "Month,Users,,Outages\n,US,FR,\n2020-01,10,5,1\n2020-02,11,6,2\n"
    let tall = try SeriesFile(name: "d.csv", bytes: Array(vertical.utf8))
    #expect(tall.columnNames == ["Month", "Users US", "Users FR", "Outages"])
    let units = try SeriesFile(
      name: "d.csv", bytes: Array("Month,MAU,Outages\n,thousands,count\n2020-01,10,1\n2020-02,11,2\n".utf8))
    #expect(units.columnNames == ["Month", "MAU (thousands)", "Outages"])
    // A blank name above figures is no group.
    let plain = try SeriesFile(name: "d.csv", bytes: Array("month,mau,\n2020-01,5,a\n2020-02,6,b\n".utf8))
    #expect(plain.columnNames == ["month", "mau", ""])
  }
}
