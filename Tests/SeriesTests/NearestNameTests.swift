import Series
import Testing

@Suite("Nearest name")
struct NearestNameTests {
  private let names = ["month", "active_editors", "revert_rate", "outages"]

  @Test(
    "Typing errors, other case and prefixes find the name",
    arguments: [
      ("revert_rte", "revert_rate"), ("Outages", "outages"), ("outage", "outages"), ("active", "active_editors"),
    ])
  func near(written: String, meant: String) {
    #expect(nearestName(to: written, among: names) == meant)
  }

  @Test("A name far from all candidates finds none", arguments: ["toxicity", "", "mau"])
  func far(written: String) {
    #expect(nearestName(to: written, among: names) == nil)
    #expect(didYouMean(written, among: names) == "")
  }
}
