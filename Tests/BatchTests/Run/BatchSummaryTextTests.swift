import Batch
import Foundation
import Testing

@Suite("Summaries of batches")
struct BatchSummaryTextTests {
  private func text(_ counts: String, earlier: Int = 0, seconds: Double = 2.04) throws -> String {
    let counts = try JSONDecoder().decode(BatchCounts.self, from: Data(counts.utf8))
    return BatchSummaryText.text(BatchSummary(counts: counts, earlier: earlier, parts: 1, seconds: seconds))
  }

  @Test("Series, time and rate; those of an earlier run do not count in the rate")
  func series() throws {
    let counts = #"{"series": 100, "fallbacks": 0, "failures": {}}"#
    #expect(try text(counts) == "100 series, 100 forecast in 2.0 s, 49 per second.\n")
    #expect(
      try text(counts, earlier: 60) == "100 series, 100 forecast in 2.0 s, 19 per second (60 were done before).\n")
    #expect(try text(counts, earlier: 100, seconds: 0) == "100 series, 100 forecast in 0.0 s (100 were done before).\n")
  }

  @Test("Failures by reason, the most frequent first; names cannot move the cursor and are shortened")
  func failures() throws {
    let long = String(repeating: "n", count: 70)
    let counts = """
      {"series": 9, "fallbacks": 2, "failures": {
        "bad-row": {"count": 1, "series": "a\\u001Bb", "message": "one."},
        "bad-month": {"count": 3, "series": "\(long)", "message": "two."},
        "bad-flow": {"count": 1, "series": "c", "message": "three."}}}
      """
    #expect(
      try text(counts) == """
        9 series, 4 forecast in 2.0 s, 4 per second.
        2 were too short for the model and were forecast by its fallback.
        3 failed, bad-month: for example `\(long.prefix(57))…`: two.
        1 failed, bad-flow: for example `c`: three.
        1 failed, bad-row: for example `a\u{FFFD}b`: one.

        """)
  }
}
