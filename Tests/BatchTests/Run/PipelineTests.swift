import ChurnForecast
import Synchronization
import Testing

@Suite("Blocks on several cores")
struct PipelineTests {
  @Test("Rows have the order of the panel, however long a block takes", arguments: [2, 3, 16])
  func order(jobs: Int) async throws {
    try await withFolder { folder in
      // Blocks of long series with correlated errors are slow; those of broken ones take no time.
      var text = TestBatch.header
      for index in 0..<4000 {
        text +=
          index % 1000 < 20
          ? TestBatch.rows("s\(index)", index: index, months: 40).joined() : "s\(index),2020-01,\(index % 3),1\n"
      }
      try TextFile.write(text, to: "\(folder)/panel.csv")
      var specification = TestBatch.specification
      specification.errors = .arma(p: 1, q: 0)
      var options = TestBatch.options(folder)
      options.forecasts.model = NetGrowth(specification)
      options.forecasts.months = 2
      options.partSize = 300
      var results: [[String: String]] = []
      for jobs in [1, jobs] {
        options.jobs = jobs
        options.folder = "\(folder)/out\(jobs)"
        #expect(try BatchRun(options).run().counts.series == 4000)
        results.append(try TestBatch.files("\(folder)/out\(jobs)"))
      }
      #expect(results[0] == results[1] && results[0].count == 30)
      let failed = try BatchFolder(path: "\(folder)/out\(jobs)").failures().compactMap { Int($0.series.dropFirst()) }
      #expect(failed == (0..<4000).filter { $0 % 1000 >= 20 })
    }
  }

  @Test("The first error of a reader ends the batch, whatever is in progress", arguments: [1, 4])
  func errors(jobs: Int) async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(700) + "s0,2030-01,1,1\n", to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.jobs = jobs
      let place = CellPlace(file: options.panel, line: 700 * 36 + 2, column: "series")
      #expect(throws: SeriesIOError.scatteredSeries(place, name: "s0")) { try BatchRun(options).run() }
    }
  }
}
