import ChurnForecast
import Foundation
import Testing

@Suite("Folders that a batch fills")
struct FolderOutputTests {
  private static let names = [
    "part-00000.csv", "part-00001.csv", "part-00002.csv", "coefficients/part-00000.csv", "coefficients/part-00001.csv",
    "coefficients/part-00002.csv", "failures.csv", "_SUCCESS",
  ]

  /// A folder in which a batch of 12 series, one of them broken, was completed in three parts.
  private func withBatch(_ body: (String, BatchOptions) async throws -> Void) async throws {
    try await withFolder { folder in
      let broken = "bad,2020-13,1,1\n"
      try TextFile.write(
        TestBatch.panel(8) + broken + TestBatch.rows("t", index: 9).joined() + TestBatch.rows("u", index: 10).joined()
          + TestBatch.rows("v", index: 11).joined(), to: "\(folder)/panel.csv")
      try TextFile.write("series,month,x\ns0,2023-01,3\n", to: "\(folder)/later.csv")
      var options = TestBatch.options(folder)
      options.partSize = 5
      options.forecasts.months = 1
      options.futureDrivers = "\(folder)/later.csv"
      let summary = try BatchRun(options).run()
      #expect(summary.parts == 3 && summary.counts.series == 12 && summary.counts.failed == 1)
      #expect(try Set(TestBatch.files("\(folder)/out").keys) == Set(Self.names))
      options.isResumed = true
      try await body(folder, options)
    }
  }

  @Test("The final manifest has the results, and can be read")
  func manifest() async throws {
    try await withBatch { folder, options in
      let batch = try BatchFolder(path: "\(folder)/out")
      #expect(batch.isFinished && batch.manifest.parts == 3 && batch.manifest.counts?.series == 12)
      #expect(batch.manifest.times.finished != nil && batch.manifest.times.seconds ?? 0 > 0)
      let input = try Manifest.Input(fingerprintOf: options.panel)
      #expect(batch.manifest.identity.input == input)
      #expect(batch.manifest.identity.drivers == (try Manifest.Input(fingerprintOf: "\(folder)/later.csv")))
      #expect(try batch.failures().map(\.reason) == ["bad-month"])
      var series: Set<String> = []
      try batch.forEachForecast { series.insert($0.series) }
      #expect(series.count == 11)
    }
  }

  @Test("A complete batch is not run again")
  func finished() async throws {
    try await withBatch { folder, options in
      let before = try TextFile.text(of: "\(folder)/out/manifest.json")
      let summary = try BatchRun(options).run()
      #expect(summary.earlier == 12 && summary.parts == 3 && summary.seconds == 0 && summary.counts.failed == 1)
      #expect(try TextFile.text(of: "\(folder)/out/manifest.json") == before)
    }
  }

