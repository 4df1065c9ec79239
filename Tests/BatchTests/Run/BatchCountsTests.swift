import ChurnForecast
import Foundation
import Testing

@Suite("Counts of batches")
struct BatchCountsTests {
  @Test("Series, fallbacks and failures by reason, with the first series of each")
  func counting() async throws {
    try await withFolder { folder in
      var text = TestBatch.panel(2)
      for (name, rows) in [
        ("m1", "m1,2020-13,1,1\n"), ("short1", TestBatch.rows("short1", index: 5, months: 4).joined()),
        ("m2", "m2,2020-14,1,1\n"), ("one", "one,2020-01,5,1\n"), ("u", "u,2020-01,0,1\n"),
      ] {
        #expect(rows.hasPrefix(name))
        text += rows
      }
      try TextFile.write(text, to: "\(folder)/panel.csv")
      var specification = TestBatch.specification
      specification.fallback = .naive
      var options = TestBatch.options(folder)
      options.forecasts.model = NetGrowth(specification)
      options.forecasts.months = 2
      let counts = try BatchRun(options).run().counts
      #expect(counts.series == 7 && counts.fallbacks == 1 && counts.failed == 4)
      #expect(counts.failures.mapValues(\.count) == ["bad-month": 2, "bad-users": 1, "not-forecast": 1])
      let first = try #require(counts.failures["bad-month"])
      #expect(
        first.series == "m1" && first.message.contains("panel.csv:74: column `month`: \"2020-13\" is not a month"))
      #expect(counts.failures["not-forecast"]?.series == "one")
      // They survive a restart in the files of the parts.
      #expect(try JSONDecoder().decode(BatchCounts.self, from: JSONEncoder().encode(counts)) == counts)
      let rows = try TextFile.text(of: "\(folder)/out/failures.csv").split(separator: "\n")
      #expect(rows.map { $0.split(separator: ",")[0] } == ["series", "m1", "m2", "one", "u"])
    }
  }
}
