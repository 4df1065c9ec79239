import Series
import SeriesIO
import Testing

@Suite("Columns of panels")
struct PanelLayoutTests {
  private func layout(
    _ header: String, month: String? = nil, mau: String? = "mau", drivers: [String] = []
  ) throws -> PanelLayout {
    try PanelLayout(panel(header + "\n"), month: month, mau: mau, drivers: drivers)
  }

  @Test("Columns are found by their names, drivers in the order requested")
  func names() throws {
    let found = try layout("y,Quarter,series,mau,x", drivers: ["x", "y"])
    #expect(found.month == "Quarter" && found.series == "series" && found.mau == "mau" && found.drivers == ["x", "y"])
    #expect(try layout("series,when,month,mau", month: "when").month == "when")
    #expect(try layout("series,month,x", mau: nil, drivers: ["x"]).mau == nil)
    let reader = try panel("y,month,series,mau,x\n1,2020-01,a,5,2\n")
    let decoder = PanelDecoder(try PanelLayout(reader, mau: "mau", drivers: ["x", "y"]))
    try decoder.decode(0, of: try #require(try reader.next()))
    #expect(decoder.driver(0) == [2] && decoder.driver(1) == [1] && decoder.mau == [5])
  }

  @Test("A column that is missing or requested twice is rejected")
  func refusals() {
    func expect(_ error: SeriesIOError, _ body: () throws -> PanelLayout) {
      #expect(throws: error) { try body() }
    }
    expect(.noSuchColumn("mau", files: ["panel.csv"], columns: ["series", "month", "users"])) {
      try layout("series,month,users")
    }
    expect(.noSuchColumn("x", files: ["panel.csv"], columns: ["series", "month", "mau"])) {
      try layout("series,month,mau", drivers: ["x"])
    }
    expect(.noSuchColumn("when", files: ["panel.csv"], columns: ["series", "month", "mau"])) {
      try layout("series,month,mau", month: "when")
    }
    expect(.noMonthColumn(file: "panel.csv", columns: ["series", "when", "mau"])) { try layout("series,when,mau") }
    expect(.ambiguousColumn("month", files: ["panel.csv"])) { try layout("series,month,Month,mau") }
    expect(.ambiguousColumn("mau", files: ["panel.csv"])) { try layout("series,month,mau,mau") }
    expect(
      .sharedColumn("mau", file: "panel.csv", uses: ["the users", "a driver"], options: ["--mau", "--driver"])
    ) { try layout("series,month,mau", drivers: ["mau"]) }
    expect(
      .sharedColumn(
        "series", file: "panel.csv", uses: ["the name of the series", "a driver"], options: ["--series", "--driver"])
    ) { try layout("series,month,mau", drivers: ["series"]) }
  }
}
