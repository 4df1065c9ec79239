import ChurnForecast
import Foundation
import TestSupport
import Testing

@Suite("Pages of batches")
struct BatchPageTests {
  private static let reproduction = ReportPage.Reproduction(command: "churn-forecast report out", version: "1")

  /// The Markdown of the page of a folder.
  private func text(_ folder: String) throws -> String {
    MarkdownPage(try BatchPage(folder: folder).page(Self.reproduction), name: "page").text
      .replacing("\u{A0}", with: " ")
  }

  @Test("The page of a batch folder")
  func page() async throws {
    try await withFolder { folder in
      let decline = (0..<36).map { month in
        "down,\(Month(year: 2020, month: 1).advanced(by: month)),\(900_000 - 20_000 * month + 300 * (month * month % 7)),\(month % 5)\n"
      }
      try TextFile.write(
        TestBatch.panel(3) + decline.joined() + "short,2020-01,5,1\n", to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.forecasts.seed = 77
      options.arguments = ["batch", "a panel.csv"]
      options.modelText = "baseline: saturating\ndrivers: {x: {}}\n"
      _ = try BatchRun(options).run()
      let text = try text("\(folder)/out/")
      #expect(text.contains("Forecasts of 4 series: out"))
      #expect(text.contains("| down | 2023-01 … 2024-12 |"), "\(text)")
      #expect(text.contains("| too-few-figures | 1 | short |"))
      #expect(text.contains("| outages |") == false && text.contains("| x | 4 |"))
      #expect(!text.contains("is not complete"))
      // How the batch was made.
      #expect(text.contains("churn-forecast batch 'a panel.csv'"))
      #expect(text.contains("| version | \(ProgramVersion.current) |") && text.contains("| seed | 77 |"))
      let digits = try Manifest.Input(fingerprintOf: options.panel)
      #expect(text.contains("\(digits.bytes ?? 0) bytes, SHA-256 \(digits.sha256 ?? "")"))
      #expect(!text.contains("| future drivers |") && text.contains("| finished | 20"))
      // Without its mark, the batch is not complete.
      try TestBatch.remove("\(folder)/out/_SUCCESS")
      #expect(try self.text("\(folder)/out").contains("The batch is not complete"))
    }
  }

  @Test("A series that is named like a total is said to be counted", arguments: ["Grand Total", "gesamt", "down"])
  func total(name: String) async throws {
    try await withFolder { folder in
      let rows = (0..<36).map { month in
        "\(name),\(Month(year: 2020, month: 1).advanced(by: month)),\(900_000 - 20_000 * month),\(month % 5)\n"
      }
      try TextFile.write(TestBatch.panel(3) + rows.joined(), to: "\(folder)/panel.csv")
      _ = try BatchRun(TestBatch.options(folder)).run()
      #expect(try text("\(folder)/out/").contains("`\(name)` sounds like all of them together.") == (name != "down"))
    }
  }

  @Test("Series are drawn with their past, as long as the panel is what it was; all of them are found by search")
  func history() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(230), to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.arguments = ["batch"]
      _ = try BatchRun(options).run()
      func page() throws -> String {
        HTMLPage(try BatchPage(folder: "\(folder)/out").page(Self.reproduction)).text
      }
      let whole = try page()
      #expect(whole.components(separatedBy: "class=\"l thin history\"").count == 201)
      #expect(whole.contains("Figures before the forecast are dark."))
      let others = try #require(whole.firstMatch(of: /<pre class="others" hidden>([^<]*)<\/pre>/)?.output.1)
      #expect(others.split(separator: "\n").count == 30)
      #expect(others.split(separator: "\n").allSatisfy { $0.split(separator: "\t").count == 3 })
      #expect(whole.contains("The first 200 of 230 series.") && whole.contains("The search finds all of them."))
      try TextFile.write(TestBatch.panel(230) + "z,2020-01,5,1\n", to: "\(folder)/panel.csv")
      #expect(try !page().contains("class=\"l thin history\""))
    }
  }

  @Test("The file of future drivers is shown; unknown entries are left out")
  func manifest() async throws {
    try await withFolder { folder in
      var options = TestBatch.options(folder)
      options.arguments = ["batch"]
      let manifest = Manifest(
        options, input: .init(file: "-"), drivers: .init(file: "later.csv", bytes: 9, sha256: "abc"))
      try TextFile.write(String(decoding: manifest.bytes, as: UTF8.self), to: "\(folder)/manifest.json")
      let text = try text(folder)
      #expect(text.contains("| future drivers | later.csv, 9 bytes, SHA-256 abc |"), "\(text)")
      #expect(text.contains("| input | - |") || text.contains("| input | \\- |"), "\(text)")
      #expect(!text.contains("| finished |") && !text.contains("| seconds |"))
      #expect(text.contains("No series has a forecast.") && text.contains("Every series has a forecast."))
    }
  }

  @Test("Failures are counted by their reasons, the most frequent first, with the first series of each")
  func failures() async throws {
    try await withFolder { folder in
      let manifest = Manifest(TestBatch.options(folder), input: .init(file: "-"), drivers: nil)
      try TextFile.write(String(decoding: manifest.bytes, as: UTF8.self), to: "\(folder)/manifest.json")
      try TextFile.write(
        "series,reason,message\na,bad-row,one\nb,bad-month,two\nc,bad-month,three\nd,bad-users,four\n",
        to: "\(folder)/failures.csv")
      let rows = try text(folder).split(separator: "\n").filter { $0.hasPrefix("| bad-") }
      #expect(
        rows.suffix(3) == [
          "| bad-month | 2 | b | two |", "| bad-row | 1 | a | one |", "| bad-users | 1 | d | four |",
        ])
    }
  }

  @Test("The page has the names of the panel, each its own, although two look the same and others look like formulas")
  func names() async throws {
    try await withFolder { folder in
      let names = ["caf\u{E9}", "cafe\u{301}", "=1+1", "'=1+1", "a,\u{301}b", "x\"\u{200D}y", "<\u{338}b>"]
      let rows = names.enumerated().map { index, name in
        TestBatch.rows(CSVText.quoted(name), index: index).joined()
      }
      try TextFile.write(TestBatch.header + rows.joined(), to: "\(folder)/panel.csv")
      _ = try BatchRun(TestBatch.options(folder)).run()
      let batch = try BatchFolder(path: "\(folder)/out")
      let summary = try PanelSummary(batch)
      #expect(try batch.failures().isEmpty && summary.count == names.count)
      #expect(summary.first.map { ExactName($0[0].series) } == names.map { ExactName($0) })
      let page = try BatchPage(folder: "\(folder)/out").page(Self.reproduction)
      let html = HTMLPage(page).text
      for name in names {
        let card = "data-name=\"\(Markup.escaped(name))\""
        #expect(html.utf8.count - html.utf8.count(without: card) == card.utf8.count, "\(name)")
      }
    }
  }

  @Test("Failures whose reasons look the same are counted apart")
  func reasons() async throws {
    try await withFolder { folder in
      let manifest = Manifest(TestBatch.options(folder), input: .init(file: "-"), drivers: nil)
      try TextFile.write(String(decoding: manifest.bytes, as: UTF8.self), to: "\(folder)/manifest.json")
      try TextFile.write(
        "series,reason,message\na,\u{E9},one\nb,e\u{301},two\nc,e\u{301},three\n", to: "\(folder)/failures.csv")
      let text = try text(folder)
      #expect(text.contains("| e\u{301} | 2 | b | two |") && text.contains("| \u{E9} | 1 | a | one |"))
    }
  }

  @Test("Estimates of any size are shown")
  func sizes() {
    var summary = PanelSummary()
    let first = Month(year: 2024, month: 1)
    for (index, value) in [1e308, -1e308, Double.leastNonzeroMagnitude, 1, .infinity, -.infinity, .nan].enumerated() {
      for month in 0..<2 {
        summary.add(
          .init(
            series: "s\(index)", month: first.advanced(by: month), median: month == 0 ? value : -value, interval: nil,
            model: "m"))
      }
      summary.add(coefficient: "x", estimate: value, interval: nil)
      summary.add(coefficient: "y", estimate: .nan, interval: nil)
    }
    summary.finish()
    let manifest = Manifest(TestBatch.options("x"), input: .init(file: "-"), drivers: nil)
    let page = BatchPage(name: "b", summary: summary, failures: [], manifest: manifest, isFinished: true)
    #expect(HTMLBytes(HTMLPage(page.page(Self.reproduction)).text).problem == nil)
  }
}

extension String.UTF8View {
  /// The number of bytes without the first occurrence of a text.
  fileprivate func count(without text: String) -> Int {
    let bytes = Array(self)
    let wanted = Array(text.utf8)
    var index = 0
    while index + wanted.count <= bytes.count {
      if bytes[index..<(index + wanted.count)].elementsEqual(wanted) { return bytes.count - wanted.count }
      index += 1
    }
    return bytes.count
  }
}
