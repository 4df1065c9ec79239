import ChurnForecast
import RealModule
import Testing

@Suite("Test of nested models")
struct ClarkWestTests {
  private func errors(_ count: Int) -> (larger: [Double], smaller: [Double]) {
    let smaller = (0..<count).map { (index: Int) -> Double in
      let k = Double(index)
      return Double.sin(1.7 * k + 0.3) + 0.2 * Double.cos(0.4 * k)
    }
    let larger = smaller.enumerated().map { (index, error) -> Double in
      0.8 * error + 0.3 * Double.cos(2.1 * Double(index))
    }
    return (larger, smaller)
  }

  @Test(
    "The numbers of Reference/clark_west.py",
    arguments: [
      (8, 0.35420713887544997, 3.8595478184699297, 0.030524347261385476),
      (20, 0.2330050285253821, 2.7267375910388925, 0.017167159441665684),
      (36, 0.21357264705538376, 3.6856179188194025, 0.001558321348023486),
    ])
  func reference(count: Int, mean: Double, statistic: Double, pValue: Double) throws {
    let (larger, smaller) = errors(count)
    let test = try #require(ClarkWest(larger: larger, smaller: smaller))
    #expect(test.origins == count)
    #expect(abs(test.mean / mean - 1) < 1e-12 && abs(test.statistic / statistic - 1) < 1e-12)
    #expect(abs(test.pValue / pValue - 1) < 1e-10)
  }

  @Test("No test from fewer than eight origins, or where the forecasts are the same")
  func tooFew() {
    let (larger, smaller) = errors(7)
    #expect(ClarkWest(larger: larger, smaller: smaller) == nil)
    #expect(ClarkWest(larger: errors(20).smaller, smaller: errors(20).smaller) == nil)
  }

  @Test("A backtest of few origins has no verdict, and says how many there are")
  func fewOrigins() throws {
    let specification = ModelSpecification(drivers: [DriverSpecification(.column("x"), reference: 0)])
    let table = try SeriesSimulation(
      specification, coefficients: [0.004, 0.03], innovation: 0.008, users: 1e6,
      first: Month(year: 2015, month: 1), months: 60,
      processes: ["x": .autoregressive(mean: 0, deviation: 1, persistence: 0.9)]
    ).table(seed: 3)
    var options = Backtest.Options()
    options.includesAutomatic = false
    options.months = 3
    options.firstFigures = 53
    let few = try Backtest(specification, table, options: options)
    let verdict = few.verdict
    #expect(verdict.exAnte?.finding == .tooFew && verdict.exPost?.finding == .tooFew)
    #expect(verdict.exPost?.origins == 7 && verdict.againstBest?.finding == .tooFew)
    options.firstFigures = 36
    let enough = try Backtest(specification, table, options: options)
    #expect(enough.verdict.exPost?.finding == .help && enough.verdict.exPost?.nestedTest?.origins == 24)
  }
}
