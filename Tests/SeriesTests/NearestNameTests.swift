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

  @Test("The nearest is found among many; of equally near ones the first")
  func many() {
    let numbered = (0..<20_000).map { "driver_\($0)" }
    #expect(nearestName(to: "driver_1999x", among: numbered) == "driver_1999")
    #expect(nearestName(to: "abcd", among: ["abce", "abcf"]) == "abce")
    #expect(nearestName(to: "abcdefgh", among: ["abcdxxgh", "abcdexgh"]) == "abcdexgh")
    #expect(nearestName(to: "ab", among: ["abcdefgh", "abcdefghi"]) == "abcdefgh")
  }

  @Test(
    "Names of a megabyte are compared with nothing, and a hundred thousand names end after a bounded number of steps")
  func hostile() {
    let long = String(repeating: "x", count: 1 << 20)
    #expect(nearestName(to: long, among: [long, "x"]) == nil)
    #expect(nearestName(to: "xx", among: [long, long + "y", "xy"]) == nil)
    #expect(nearestName(to: "xxx", among: [long, "xxy"]) == "xxy")
    let wide = (0..<100_000).map { String(repeating: "é", count: 90) + "\($0)" }
    // The first thousands are compared; what comes later is not reached.
    let wanted = String(repeating: "é", count: 90) + "12x"
    #expect(nearestName(to: wanted, among: wide) == wide[12])
    #expect(
      nearestName(to: String(repeating: "a", count: 90), among: wide + [String(repeating: "a", count: 91)]) == nil)
  }
}
