import ChurnForecast
import Testing

@Suite("Summaries of panels")
struct PanelSummaryTests {
  private let first = Month(year: 2024, month: 1)

  private func summary(_ series: [(String, [Double])], whole: Int = 200, losers: Int = 20) -> PanelSummary {
    var summary = PanelSummary(whole: whole, losers: losers)
    for (name, users) in series {
      for (index, median) in users.enumerated() {
        summary.add(
          .init(series: name, month: first.advanced(by: index), median: median, interval: nil, model: "m"))
      }
    }
    summary.finish()
    return summary
  }

  @Test("Totals are sums by month, of the months that all series have")
  func totals() {
    let result = summary([("a", [100, 90, 80]), ("b", [10, 20])])
    #expect(result.count == 2)
    #expect(result.sums == (110, 100))
    #expect(result.sharedTotals.map(\.users) == [110, 110])
    #expect(result.totals[first.advanced(by: 2)]?.series == 1)
    #expect(result.models == ["m": 2])
  }

  @Test("The series that lose most are kept, the worst first, and only those")
  func losers() {
    let result = summary((0..<50).map { ("s\($0)", [1000, 1000 - Double(($0 * 7) % 50)]) }, losers: 3)
    #expect(result.losers.map(\.users) == [-49, -48, -47])
    #expect(result.losers[0].months == first...first.advanced(by: 1))
    #expect(summary([("up", [1, 2]), ("flat", [1, 1])]).losers.isEmpty)
  }

  @Test("The first series are kept in full; of the others, only what is needed")
  func whole() {
    let result = summary((0..<9).map { ("s\($0)", [1, 2, 3]) }, whole: 4)
    #expect(result.first.map { $0[0].series } == ["s0", "s1", "s2", "s3"])
    #expect(result.first.allSatisfy { $0.count == 3 } && result.shares.count == 9)
  }

  @Test("Estimates count the intervals that lie on one side of zero")
  func estimates() throws {
    var result = PanelSummary()
    for (value, interval) in [(1.0, 0.5...1.5), (-1, -2 ... -0.5), (0.1, -1...1)] as [(Double, ClosedRange<Double>)] {
      result.add(coefficient: "x", estimate: value, interval: interval)
    }
    result.add(coefficient: "y", estimate: 1, interval: nil)
    let x = try #require(result.estimates["x"])
    #expect(x.values == [1, -1, 0.1] && x.above == 1 && x.below == 1)
    #expect(result.coefficients == ["x", "y"] && result.estimates["y"]?.above == 0)
  }

  @Test("Of equal losses the first comes first, and the least is dropped")
  func equalLosses() {
    let result = summary(
      [("a", [10, 9]), ("b", [10, 8]), ("c", [20, 19]), ("d", [30, 28]), ("e", [5, 4])], losers: 3)
    #expect(result.losers.map(\.series) == ["b", "d", "a"])
    #expect(result.losers[0].share == 8.0 / 10 - 1)
  }

  @Test("The summary of a batch folder is that of its rows")
  func folder() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(25), to: "\(folder)/panel.csv")
      var options = TestBatch.options(folder)
      options.partSize = 10
      _ = try BatchRun(options).run()
      let batch = try BatchFolder(path: "\(folder)/out")
      let summary = try PanelSummary(batch)
      #expect(summary.count == 25 && summary.models == ["net-growth": 25] && summary.sharedTotals.count == 24)
      var rows: [ForecastRow] = []
      try batch.forEachForecast { rows.append($0) }
      #expect(rows.count == 25 * 24 && summary.first.map { $0[0].series } == (0..<25).map { "s\($0)" })
      let first = Month(year: 2023, month: 1)
      #expect(summary.sums.first == rows.filter { $0.month == first }.reduce(0) { $0 + $1.median })
      #expect(rows.allSatisfy { $0.interval?.contains($0.median) == true })
      #expect(summary.coefficients == ["baseline", "x", "saturation"])
      #expect(summary.estimates.allSatisfy { $0.value.values.count == 25 })
      #expect(summary.estimates["x"]?.above == 25)
    }
  }

  @Test("Names that look the same are different series, models and coefficients")
  func exact() throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    var result = summary([(composed, [10, 9]), (decomposed, [10, 8]), (composed, [10, 7])])
    #expect(result.count == 3 && result.first.map(\.count) == [2, 2, 2])
    #expect(result.losers.map { ExactName($0.series) } == [composed, decomposed, composed].map { ExactName($0) })
    for name in [composed, decomposed, composed] { result.add(coefficient: name, estimate: 1, interval: nil) }
    #expect(result.coefficients == [ExactName(composed), ExactName(decomposed)])
    #expect(result.estimates[ExactName(composed)]?.values.count == 2)
    #expect(result.estimates[ExactName(decomposed)]?.values.count == 1)
    for model in [composed, decomposed] {
      result.add(.init(series: model, month: first, median: 1, interval: nil, model: model))
    }
    result.finish()
    #expect(result.models.count == 3 && result.models[ExactName(decomposed)] == 1)
  }
}
