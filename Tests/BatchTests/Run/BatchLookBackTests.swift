import ChurnForecast
import RealModule
import Testing

/// What drivers have cost every series of a batch.
@Suite("Batches that look back")
struct BatchLookBackTests {
  private static let since = Month(year: 2022, month: 1)

  private static func options(_ folder: String) -> BatchOptions {
    var options = TestBatch.options(folder)
    var lookBack = BatchLookBack()
    lookBack.changes = [PastChange("x", .to(1))]
    lookBack.since = since
    options.lookBack = lookBack
    options.forecasts.months = 3
    return options
  }

  private static func cells(_ text: String?) throws -> [[Substring]] {
    try #require(text).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  @Test("A row is the look back on the series alone")
  func sameAsOne() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(3), to: "\(folder)/panel.csv")
      _ = try BatchRun(Self.options(folder)).run()
      let rows = try Self.cells(TestBatch.files("\(folder)/out")["lookback/part-00000.csv"])
      #expect(rows.count == 3)
      var reading = ReadingOptions()
      reading.only = "s1"
      let table = try readTable([SeriesFile(path: "\(folder)/panel.csv", reading: reading)], drivers: ["x"])
      let fit = try NetGrowth(TestBatch.specification).fit(table)
      let alone = try LookBack(
        fit, [PastChange("x", .to(1))], since: Self.since, coverages: [0.95], draws: BatchLookBack().draws)
      let part = alone.lost.contributions[0]
      let months = alone.lostUserMonths.contributions[0]
      #expect(rows[1].prefix(4) == ["s1", "2022-01", "2022-12", "x"])
      let expected = [
        alone.settings[0].actual, 1, part.users, part.interval.lowerBound, part.interval.upperBound, months.users,
        months.interval.lowerBound, months.interval.upperBound,
      ]
      for (cell, value) in zip(rows[1][4...], expected) {
        #expect(abs((Double(cell) ?? .nan) - value) <= max(0.51, 1e-12 * abs(value)))
      }
    }
  }

  @Test("Threads, parts and resuming change nothing; the past of a series that is too short is a message")
  func parts() async throws {
    try await withFolder { folder in
      let short = TestBatch.rows("short", index: 99, months: 20).joined()
      try TextFile.write(TestBatch.panel(11) + short, to: "\(folder)/panel.csv")
      var options = Self.options(folder)
      options.partSize = 5
      options.jobs = 1
      _ = try BatchRun(options).run()
      let once = try TestBatch.files("\(folder)/out")
      let row = try #require(once["lookback/part-00002.csv"]).split(separator: "\n").last
      let blanks = String(repeating: ",", count: 12)
      #expect(
        row?.hasPrefix("short\(blanks)\"The months 2022-01 to 2021-08 do not lie in the past") == true, "\(row ?? "")")
      for name in ["_SUCCESS", "lookback/part-00002.csv"] { try TestBatch.remove("\(folder)/out/\(name)") }
      options.isResumed = true
      options.jobs = 2
      _ = try? BatchRun(options).run()
      try TestBatch.remove("\(folder)/out")
      options.isResumed = false
      _ = try BatchRun(options).run()
      #expect(try TestBatch.files("\(folder)/out") == once)
    }
  }

  @Test("A driver that no series has stops the batch, and leaves nothing; another question is another batch")
  func unknown() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(2), to: "\(folder)/panel.csv")
      var options = Self.options(folder)
      options.lookBack?.changes = [PastChange("y", .reference)]
      #expect(throws: LookBackError.unknownDriver("y", known: ["x"])) { try BatchRun(options).run() }
      #expect(try TestBatch.files("\(folder)/out").isEmpty)
      options = Self.options(folder)
      options.forecasts.model = AutomaticModel()
      #expect(throws: PastModelError.noDrivers) { try BatchRun(options).run() }
      options = Self.options(folder)
      _ = try BatchRun(options).run()
      options.isResumed = true
      options.lookBack?.since = Self.since.advanced(by: 1)
      #expect(throws: BatchError.self) { try BatchRun(options).run() }
    }
  }

  @Test("Several drivers: a row each and their total")
  func total() async throws {
    try await withFolder { folder in
      let rows = TestBatch.rows("a", index: 1, months: 60).enumerated().map { index, row in
        row.replacing("\n", with: ",\((index * 7) % 5)\n")
      }
      try TextFile.write("series,month,mau,x,z\n" + rows.joined(), to: "\(folder)/panel.csv")
      var options = Self.options(folder)
      options.forecasts.model = NetGrowth(
        ModelSpecification(
          baseline: .saturating, drivers: ["x", "z"].map { DriverSpecification(.column($0), name: $0) }))
      options.lookBack?.changes = []
      options.lookBack?.since = nil
      _ = try BatchRun(options).run()
      let cells = try Self.cells(TestBatch.files("\(folder)/out")["lookback/part-00000.csv"])
      #expect(cells.map { $0[3] } == ["x", "z", "total"])
      let lost = cells.map { Double($0[6]) ?? .nan }
      #expect(abs(lost[0] + lost[1] - lost[2]) <= 2)
    }
  }
}
