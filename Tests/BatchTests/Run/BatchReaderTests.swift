import ChurnForecast
import Foundation
import Testing

@Suite("Future drivers of batches")
struct BatchReaderTests {
  /// Series, some of which have two future months of x, across the borders of blocks.
  private static let later = (0..<900).filter { $0 % 3 != 1 && !(300..<400).contains($0) }

  private static func rows(_ index: Int, blank: String) -> String {
    (0..<2).map { "s\(index),2023-0\($0 + 1),\(blank)\(index % 4)\n" }.joined()
  }

  @Test("Those of a second file are those of the panel itself, in every block")
  func agreement() async throws {
    try await withFolder { folder in
      var inside = TestBatch.header
      for index in 0..<900 {
        inside += TestBatch.rows("s\(index)", index: index).joined()
        if Self.later.contains(index) { inside += Self.rows(index, blank: ",") }
      }
      try TextFile.write(TestBatch.panel(900), to: "\(folder)/panel.csv")
      try TextFile.write(inside, to: "\(folder)/inside.csv")
      try TextFile.write(
        "series,month,x\n"
          // For a month that is known in the panel, the panel's value counts.
          + Self.later.map { "s\($0),2022-12,99\n" + Self.rows($0, blank: "") }.joined(), to: "\(folder)/later.csv")
      var options = TestBatch.options(folder)
      options.forecasts.months = 2
      options.folder = "\(folder)/none"
      _ = try BatchRun(options).run()
      options.futureDrivers = "\(folder)/later.csv"
      options.folder = "\(folder)/two"
      _ = try BatchRun(options).run()
      options.futureDrivers = nil
      options.panel = "\(folder)/inside.csv"
      options.folder = "\(folder)/one"
      _ = try BatchRun(options).run()
      let texts = try ["none", "two", "one"].map { try TextFile.text(of: "\(folder)/\($0)/part-00000.csv") }
      #expect(texts[1] == texts[2] && texts[0] != texts[1])
    }
  }

  @Test(
    "A series that is not in the panel, or comes earlier there, is reported",
    arguments: [
      ("s5,2023-01,1\ns2,2023-01,1\n", 3, "s2"), ("s1,2023-01,1\nz,2023-01,1\n", 3, "z"), ("q,2023-01,1\n", 2, "q"),
    ])
  func order(rows: String, line: Int, name: String) async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(700), to: "\(folder)/panel.csv")
      try TextFile.write("series,month,x\n" + rows, to: "\(folder)/later.csv")
      var options = TestBatch.options(folder)
      options.futureDrivers = "\(folder)/later.csv"
      let place = CellPlace(file: "\(folder)/later.csv", line: line, column: "series")
      #expect(throws: SeriesIOError.futureOutOfOrder(place, name: name, panel: options.panel)) {
        try BatchRun(options).run()
      }
    }
  }

  @Test("A file of future drivers without any of the model's columns is rejected")
  func columns() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(2), to: "\(folder)/panel.csv")
      try TextFile.write("series,month,y\ns0,2023-01,1\n", to: "\(folder)/later.csv")
      var options = TestBatch.options(folder)
      options.futureDrivers = "\(folder)/later.csv"
      #expect(
        throws: SeriesIOError.noSuchColumn(
          "x", files: ["\(folder)/later.csv"], columns: ["series", "month", "y"])
      ) { try BatchRun(options).run() }
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
    }
  }

  @Test(
    "The reference of a driver is computed from its known months, however few they are", arguments: [8, 11, 12, 13, 14])
  func shortSeries(months: Int) async throws {
    try await withFolder { folder in
      let rows = TestBatch.rows("a", index: 3, months: months)
      let first = Month(year: 2020, month: 1).advanced(by: months)
      let later = (0..<6).map { "\(first.advanced(by: $0)),\(20 + $0)\n" }
      try TextFile.write(TestBatch.header + rows.joined(), to: "\(folder)/panel.csv")
      try TextFile.write("series,month,x\n" + later.map { "a,\($0)" }.joined(), to: "\(folder)/later.csv")
      let specification = ModelSpecification(drivers: [DriverSpecification(.column("x"))])
      var options = TestBatch.options(folder)
      options.forecasts.model = NetGrowth(specification)
      options.forecasts.months = 6
      options.futureDrivers = "\(folder)/later.csv"
      _ = try BatchRun(options).run()
      // By the method of the commands.
      let text = "month,mau,x\n" + rows.map { $0.dropFirst(2) }.joined()
      let table = try readTable([SeriesFile(name: "a", bytes: Array(text.utf8))], drivers: ["x"])
      let future = try SeriesFile(name: "f", bytes: Array(("month,x\n" + later.joined()).utf8))
      var how = ForecastOptions()
      how.computation = .closedForm
      let forecast = try NetGrowth(specification).fit(table).forecast(
        months: 6, drivers: [future.column("x", content: .number)], options: how)
      var medians: [Double] = []
      try BatchFolder(path: "\(folder)/out").forEachForecast { medians.append($0.median) }
      #expect(zip(medians, forecast.months).allSatisfy { abs($0 - $1.median) <= 0.51 } && medians.count == 6)
      var estimates: [Double] = []
      try BatchFolder(path: "\(folder)/out").forEachCoefficient { estimates.append($0.estimate ?? 0) }
      let expected = try NetGrowth(specification).fit(table).coefficients.map(\.estimate)
      #expect(zip(estimates, expected).allSatisfy { abs($0 - $1) < 1e-9 } && estimates.count == expected.count)
    }
  }
}