  @Test("A resumed run continues after the last complete part and makes incomplete ones again")
  func resuming() async throws {
    try await withBatch { folder, options in
      let out = "\(folder)/out"
      let whole = try TestBatch.files(out)
      // As if it had been stopped in the second part: its files have their names, but nothing counts them.
      for name in ["_SUCCESS", "failures.csv", "part-00002.csv"] { try TestBatch.remove("\(out)/\(name)") }
      try FileManager.default.createDirectory(atPath: "\(out)/.progress", withIntermediateDirectories: false)
      try TextFile.write(
        #"{"counts": {"series": 5, "fallbacks": 0, "failures": {}}}"#, to: "\(out)/.progress/part-00000.json")
      try TextFile.write("", to: "\(out)/.progress/part-00000.csv")
      try TextFile.write("half", to: "\(out)/part-00001.csv")
      try TextFile.write("half", to: "\(out)/coefficients/part-00002.csv.tmp")
      try TextFile.write("stale", to: "\(out)/part-00007.csv")
      let first = try TextFile.text(of: "\(out)/part-00000.csv")
      try TextFile.write(first + "kept\n", to: "\(out)/part-00000.csv")
      let summary = try BatchRun(options).run()
      #expect(summary.earlier == 5 && summary.counts.series == 12 && summary.counts.failed == 1)
      // The complete part was left alone.
      #expect(try TextFile.text(of: "\(out)/part-00000.csv") == first + "kept\n")
      try TextFile.write(first, to: "\(out)/part-00000.csv")
      #expect(try TestBatch.files(out) == whole)
    }
  }

  @Test("A run without a checkpoint starts again")
  func noCheckpoint() async throws {
    try await withBatch { folder, options in
      let whole = try TestBatch.files("\(folder)/out")
      try TestBatch.remove("\(folder)/out/_SUCCESS")
      try TextFile.write("stale", to: "\(folder)/out/part-00003.csv")
      let summary = try BatchRun(options).run()
      #expect(summary.earlier == 0 && summary.parts == 3)
      #expect(try TestBatch.files("\(folder)/out") == whole)
    }
  }

  @Test("A changed file of future drivers, a changed version and a changed panel are rejected, and nothing is touched")
  func changes() async throws {
    try await withBatch { folder, options in
      let out = "\(folder)/out"
      let before = try TestBatch.files(out)
      func refused(_ options: BatchOptions, _ what: String) async throws {
        #expect(throws: BatchError.changed(folder: out, what: what)) { try BatchRun(options).run() }
        #expect(try TestBatch.files(out) == before)
      }
      var other = options
      other.version = "0.0.9"
      try await refused(other, "the program changed from version \(ProgramVersion.current) to 0.0.9")
      other = options
      other.futureDrivers = nil
      try await refused(other, "the file of future drivers changed")
      let later = try TextFile.text(of: "\(folder)/later.csv")
      try TextFile.write(later.replacing(",3\n", with: ",4\n"), to: "\(folder)/later.csv")
      try await refused(options, "the file of future drivers changed")
      try TextFile.write(later, to: "\(folder)/later.csv")
      #expect(try BatchRun(options).run().earlier == 12)
      try TextFile.write(TestBatch.panel(12), to: "\(folder)/panel.csv")
      try await refused(options, "\(folder)/panel.csv changed")
    }
  }

  @Test("A folder with other files is not used, whether or not a run is resumed")
  func foreign() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(3), to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.folder = folder
      #expect(throws: BatchError.folderNotEmpty(folder, .other)) { try BatchRun(options).run() }
      options.isResumed = true
      #expect(throws: BatchError.notABatch(folder)) { try BatchRun(options).run() }
      #expect(OutputFolder.names(in: folder) == ["panel.csv"])
      try TextFile.write("{}", to: "\(folder)/manifest.json")
      #expect(throws: BatchError.notABatch(folder)) { try BatchRun(options).run() }
      #expect(
        BatchError.notABatch("out").description
          == "out: the folder has files, but no manifest.json of a batch to resume. Choose another folder.")
    }
  }

  @Test("A run resumed in an empty folder, or in one with the remains of a start, begins there")
  func firstMoment() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(3), to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.isResumed = true
      try FileManager.default.createDirectory(
        atPath: "\(folder)/out/coefficients", withIntermediateDirectories: true)
      try TextFile.write("half", to: "\(folder)/out/part-00000.csv.tmp")
      let summary = try BatchRun(options).run()
      #expect(summary.earlier == 0 && summary.parts == 1)
      #expect(
        try Set(TestBatch.files("\(folder)/out").keys)
          == ["_SUCCESS", "failures.csv", "part-00000.csv", "coefficients/part-00000.csv"])
    }
  }

  /// A run that fails in the last of several blocks, where a row belongs to an earlier series, and the files that it leaves.
  private func failed(_ folder: String) throws -> (options: BatchOptions, complete: [String: String]) {
    try TextFile.write(TestBatch.panel(400) + "s0,2030-01,1,1\n", to: "\(folder)/panel.csv")
    var options = TestBatch.options(folder)
    options.jobs = 1
    options.partSize = 50
    options.forecasts.months = 1
    #expect(throws: SeriesIOError.self) { try BatchRun(options).run() }
    return (options, try TestBatch.files("\(folder)/out"))
  }

  @Test("After a failed run there are only complete parts, and again after the next one")
  func failedRun() async throws {
    try await withFolder { folder in
      let (stopped, complete) = try failed(folder)
      var options = stopped
      let parts = complete.keys.filter { $0.hasPrefix("part-") }.count
      #expect(parts > 2 && parts < 8 && complete.count == 4 * parts)
      for name in ["part-0000\(parts).csv", "coefficients/part-0000\(parts).csv", "part-00009.csv"] {
        try TextFile.write("half", to: "\(folder)/out/\(name)")
      }
      options.isResumed = true
      #expect(throws: SeriesIOError.self) { try BatchRun(options).run() }
      #expect(try TestBatch.files("\(folder)/out") == complete)
    }
  }

  @Test("Names with any characters survive the folder, its report and a resumed run")
  func names() async throws {
    try await withFolder { folder in
      let names = ["x\u{7}y", "a\u{1B}[31m", "\u{FEFF}b", "tab\tc", "c\u{301}", "\u{107}", "n\rm"]
      let series = names.enumerated().map { TestBatch.rows("\"\($1)\"", index: $0).joined() }
      let failures = names.map { "\"f\($0)\",2020-01,5,1\n" }
      try TextFile.write(TestBatch.header + (series + failures).joined(), to: "\(folder)/panel.csv")
      let options = TestBatch.options(folder)
      #expect(try BatchRun(options).run().counts.failed == names.count)
      let batch = try BatchFolder(path: "\(folder)/out")
      var seen: [[UInt8]] = []
      try batch.forEachForecast { row in if seen.last != Array(row.series.utf8) { seen.append(Array(row.series.utf8)) }
      }
      #expect(seen == names.map { Array($0.utf8) })
      #expect(try batch.failures().map { Array($0.series.utf8) } == names.map { Array("f\($0)".utf8) })
    }
  }

  @Test(
    "A part whose files are missing or damaged is made again",
    arguments: [
      ".progress/part-00001.csv", ".progress/part-00001.json", "part-00001.csv", "coefficients/part-00001.csv",
    ])
  func damagedParts(name: String) async throws {
    try await withFolder { folder in
      let (stopped, complete) = try failed(folder)
      var options = stopped
      if name.hasPrefix(".") {
        try TextFile.write("a,b\nrest", to: "\(folder)/out/\(name)")
      } else {
        try TestBatch.remove("\(folder)/out/\(name)")
      }
      options.isResumed = true
      #expect(throws: SeriesIOError.self) { try BatchRun(options).run() }
      #expect(try TestBatch.files("\(folder)/out") == complete)
    }
  }

  @Test("Links in place of the folders inside are not followed, also not by a run that is complete")
  func links() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(3), to: "\(folder)/panel.csv")
      try FileManager.default.createDirectory(atPath: "\(folder)/precious", withIntermediateDirectories: false)
      for name in ["part-00000.csv", "part-00000.csv.tmp", "part-00000.json"] {
        try TextFile.write("mine", to: "\(folder)/precious/\(name)")
      }
      let precious = try TestBatch.files("\(folder)/precious")
      var options = TestBatch.options(folder)
      _ = try BatchRun(options).run()
      options.isResumed = true
      let link = "\(folder)/out/.progress"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "\(folder)/precious")
      _ = try? BatchRun(options).run()
      #expect(try TestBatch.files("\(folder)/precious") == precious)
      try TestBatch.remove("\(folder)/out/_SUCCESS")
      _ = try? BatchRun(options).run()
      #expect(try TestBatch.files("\(folder)/precious") == precious)
      try TestBatch.remove(link)
      try TestBatch.remove("\(folder)/out/coefficients")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/out/coefficients", withDestinationPath: "\(folder)/precious")
      #expect(throws: SeriesIOError.cannotWrite(file: "\(folder)/out/coefficients", reason: "it is not a folder")) {
        try BatchRun(options).run()
      }
      #expect(try TestBatch.files("\(folder)/precious") == precious)
    }
  }
}
