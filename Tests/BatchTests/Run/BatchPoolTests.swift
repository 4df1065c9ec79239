import ChurnForecast
import RealModule
import Testing

/// Effects that borrow from those of all series.
@Suite("Pooled batches")
struct BatchPoolTests {
  private static let first = Month(year: 2020, month: 1)
  private static let model = NetGrowth(
    ModelSpecification(
      baseline: .constant, drivers: [DriverSpecification(.column("x"), name: "x")], errors: .independent))

  /// The effect of a series and its rows.
  private static func series(_ index: Int, months: Int) -> (effect: Double, rows: String) {
    var stream = RandomStream(seed: 31, index: index)
    let effect = 0.01 + 0.003 * stream.normal()
    var level = 13.0
    let rows = (0..<months).map { month -> String in
      let x = Double(stream.poisson(2))
      level += 0.005 - effect * (x - 2) + 0.02 * stream.normal()
      return "s\(index),\(first.advanced(by: month)),\(Int(Double.exp(level))),\(x)\n"
    }
    return (effect, rows.joined())
  }

  private static func options(_ folder: String, jobs: Int = 2) -> BatchOptions {
    var options = BatchOptions(panel: "\(folder)/panel.csv", model: model)
    options.folder = "\(folder)/out"
    options.jobs = jobs
    options.isPooled = true
    options.forecasts.months = 3
    options.forecasts.drivers = .hold
    return options
  }

  /// The estimates of a coefficient by series, with their intervals.
  private static func estimates(_ folder: String, _ name: String) throws -> [(Double, ClosedRange<Double>)] {
    try TextFile.text(of: "\(folder)/out/coefficients/part-00000.csv").split(separator: "\n").dropFirst().compactMap {
      line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells[1] == name, let value = Double(cells[2]), let low = Double(cells[4]), let high = Double(cells[5])
      else {
        return nil
      }
      return (value, low...high)
    }
  }

  @Test("Of 200 short series, pooled effects have half the squared error, and their intervals hold")
  func shrinkage() async throws {
    try await withFolder { folder in
      let all = (0..<200).map { Self.series($0, months: 12) }
      try TextFile.write(TestBatch.header + all.map(\.rows).joined(), to: "\(folder)/panel.csv")
      _ = try BatchRun(Self.options(folder)).run()
      let (own, pooled) = (try Self.estimates(folder, "x"), try Self.estimates(folder, "x (pooled)"))
      #expect(own.count == 200 && pooled.count == 200)
      func error(_ found: [(Double, ClosedRange<Double>)]) -> Double {
        zip(found, all).reduce(0) { $0 + ($1.0.0 - $1.1.effect) * ($1.0.0 - $1.1.effect) }
      }
      #expect(error(pooled) < 0.5 * error(own))
      let held = zip(pooled, all).count { $0.0.1.contains($0.1.effect) }
      #expect((183...198).contains(held), "\(held)")
      let lines = try TextFile.text(of: "\(folder)/out/pooling.csv").split(separator: "\n")
      #expect(lines.count == 2)
      let cells = lines[1].split(separator: ",").map(String.init)
      #expect(cells[0] == "x" && cells[1] == "200")
      #expect(abs((Double(cells[2]) ?? 0) - 0.01) < 0.001)
      #expect(abs((Double(cells[6]) ?? 0) - 0.003) < 0.0015)
      let forecasts = try TextFile.text(of: "\(folder)/out/part-00000.csv").split(separator: "\n")
      #expect(forecasts.dropFirst().allSatisfy { $0.hasSuffix("(pooled)") })
    }
  }

