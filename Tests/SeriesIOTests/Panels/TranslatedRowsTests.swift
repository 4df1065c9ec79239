import Foundation
import Series
import SeriesIO
import Testing

@Suite("Panels as people have them")
struct TranslatedRowsTests {
  /// The users of all series of a panel, by name and row, and what was said.
  private func read(
    _ bytes: [UInt8], series: String = "series", mau: String = "mau", drivers: [String] = [],
    decimal: DecimalSign? = nil,
    usersUnit: Double? = nil, sorted: Bool = false
  ) throws -> (users: [String: [Double]], drivers: [String: [Double]], remarks: [String], failures: [String]) {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let path = file.path()
    var reading = ReadingOptions()
    reading.series = series
    reading.decimal = decimal
    reading.usersUnit = usersUnit
    var remarks: [String] = []
    let reader = try PanelReader(
      InputFile(path: path), PanelColumns(reading, mau: mau, drivers: drivers), sorted: sorted,
      remark: { remarks.append($0.description.replacing(path, with: "p.csv")) })
    let decoder = PanelDecoder(try PanelLayout(reader, mau: mau, drivers: drivers))
    var (users, raw, failures) = ([String: [Double]](), [String: [Double]](), [String]())
    while let block = try reader.next() {
      for index in block.series.indices {
        do {
          try decoder.decode(index, of: block)
          users[decoder.name, default: []] += decoder.mau
          if !drivers.isEmpty { raw[decoder.name, default: []] += decoder.driver(0) }
        } catch {
          failures.append("\(error)".replacing(path, with: "p.csv"))
        }
      }
    }
    return (users, raw, remarks, failures)
  }

  private func read(
    _ text: String, series: String = "series", mau: String = "mau", drivers: [String] = [],
    decimal: DecimalSign? = nil, usersUnit: Double? = nil, sorted: Bool = false
  ) throws -> (users: [String: [Double]], drivers: [String: [Double]], remarks: [String], failures: [String]) {
    try read(
      Array(text.utf8), series: series, mau: mau, drivers: drivers, decimal: decimal, usersUnit: usersUnit,
      sorted: sorted)
  }

  private static let expected = ["Asia, Pacific": [5_067_000.0, 5_100_000], "Europe": [1_234_000, 1_300_000]]

  @Test(
    "Titles, units, names of months, grouped numbers, factors, semicolons, two columns of months",
    arguments: [
      "series,month,mau\n\"Asia, Pacific\",2020-01,5067000\n\"Asia, Pacific\",2020-02,5100000\nEurope,2020-01,1234000\nEurope,2020-02,1300000\n",
      "Users by region,,\n,,\nseries,Month,MAU (thousands)\n\"Asia, Pacific\",Jan 2020,5067\n\"Asia, Pacific\",Feb 2020,5100\nEurope,Jan 2020,1234\nEurope,Feb 2020,1300\n",
      "series;month;mau\nAsia, Pacific;01.2020;5.067.000\nAsia, Pacific;02.2020;5.100.000\nEurope;01.2020;1.234.000\nEurope;02.2020;1.300.000\n",
      "series,month,mau\n\"Asia, Pacific\",2020/1,5.067M\n\"Asia, Pacific\",2020/2,5.1M\nEurope,2020/1,1.234M\nEurope,2020/2,1300k\n",
      "series,year,month,MAU\n\"Asia, Pacific\",2020,1,5067000\n\"Asia, Pacific\",,2,5100000\nEurope,2020,1,1234000\nEurope,,2,1300000\n",
    ])
  func layouts(text: String) throws {
    let panel = try read(text)
    #expect(panel.users == Self.expected && panel.failures.isEmpty, "\(panel)")
    #expect(try read(text, sorted: true).users == Self.expected)
    // A plain panel is read as before, without a word.
    #expect(panel.remarks.isEmpty == text.hasPrefix("series,month,mau\n\"Asia, Pacific\",2020-01"))
  }

