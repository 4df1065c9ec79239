import ChurnForecast
import TestSupport
import Testing

@Suite("Coefficient")
struct CoefficientTests {
  @Test(
    "An interval of what is not a number is everything",
    arguments: [(Double.nan, 1.0), (1, .nan), (.infinity, 1), (.infinity, .infinity), (1, -1)])
  func interval(estimate: Double, error: Double) {
    let coefficient = Coefficient(name: "c", estimate: estimate, standardError: error, degreesOfFreedom: 5)
    #expect(coefficient.interval(coverage: 0.95) == -.infinity ... .infinity)
  }

  @Test("An infinite error, and degrees of freedom too small to compute with, are no trap")
  func wide() {
    #expect(
      Coefficient(name: "c", estimate: 1, standardError: .infinity, degreesOfFreedom: 5).interval(coverage: 0.8)
        == -.infinity ... .infinity)
    #expect(
      Coefficient(name: "c", estimate: 1, standardError: 1, degreesOfFreedom: 1e-308).interval(coverage: 0.8)
        == -.infinity ... .infinity)
  }

  @Test("A driver that has no logarithm at some decay is an error, or is fitted at others")
  func vanishing() throws {
    let table = TestSeries.table()
    let tiny = MonthlyTable(
      mau: table.mau,
      drivers: [
        MonthlyColumn(
          name: "x", first: table.mau.first,
          values: TestSeries.driver.map { $0 > 2 ? .leastNonzeroMagnitude : 2 * .leastNonzeroMagnitude })
      ])
    let driver = DriverSpecification(try DriverExpression(parsing: "log(carryover(x, fit))"))
    do {
      let fit = try NetGrowth(ModelSpecification(drivers: [driver])).fit(tiny)
      #expect(fit.decays.allSatisfy { (0..<1).contains($0) })
    } catch {
      #expect(!error.description.isEmpty)
    }
  }
}
