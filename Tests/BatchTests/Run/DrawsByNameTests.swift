import ChurnForecast
import Testing

@Suite("Draws by name")
struct DrawsByNameTests {
  /// The rows of a series in a batch of the rows of some series.
  private func forecast(
    of name: String, in series: [String], jobs: Int = 2, sorted: Bool = false, _ change: (inout BatchOptions) -> Void
  ) async throws -> [Substring] {
    try await withFolder { folder in
      try TextFile.write(TestBatch.header + series.joined(), to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.forecasts.months = 3
      options.jobs = jobs
      options.isSorted = sorted
      change(&options)
      _ = try BatchRun(options).run()
      return try TextFile.text(of: "\(folder)/out/part-00000.csv").split(separator: "\n")
        .filter { $0.hasPrefix("\(name),") }
    }
  }

  @Test(
    "A series has the same bytes alone, in any order, after broken series, sorted, on any number of threads",
    arguments: [nil, 500])
  func names(draws: Int?) async throws {
    let good = ["s0", "s1", "s2"].enumerated().map { TestBatch.rows($1, index: $0).joined() }
    let broken = [
      "x1,2020-01,many,1\n", "x2,2020-01,1\n", "x3,2020-13,1,1\n", "x4,2020-01,\"1,1\n", "x5,2020-01,1,1\n",
    ]
    func run(_ series: [String], jobs: Int = 2, sorted: Bool = false) async throws -> [Substring] {
      try await forecast(of: "s1", in: series, jobs: jobs, sorted: sorted) { options in
        options.forecasts.draws = draws
        options.forecasts.drivers = draws == nil ? .hold : .forecast
      }
    }
    let alone = try await run([good[1]])
    #expect(alone.count == 3)
    #expect(try await run(good) == alone)
    #expect(try await run(good.reversed()) == alone)
    #expect(try await run(broken + good) == alone)
    #expect(try await run(good.reversed() + broken, sorted: true) == alone)
    #expect(try await run((0..<600).map { "p\($0),2020-01,1,1\n" } + good, jobs: 4) == alone)
    #expect(try await run([good[1].replacing("s1,", with: "\"s1\",")]) == alone)
  }

  @Test("Different names and different seeds have different draws")
  func differences() async throws {
    let rows = TestBatch.rows("s1", index: 1).joined()
    func run(_ name: String, seed: UInt64) async throws -> [Substring] {
      try await forecast(of: name, in: [rows.replacing("s1,", with: "\(name),")]) { options in
        options.forecasts.draws = 500
        options.forecasts.seed = seed
      }.map { $0.dropFirst(name.count) }
    }
    let first = try await run("s1", seed: 1)
    #expect(try await run("s1", seed: 1) == first)
    #expect(try await run("s2", seed: 1) != first)
    #expect(try await run("s1", seed: 2) != first)
  }
}