  @Test("UTF-16 and Windows-1252 are read")
  func encodings() throws {
    let text = "series,month,mau\nEuropa Süd,2020-01,5\nEuropa Süd,2020-02,6\n"
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    for bytes in [wide, latin] { #expect(try read(bytes).users == ["Europa Süd": [5, 6]]) }
  }

  @Test("A cell that cannot be read stops only its series, and is told by its line")
  func isolation() throws {
    let panel = try read(
      "Title,,,\nseries,month,mau,x\na,Jan 2020,\"1,000,000\",1\na,Feb 2020,\"1,100,000\",2\nb,Jan 2020,about two,3\nb,Feb 2020,\"2,000,000\",4\nc,nie,5,6\n",
      drivers: ["x"])
    #expect(panel.users == ["a": [1e6, 1.1e6]] && panel.drivers == ["a": [1, 2]])
    #expect(
      panel.failures.count == 2 && panel.failures[0].hasPrefix("p.csv:5: column `mau`: \"about two\"")
        && panel.failures[1].hasPrefix("p.csv:7: column `month`: \"nie\""), "\(panel.failures)")
  }

  @Test("What a panel does not tell is asked for, and options decide")
  func ambiguous() throws {
    let text = "series,month,mau\na,2020-01,\"5,067\"\na,2020-02,\"5,100\"\n"
    #expect { _ = try read(text) } throws: { "\($0)".contains("--decimal point or --decimal comma") }
    #expect(try read(text, decimal: .point).users == ["a": [5067, 5100]])
    #expect(try read(text, decimal: .comma).users == ["a": [5.067, 5.1]])
    #expect(try read("series,month,mau\na,2020-01,5\na,2020-02,6\n", usersUnit: 1e3).users == ["a": [5000, 6000]])
  }

  @Test("One month, number, percentage or row that is written otherwise stops only its series")
  func minorities() throws {
    func panel(_ odd: String) -> String {
      let rows = (1...9).flatMap { month in ["a,0\(month).2020,\(month)000000,1", "b,0\(month).2020,\(month)000000,2"] }
      return "series,month,mau,x\n" + (rows.sorted() + [odd]).joined(separator: "\n") + "\n"
    }
    let users = (1...9).map { Double($0) * 1e6 }
    for odd in ["c,2020-02,5,1", "c,02.2020,12 %,1", "c,02.2020,5,7 %", "c,02.2020,5", "c,02.2020,0,1"] {
      let read = try read(panel(odd), drivers: ["x"])
      #expect(read.users["a"] == users && read.users["b"] == users, "\(odd): \(read)")
      #expect(read.drivers["b"] == users.map { _ in 2 })
      // A month in a form that the panel also understands is read.
      #expect(read.failures.count == (odd.hasPrefix("c,2020-02") ? 0 : 1), "\(odd): \(read.failures)")
    }
  }

  @Test("Points between thousands are found in the first rows, and users below 1 are none")
  func points() throws {
    let text = "series;month;mau\na;2020-01;990\na;2020-02;1.000\na;2020-03;1.010\n"
    #expect(try read(text).users == ["a": [990, 1000, 1010]])
  }

  @Test(
    "Names may begin like comments, header cells may hold other separators, and no year goes from one series to the next"
  )
  func oddities() throws {
    let names =
      "series,month,mau,\"note; a; b; c; d\"\n#1 shop,Jan 2020,5,x\n#1 shop,Feb 2020,6,x\n#2,Jan 2020,7,x\n#2,Feb 2020,8,x\n"
    #expect(try read(names).users == ["#1 shop": [5, 6], "#2": [7, 8]])
    let years = "series,year,month,mau\na,2018,1,5\na,2019,1,6\nb,,1,7\nb,2018,2,8\n"
    #expect((try? read(years).users["b"]) == nil)
  }