  @Test("The quick way and the model give the same pooled effects, up to what the variances borrow")
  func sameByTheModel() async throws {
    try await withFolder { folder in
      let all = (0..<30).map { Self.series($0, months: 40) }
      try TextFile.write(TestBatch.header + all.map(\.rows).joined(), to: "\(folder)/panel.csv")
      _ = try BatchRun(Self.options(folder)).run()
      let quick = try Self.estimates(folder, "x (pooled)")
      try TestBatch.remove("\(folder)/out")
      var options = Self.options(folder)
      options.forecasts.drivers = .forecast
      _ = try BatchRun(options).run()
      let general = try Self.estimates(folder, "x (pooled)")
      #expect(quick.count == 30 && general.count == 30)
      for (a, b) in zip(quick, general) { #expect(abs(a.0 - b.0) < 0.0006) }
    }
  }

  @Test("Six figures and a driver are forecast with the pooled effect; threads and resuming change nothing")
  func shortSeries() async throws {
    try await withFolder { folder in
      let all = (0..<40).map { Self.series($0, months: $0 == 7 ? 6 : 30).rows }
      try TextFile.write(TestBatch.header + all.joined(), to: "\(folder)/panel.csv")
      var options = Self.options(folder, jobs: 1)
      options.partSize = 10
      let summary = try BatchRun(options).run()
      #expect(summary.counts.failed == 0)
      let once = try TestBatch.files("\(folder)/out")
      #expect(once["part-00000.csv"]?.contains("s7,2020-09") == true)
      try TestBatch.remove("\(folder)/out")
      options.jobs = 2
      _ = try BatchRun(options).run()
      #expect(try TestBatch.files("\(folder)/out") == once)
      // An interrupted run: the last part and the end are missing.
      for name in ["_SUCCESS", "part-00003.csv", "pooling.csv"] { try TestBatch.remove("\(folder)/out/\(name)") }
      options.isResumed = true
      _ = try BatchRun(options).run()
      #expect(try TestBatch.files("\(folder)/out")["pooling.csv"] == once["pooling.csv"])
    }
  }

  @Test("What cannot be pooled is said")
  func errors() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.header + Self.series(0, months: 20).rows, to: "\(folder)/panel.csv")
      #expect(
        throws: BatchError.notPooled(
          "Effects of 1 series cannot be pooled; expected at least 3. Add series, or use their own effects.")
      ) { try BatchRun(Self.options(folder)).run() }
      var plain = Self.options(folder)
      plain.forecasts.model = NetGrowth(ModelSpecification(baseline: .constant))
      #expect(
        throws: BatchError.notPooled(
          "pooling needs a model of net growth with 1 to 8 drivers without distributed lags.")
      ) { try BatchRun(plain).run() }
    }
  }

  @Test(
    "By groups, every group has the pool of a panel of its own, on any number of threads; small and blank groups have none"
  )
  func groups() async throws {
    try await withFolder { folder in
      let regions = ["north", "south, far"]
      func rows(_ index: Int) -> String { Self.series(index, months: 24).rows }
      let all = (0..<40).map { index in
        rows(index).replacing("\n", with: ",\"\(regions[index % 2])\"\n")
      }
      let few = [(50, "west"), (51, "west"), (52, "")].map { rows($0.0).replacing("\n", with: ",\($0.1)\n") }
      let brief = Self.series(54, months: 3).rows.replacing("\n", with: ",brief\n")
      let split = rows(53).split(separator: "\n").enumerated().map { "\($1),\($0 < 3 ? "north" : "west")\n" }
      let header = "series,month,mau,x,region\n"
      try TextFile.write(header + (all + few + [brief] + split).joined(), to: "\(folder)/panel.csv")
      var options = Self.options(folder, jobs: 1)
      options.poolColumn = "region"
      let summary = try BatchRun(options).run()
      #expect(summary.counts.failed == 2)
      let grouped = try TestBatch.files("\(folder)/out")
      #expect(
        grouped["failures.csv"]?.contains("s53,two-groups") == true
          && grouped["failures.csv"]?.contains("column `region`") == true)
      try TestBatch.remove("\(folder)/out")
      options.jobs = 3
      _ = try BatchRun(options).run()
      #expect(try TestBatch.files("\(folder)/out") == grouped)
      let pooling = try #require(grouped["pooling.csv"]).split(separator: "\n")
      #expect(pooling.count == 5 && pooling[0].hasPrefix("group,effect,") && pooling[4].contains("Effects of 2 series"))
      #expect(pooling[1].hasPrefix("brief,,") && pooling[1].contains("Effects of 0 series"))
      let coefficients = try #require(grouped["coefficients/part-00000.csv"]).split(separator: "\n")
      for name in ["s50", "s51", "s52"] { #expect(coefficients.count { $0.hasPrefix("\(name),") } == 2) }
      for (group, region) in regions.enumerated() {
        try TestBatch.remove("\(folder)/out")
        let own = (0..<40).filter { $0 % 2 == group }.map(rows)
        try TextFile.write(TestBatch.header + own.joined(), to: "\(folder)/panel.csv")
        _ = try BatchRun(Self.options(folder)).run()
        let alone = try TestBatch.files("\(folder)/out")
        let row = try #require(alone["pooling.csv"]).split(separator: "\n")[1]
        #expect(pooling.contains { $0.hasSuffix(",\(row),") && $0.contains(region) })
        for line in try #require(alone["coefficients/part-00000.csv"]).split(separator: "\n").dropFirst() {
          #expect(coefficients.contains(line))
        }
      }
    }
  }
}
