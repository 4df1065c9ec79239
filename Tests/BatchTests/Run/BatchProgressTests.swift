import Batch
import ChurnForecast
import Synchronization
import Testing

@Suite("Progress of batches")
struct BatchProgressTests {
  @Test("Progress runs from the first block to the end of the file")
  func course() async throws {
    try await withFolder { folder in
      try TextFile.write(TestBatch.panel(600), to: "\(folder)/panel.csv")
      var seen: [BatchProgress] = []
      _ = try BatchRun(TestBatch.options(folder)).run { seen.append($0) }
      #expect(seen.count > 3 && seen.map(\.series) == seen.map(\.series).sorted())
      let last = try #require(seen.last)
      #expect(last.series == 600 && last.earlier == 0 && last.failed == 0 && last.earlierShare == 0)
      // The header is not a series.
      #expect(last.share ?? 0 > 0.999 && last.share ?? 2 <= 1)
      #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.share ?? 1 < $1.share ?? 0 })
    }
  }

  @Test("The remaining time follows from the share that this run did; a stream has none")
  func left() {
    func progress(_ share: Double?, passed: Double = 0, seconds: Double = 10) -> BatchProgress {
      BatchProgress(series: 300, earlier: 100, failed: 0, share: share, earlierShare: passed, seconds: seconds)
    }
    #expect(progress(0.25).left == 30 && progress(1).left == 0 && progress(nil).left == nil)
    #expect(progress(0.75, passed: 0.5).left == 10 && progress(0.5, passed: 0.5).left == nil)
    #expect(progress(0.5).rate == 20 && progress(0.5, seconds: 0).rate == 0)
  }
}