  @Test("More rows than a table of months may have are read, plain or not", arguments: ["mau", "MAU"])
  func manyRows(name: String) throws {
    var text = "series,month,\(name)\n"
    for series in 0...61_000 { text += "s\(series),2020-01,5\ns\(series),2020-02,6\n" }
    #expect(try read(text).users.count == 61_001)
  }

  @Test("What cannot be read as a whole is refused where options or its header ask for it")
  func streams() throws {
    var reading = ReadingOptions()
    reading.usersUnit = 1e3
    #expect {
      _ = try PanelReader(InputFile(path: "/dev/null"), PanelColumns(reading, mau: "mau", drivers: []))
    } throws: { "\($0)".contains("is read in plain form only") }
  }

  @Test(
    "A plain panel is read piece by piece, however its first series is written",
    arguments: ["\"1,000\"", "nan", "n/a", "1.000", "x", "5 %"])
  func oneOdd(cell: String) throws {
    var text = "series,month,mau\nodd,2020-01,\(cell)\nodd,2020-02,5\n"
    for month in 1...9 { text += "even,2020-0\(month),\(month)00\n" }
    let panel = try read(text)
    #expect(panel.users["even"] == (1...9).map { Double($0) * 100 } && panel.remarks.isEmpty)
    #expect(panel.failures.count == (cell == "1.000" ? 0 : 1))
  }

  @Test("Panels whose months are in the header, and panels with a column a series")
  func layouts() throws {
    let wide = try read(Array("country,2020-01,2020-02,2020-03\nUS,5,6,7\nFR,1,,3\n".utf8))
    #expect(wide.users["US"] == [5, 6, 7] && wide.users["FR"]?.count == 3 && wide.failures.isEmpty)
    #expect(
      wide.remarks
        == ["p.csv: 3 months stand in the header; every row is taken for a series of users, named by `country`."])
    let named = try read(Array("country,2020-01,2020-02,2020-03\nUS,5,6,7\nFR,1,,3\n".utf8), series: "country")
    #expect(named.users["US"] == [5, 6, 7])
    let quantities = try read(
      Array("country,kind,2020-01,2020-02,2020-03\nUS,mau,5,6,7\nUS,x,1,0,2\nFR,mau,1,2,3\nFR,x,4,4,5\n".utf8),
      drivers: ["x"])
    #expect(quantities.users["FR"] == [1, 2, 3] && quantities.drivers["US"] == [1, 0, 2])
    let columns = try read(Array("month,US,FR\n2020-01,5,1\n2020-02,6,2\n".utf8))
    #expect(columns.users == ["US": [5, 6], "FR": [1, 2]])
    #expect(
      columns.remarks == ["p.csv: there is no column of series or users: 2 columns are taken for series of users."])
    let totals = try read(
      Array("month,US (k),FR (k),Total (k),note\n2020-01,5,1,6,\n2020-02,6,2,8,a\n".utf8))
    #expect(totals.users == ["US": [5000, 6000], "FR": [1000, 2000]])
    #expect(totals.remarks.contains("p.csv: left out, as sums or other than figures by month: `Total (k)` and `note`."))
    let single = try read(Array("country,2020-01,2020-02,2020-03\nUS,5,6,7\n".utf8))
    #expect(single.users == ["US": [5, 6, 7]])
    // Another name for the column of series, shares beside users, and zeros: these are no series of users.
    for text in [
      "country,month,visitors\nUS,2020-01,5\nUS,2020-02,6\n", "month,visitors,tone\n2020-01,5,0.1\n2020-02,6,0.2\n",
      "month,visitors,outages\n2020-01,5,0\n2020-02,6,2\n", "Stichtag,2001,2002,2003\n2020-01,5,6,7\n2020-02,6,7,8\n",
    ] {
      #expect(throws: SeriesIOError.self, "\(text)") { try read(Array(text.utf8)) }
    }
    // Users have a column, so that the others are no series.
    #expect(throws: SeriesIOError.self) { try read(Array("month,users,x\n2020-01,5,1\n2020-02,6,2\n".utf8)) }
  }
}
