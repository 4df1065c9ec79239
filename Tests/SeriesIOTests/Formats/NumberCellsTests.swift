import Series
import SeriesIO
import Testing

@Suite("Numbers of a column")
struct NumberCellsTests {
  private func read(
    _ cells: [String], _ content: SeriesFile.Content = .users, _ options: ReadingOptions = ReadingOptions()
  ) throws -> (values: [Double?], remarks: [String]) {
    let text =
      "month|x\n"
      + cells.enumerated().map { "20\(10 + $0 / 12)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)|\($1)\n" }.joined()
    let (column, remarks) = try SeriesFile(name: "d.csv", bytes: Array(text.utf8), reading: options)
      .read("x", content: content)
    return (column.values, remarks.map(\.description))
  }

  private func message(_ cells: [String], _ content: SeriesFile.Content = .users) -> String {
    do { return "\(try read(cells, content).values)" } catch { return "\(error)" }
  }

  @Test(
    "The same two numbers in every notation",
    arguments: [
      ["1234567.5", "2345678"], ["1,234,567.5", "2,345,678"], ["1.234.567,5", "2.345.678"],
      ["1 234 567,5", "2 345 678"],
      ["1\u{202F}234\u{202F}567,5", "2\u{A0}345\u{A0}678"], ["1'234'567.5", "2'345'678"], ["1’234’567.5", "2’345’678"],
      ["1234567,5", "2345678"], ["$1,234,567.5", "$2,345,678"], ["1 234 567,5 €", "2 345 678 €"],
      ["1.2345675 M", "2.345678 M"], ["1.2345675M", "2.345678m"], ["1234.5675k", "2345.678k"],
      ["1,2345675 M", "2,345678 M"],
    ])
  func notations(_ cells: [String]) throws {
    let values = try read(cells).values
    #expect(abs((values[0] ?? 0) - 1_234_567.5) < 1e-6 && abs((values[1] ?? 0) - 2_345_678) < 1e-6)
  }

  @Test("A jump of a thousand shows what a point is")
  func jumps() throws {
    let (values, remarks) = try read(["990", "995", "1.005", "1.012"])
    #expect(values == [990, 995, 1005, 1012])
    #expect(remarks.first?.contains("points between thousands") == true)
    #expect(try read(["990", "995", "1,005"]).values == [990, 995, 1005])
    #expect(try read(["0.9", "1.005", "1.1"]).values == [0.9, 1.005, 1.1])
  }

  @Test("There are not more users than people: of a column of millions, 10,000 are ten")
  func people() throws {
    var options = ReadingOptions()
    options.usersUnit = 1e6
    #expect(try read(["10,000", "10,045"], .users, options).values == [10e6, 10.045e6])
    #expect(try read(["10.000", "10.045"], .users, options).values == [10e6, 10.045e6])
    options.usersUnit = 1e3
    #expect(throws: SeriesIOError.self) { try read(["10,000", "10,045"], .users, options) }
  }

  @Test("A column that nothing decides is refused with two cells; the option decides")
  func ambiguous() throws {
    let text = message(["1.234", "1.251"])
    #expect(text.contains("\"1.234\" and \"1.251\" can be read with") && text.contains("--decimal point"))
    #expect(message(["1,234", "1,251"], .number).contains("can be read with"))
    // Of drivers, numbers as programs write them are not doubted.
    #expect(try read(["1.234", "1.251"], .number).values == [1.234, 1.251])
    var options = ReadingOptions()
    options.decimal = .comma
    #expect(try read(["1.234", "1.251"], .users, options).values == [1234, 1251])
    #expect(try read(["1,234", "1,251"], .number, options).values == [1.234, 1.251])
    options.decimal = .point
    #expect(try read(["1,234", "1,251"], .number, options).values == [1234, 1251])
  }

  @Test("Percentages become fractions, words become blanks, and both are said")
  func words() throws {
    let (values, remarks) = try read(["12 %", "7,5%", "n/a", "−3 %"], .number)
    #expect(values == [0.12, 0.075, nil, -0.03])
    #expect(remarks.contains { $0.contains("percentages are read as fractions") })
    #expect(remarks.contains { $0.contains("\"n/a\" (1 cell) counts as not observed") })
    #expect(try read(["5", "NA", "N/A", "null", "–", "-", "6"]).values == [5, nil, nil, nil, nil, nil, 6])
    #expect(message(["12 %", "0.5"], .number).contains("\"0.5\" is not a number"))
    #expect(message(["5 %"]).contains("write a fraction"))
  }

  @Test("No users, and all faulty cells at once")
  func faults() {
    #expect(message(["5", "0", "7"]).contains("0 users have no logarithm"))
    let text = message(["5", "x", "y", "-2"])
    #expect(text.split(separator: "\n").count == 3 && text.contains("d.csv:3") && text.contains("d.csv:5"))
  }
}
