import ChurnForecast
import Foundation
import Synchronization
import Testing

@Suite("Batches from a program")
struct BatchRunTests {
  @Test("A file that changes while it is read is rejected, and the folder is as empty as before")
  func changing() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(800), to: "\(folder)/panel.csv")
      let options = TestBatch.options(folder)
      var isChanged = false
      #expect(throws: SeriesIOError.changedWhileRead(file: options.panel)) {
        try BatchRun(options).run { _ in
          if !isChanged { try? Data("new,2030-01,,1\n".utf8).append(to: "\(folder)/panel.csv") }
          isChanged = true
        }
      }
      #expect(OutputFolder.names(in: "\(folder)/out") == [".lock"])
    }
  }

  @Test("An error of all series leaves the folder empty, so that it can be used again")
  func nothingComplete() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(3) + "s0,2030-01,,1\n", to: "\(folder)/panel.csv")
      #expect(throws: SeriesIOError.self) { try BatchRun(TestBatch.options(folder)).run() }
      try TextFile.write(TestBatch.panel(3), to: "\(folder)/panel.csv")
      let summary = try BatchRun(TestBatch.options(folder)).run()
      #expect(summary.counts.series == 3 && summary.counts.failed == 0 && summary.parts == 1)
    }
  }

  @Test(
    "Forecasts are those of fit and forecast, whatever the model",
    arguments: ["growth", "ar", "auto", "drift", "paths"])
  func agreement(kind: String) async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(2), to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.forecasts.months = 6
      var specification = ModelSpecification(baseline: .saturating, drivers: [DriverSpecification(.column("x"))])
      if kind == "ar" { specification.errors = .arma(p: 1, q: 0) }
      options.forecasts.model =
        kind == "drift" ? Benchmark.drift : ModelList.model(specification, isAutomatic: kind == "auto")
      if kind == "paths" { options.forecasts.draws = 2000 }
      _ = try BatchRun(options).run()
      let rows = try TextFile.text(of: "\(folder)/out/part-00000.csv").split(separator: "\n").dropFirst()
      #expect(rows.count == 12)
      // The second series alone, by the method of the commands.
      let lines = TestBatch.panel(2).split(separator: "\n").filter { $0.hasPrefix("s1,") }.map { $0.dropFirst(3) }
      let text = (["month,mau,x"] + lines).joined(separator: "\n") + "\n"
      let table = try readTable([SeriesFile(name: "s1", bytes: Array(text.utf8))], drivers: ["x"])
      var how = ForecastOptions()
      how.computation = kind == "paths" ? .simulation : .closedForm
      let forecast =
        switch kind {
        case "auto": try AutomaticForecast(specification: specification, table).forecast(months: 6, options: how)
        case "drift": try Benchmark.drift.forecast(table.mau, months: 6)
        default: try NetGrowth(specification).fit(table).forecast(months: 6, options: how)
        }
      for (row, month) in zip(rows.suffix(6), forecast.months) {
        let cells = row.split(separator: ",")
        #expect(cells[0] == "s1" && cells[1] == "\(month.month)" && cells[7] == forecast.name)
        let numbers = [month.median] + month.intervals.flatMap { [$0.lower, $0.upper] }
        for (cell, number) in zip(cells[2..<7], numbers) {
          let value = try #require(Double(cell))
          // Simulated paths, and simulated drivers of the automatic forecast, have their series' own seed.
          #expect(abs(value - number) <= (kind == "paths" || kind == "auto" ? 0.02 * number : 0.51))
        }
      }
    }
  }

  @Test("Forecasts of a quarterly series are quarterly", arguments: [Benchmark.ets, .theta, .seasonalNaive])
  func quarters(benchmark: Benchmark) async throws {
    try await withFolder { folder in
      var text = "series,month,mau\n"
      for quarter in 0..<20 {
        let month = Month(year: 2019, month: 3).advanced(by: 3 * quarter)
        text += "a,\(month),\(100_000 + 1000 * quarter + 37 * (quarter % 4))\n"
      }
      try TextFile.write(text, to: "\(folder)/panel.csv")
      var options = BatchOptions(panel: "\(folder)/panel.csv", model: benchmark)
      options.folder = "\(folder)/out"
      options.forecasts.months = 12
      _ = try BatchRun(options).run()
      let rows = try TextFile.text(of: "\(folder)/out/part-00000.csv").split(separator: "\n").dropFirst()
      #expect(rows.map { $0.split(separator: ",")[1] } == ["2024-03", "2024-06", "2024-09", "2024-12"])
    }
  }

  @Test("A file of future drivers that changes while it is read is named")
  func changingDrivers() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(300), to: "\(folder)/panel.csv")
      try TextFile.write("series,month,x\ns0,2023-01,3\n", to: "\(folder)/later.csv")
      var options = TestBatch.options(folder)
      options.forecasts.months = 1
      options.futureDrivers = "\(folder)/later.csv"
      #expect(throws: SeriesIOError.changedWhileRead(file: "\(folder)/later.csv")) {
        try BatchRun(options).run { _ in
          try? Data("s1,2023-01,4\n".utf8).append(to: "\(folder)/later.csv")
        }
      }
    }
  }

  @Test("Series with the same figures have their own paths, even in other blocks")
  func ownPaths() async throws {
    try await withFolder { folder in
      let rows = TestBatch.rows("s", index: 1).map { $0.dropFirst() }
      let text = (0..<320).map { index in rows.map { "s\(index)\($0)" }.joined() }
      try TextFile.write(TestBatch.header + text.joined(), to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.forecasts.draws = 100
      options.forecasts.months = 1
      _ = try BatchRun(options).run()
      let forecasts = try TextFile.text(of: "\(folder)/out/part-00000.csv").split(separator: "\n").dropFirst()
      #expect(Set(forecasts.map { $0.drop { $0 != "," } }).count > 310 && forecasts.count == 320)
    }
  }

  @Test("Without a folder the rows go to the caller: the header and then the contents of the parts")
  func rows() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(30), to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.partSize = 10
      let received = Mutex<[UInt8]>([])
      let inFolder = try BatchRun(options, rows: { bytes in received.withLock { $0 += bytes } }).run()
      #expect(inFolder.parts == 3 && received.withLock { $0.isEmpty })
      let parts = try (0..<3).map { try TextFile.text(of: "\(folder)/out/part-0000\($0).csv") }
      options.folder = nil
      let summary = try BatchRun(options, rows: { bytes in received.withLock { $0 += bytes } }).run()
      #expect(summary.parts == 0 && summary.counts.series == 30 && summary.earlier == 0 && summary.seconds > 0)
      let header = "series,month,median,lower80,upper80,lower95,upper95,model\n"
      #expect(parts.allSatisfy { $0.hasPrefix(header) })
      #expect(
        received.withLock { String(decoding: $0, as: UTF8.self) }
          == header + parts.map { $0.dropFirst(header.count) }.joined())
    }
  }

  @Test("An error of the caller that takes the rows ends the batch")
  func refusedRows() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(30), to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.folder = nil
      let error = SeriesIOError.cannotWrite(file: "there", reason: "enough")
      #expect(throws: error) { try BatchRun(options, rows: { _ in throw error }).run() }
    }
  }

  @Test("The same seed gives the same paths, whatever the jobs; another gives others")
  func seeds() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(30), to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.forecasts.draws = 100
      var texts: [String] = []
      for (jobs, seed) in [(1, 1), (2, 1), (2, 2)] {
        options.jobs = jobs
        options.forecasts.seed = UInt64(seed)
        options.folder = "\(folder)/out\(jobs)\(seed)"
        _ = try BatchRun(options).run()
        texts.append(try TextFile.text(of: "\(folder)/out\(jobs)\(seed)/part-00000.csv"))
      }
      #expect(texts[0] == texts[1] && texts[1] != texts[2])
    }
  }
}

extension Data {
  fileprivate func append(to path: String) throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: self)
    try handle.close()
  }
}
