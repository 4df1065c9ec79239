import Series
import SeriesIO
import Testing

@Suite("Months of a column")
struct MonthNotationTests {
  /// The months of a column, with the options that are stated.
  private func months(_ cells: [String], _ options: ReadingOptions = ReadingOptions()) throws -> [String] {
    let text = "month;mau\n" + cells.map { "\($0);5\n" }.joined()
    return try SeriesFile(name: "data.csv", bytes: Array(text.utf8), reading: options).column("mau", content: .users)
      .observedMonths.map(\.description)
  }

  private func message(_ cells: [String], _ options: ReadingOptions = ReadingOptions()) -> String {
    do { return try months(cells, options).joined(separator: " ") } catch { return "\(error)" }
  }

  @Test(
    "Two months in every notation",
    arguments: [
      ["2020-01", "2020-02"], ["2020/1", "2020/2"], ["01.2020", "02.2020"], ["1/2020", "2/2020"],
      ["Jan-2020", "Feb-2020"], ["Jan 20", "Feb 20"], ["January 2020", "February 2020"], ["janv. 2020", "févr. 2020"],
      ["Janvier 2020", "FÉVRIER 2020"], ["Januar 2020", "Februar 2020"], ["ene. 2020", "feb. 2020"],
      ["jan/20", "fev/20"],
      ["gennaio 2020", "febbraio 2020"], ["2020 Jan", "2020 Feb"], ["31.01.2020", "29.02.2020"],
      ["1/31/2020", "2/29/2020"],
      ["31/1/2020", "29/2/2020"], ["1/1/2020", "1/2/2020"], ["2020-01-31T00:00:00Z", "2020-02-29T00:00:00Z"],
      ["2020-01-01 00:00:00", "2020-02-01 00:00:00"], ["20200131", "20200229"], ["202001", "202002"],
      ["31-Jan-2020", "29-Feb-2020"], ["Jan 31, 2020", "Feb 29, 2020"], ["2020/01/15", "2020/02/15"],
    ])
  func notations(_ cells: [String]) throws { #expect(try months(cells) == ["2020-01", "2020-02"]) }

  @Test("All twelve names in seven languages")
  func names() throws {
    for names in [
      "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "janv févr mars avril mai juin juil août sept oct nov déc",
      "Jan Feb März Apr Mai Jun Jul Aug Sept Okt Nov Dez", "ene feb mar abr may jun jul ago sep oct nov dic",
      "jan fev mar abr mai jun jul ago set out nov dez", "gen feb mar apr mag giu lug ago set ott nov dic",
      "jan feb mrt apr mei jun jul aug sep okt nov dec",
    ] {
      let cells = names.split(separator: " ").map { "\($0) 2020" }
      #expect(try months(cells) == (1...12).map { "2020-\($0 < 10 ? "0" : "")\($0)" }, "\(names)")
    }
  }

  @Test("Quarters and years are their last months")
  func sparse() throws {
    #expect(try months(["2020-Q1", "2020-Q2"]) == ["2020-03", "2020-06"])
    #expect(try months(["Q1 2020", "Q2 2020"]) == ["2020-03", "2020-06"])
    #expect(try months(["T1 2020", "T2 2020"]) == ["2020-03", "2020-06"])
    #expect(try months(["2019", "2020"]) == ["2019-12", "2020-12"])
  }

  @Test("Years that become quarters and months are read; a year among months is not")
  func mixed() throws {
    #expect(
      try months(["2018", "2019", "2020-Q1", "2020-Q2", "2020-07", "2020-08"]) == [
        "2018-12", "2019-12", "2020-03", "2020-06", "2020-07", "2020-08",
      ])
    #expect(try months(["2020-02", "2020-01", "2019"]) == ["2019-12", "2020-01", "2020-02"])
    let year = message(["2019-11", "2019-12", "2020", "2021-01"])
    #expect(year.contains("d.csv:4") || year.contains("data.csv:4"), "\(year)")
    #expect(year.contains("is not written like \"2019-11\""))
    #expect(message(["2019-11", "2019-12-01"]).contains("is not written like"))
    #expect(message(["2019", "01.2020"]).contains("is not written like"))
  }

  @Test("Days and months whose order nothing decides are refused with both readings; the option decides")
  func ambiguousDays() throws {
    // First days of months in one reading, January in the other: months are taken.
    #expect(try months(["01/01/2020", "01/02/2020", "01/03/2020"]) == ["2020-01", "2020-02", "2020-03"])
    let text = message(["02/03/2020", "03/04/2020"])
    #expect(text.contains("day/month/year (2020-03)") && text.contains("month/day/year (2020-02)"))
    #expect(text.contains("--dates dmy or --dates mdy"))
    var options = ReadingOptions()
    options.dates = .monthFirst
    #expect(try months(["02/03/2020", "03/04/2020"], options) == ["2020-02", "2020-03"])
    options.dates = .dayFirst
    #expect(try months(["02/03/2020", "03/04/2020"], options) == ["2020-03", "2020-04"])
  }

  @Test("Days as spreadsheets count them are read by option only")
  func serial() throws {
    #expect(message(["43831", "43862"]).contains("--dates serial"))
    var options = ReadingOptions()
    options.dates = .serial
    #expect(try months(["43831", "43862"], options) == ["2020-01", "2020-02"])
    #expect(try months(["36585", "73109"], options).last == "2100-02")
  }

  @Test("A second notation is refused at the first cell that differs, and all such cells are told")
  func mixture() {
    #expect(
      message(["2020-01", "Feb 2020"])
        == "data.csv:3: column `month`: \"Feb 2020\" is not written like \"2020-01\" above it. Write all months of a column in one way."
    )
    let text = message(["2020-01"] + (0..<12).map { "x\($0)" })
    #expect(text.split(separator: "\n").count == 11 && text.hasSuffix("and 2 more faulty cells."))
  }

  @Test("What is no month")
  func refusals() {
    #expect(message(["2020-01", "Total"]).contains("a row of totals"))
    #expect(message(["2020-01-01T13:00:00"]).contains("is not a month"))
    #expect(message(["2101", "2102", "2103"]).contains("YYMM"))
    #expect(message(["31.02.2020"]).contains("is not a month"))
    #expect(message(["Jan 99"]).contains("is not a month"))
    #expect(message(["13/2020"]).contains("is not a month"))
  }
}
