import ChurnForecast
import Testing

@Suite("Estimates of work")
struct WorkEstimateTests {
  @Test("Times add up, memory is the larger, and the larger part describes both")
  func sum() {
    let first = WorkEstimate(seconds: 10, bytes: 1e9, product: "a", advice: "Lower a")
    let second = WorkEstimate(seconds: 20, bytes: 1e6, product: "b", advice: "Lower b")
    let both = first.then(second)
    #expect(both == WorkEstimate(seconds: 30, bytes: 1e9, product: "a", advice: "Lower a"))
    #expect(second.then(first) == both)
    #expect(first.repeated(3).seconds == 30)
    #expect(WorkEstimate.none.then(first) == first)
  }

  @Test("The limit is a minute and two gigabytes; no limit allows everything")
  func limit() throws {
    try WorkEstimate(seconds: 60, bytes: 2e9).check(.usual)
    for estimate in [
      WorkEstimate(seconds: 61), WorkEstimate(seconds: 1, bytes: 2.1e9),
      WorkEstimate(seconds: .infinity, bytes: .infinity),
    ] {
      #expect(throws: WorkError.tooMuch(estimate).self) { try estimate.check(.usual) }
    }
    #expect(throws: WorkError.self) { try WorkEstimate(seconds: .nan).check(.usual) }
    try WorkEstimate(seconds: .infinity, bytes: .infinity).check(.none)
  }

  @Test(
    "The message has the estimate, what it is made of, and the way out",
    arguments: [
      (
        WorkEstimate(
          seconds: 900, bytes: 4e8, product: "20 scenarios × 600 months × 1,000,000 draws", advice: "Lower `draws`"),
        "this would take about 15 minutes of processor time and 0.4 GB (20 scenarios × 600 months × 1,000,000 draws). "
          + "Lower `draws`, or allow it with --allow-long."
      ),
      (
        WorkEstimate(seconds: 75, bytes: 0),
        "this would take about 75 seconds of processor time and 0.1 GB. Allow it with --allow-long."
      ),
      (
        WorkEstimate(seconds: 1e5, bytes: 2.34e10),
        "this would take about 28 hours of processor time and 23 GB. Allow it with --allow-long."
      ),
      (
        WorkEstimate(seconds: 1e7, bytes: 9.96e9),
        "this would take about 116 days of processor time and 10 GB. Allow it with --allow-long."
      ),
      (
        WorkEstimate(seconds: .infinity, bytes: .infinity),
        "this would take about more than a year of processor time and more memory than there is. Allow it with --allow-long."
      ),
    ])
  func message(estimate: WorkEstimate, text: String) { #expect(WorkError.tooMuch(estimate).description == text) }

  @Test("Numbers are grouped, and one thing is singular")
  func counts() {
    #expect(WorkEstimate.count(1_000_000, "draws") == "1,000,000 draws")
    #expect(WorkEstimate.count(100, "draws") == "100 draws")
    #expect(WorkEstimate.count(12_345, "draws") == "12,345 draws")
    #expect(WorkEstimate.count(1, "draws") == "1 draw")
  }
}
