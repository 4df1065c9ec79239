import RealModule
import Scenarios
import Testing

@Suite("Regression with a local level")
struct LocalLevelTests {
  @Test("Effects, errors and coefficients agree with plain formulas of normal distributions")
  func reference() throws {
    let panel = try GeneratedPanel.byFormula()
    let estimate = LocalLevelRegression().estimate(panel)
    #expect(
      commonDigits(
        Array(estimate.effects[28...]),
        [
          -4.0580538034, -2.2603849962, -3.1352223214, -1.7320944264, -2.4220895824, -0.2671107149, -1.7219231828,
          0.0002116716, -0.2170059577, -2.4070327482, -0.5168360133, -3.2721941857,
        ]) > 8)
    #expect(
      commonDigits(
        estimate.weights.map(\.weight),
        [
          0.0030581372, 0.1364129083, -0.0361265583, 0.1447821367, 0.1133846738, 0.1023846145, 0.0421408936,
          0.0055777155, 0.2437705325, 0.1073785152, 0.0868966994, -0.0345850992,
        ]) > 8)
    let found = try LocalLevelRegression().intervals(panel, coverage: 0.95)
    // 2.05183051648, the quantile of Student's distribution with 27 degrees of freedom.
    let average = try #require(found.average)
    #expect(commonDigits([(average.upper - average.lower) / 2], [2.05183051648 * 3.5696843050]) > 8)
    let errors = [
      1.6812898664, 2.2386394422, 3.1287598318, 3.7643867752, 4.6702743734, 5.0312727198, 5.2743560039, 5.0138476287,
      4.6018985148, 4.2967236498, 3.5894738405, 3.2045297484,
    ]
    let widths = try found.byTime.map { interval in
      let interval = try #require(interval)
      return (interval.upper - interval.lower) / 2
    }
    #expect(commonDigits(widths, errors.map { 2.05183051648 * $0 }) > 8)
    #expect(found.procedure == .predictive && found.smallestPValue == 0)
  }

  @Test("The interval leaves out 0 where the p-value says so")
  func duality() throws {
    let recipe = GeneratedPanel.Recipe(controls: 8, before: 30, after: 6)
    for index in 0..<20 {
      let panel = try recipe.panel(index, effects: [Double](repeating: 0.15 * Double(index), count: 6))
      let found = try LocalLevelRegression().intervals(panel, coverage: 0.9)
      let average = try #require(found.average)
      #expect((average.lower > 0 || average.upper < 0) == (found.pValue < 0.1))
      #expect(commonDigits([try #require(found.cumulative).upper], [6 * average.upper]) > 14)
    }
  }

  @Test("The unit of the outcomes and constants added to controls change nothing else")
  func units() throws {
    let series = GeneratedPanel.Recipe(controls: 8, before: 20, after: 4).series(1)
    let one = LocalLevelRegression().estimate(try GeneratedPanel.panel(series, event: 20))
    let moved = series.enumerated().map { index, values in
      values.map { index == 0 ? 1000 * $0 : 3 * $0 + 7 * Double(index) }
    }
    let other = LocalLevelRegression().estimate(try GeneratedPanel.panel(moved, event: 20))
    #expect(commonDigits([other.average], [1000 * one.average]) > 9)
    #expect(
      commonDigits(other.weights.map(\.weight), one.weights.map { $0.weight * 1000 / 3 }) > 9)
  }

  @Test("Controls that do not move before the event get no weight")
  func constantControls() throws {
    var series = GeneratedPanel.Recipe(controls: 3, before: 20, after: 4).series(1)
    for index in 1..<4 { series[index] = (0..<24).map { $0 < 20 ? 5 : 9 } }
    // Rounding is no movement.
    series[3][4] = 5.000_000_000_000_01
    let panel = try GeneratedPanel.panel(series, event: 20)
    let estimate = LocalLevelRegression().estimate(panel)
    #expect(estimate.weights.allSatisfy { $0.weight == 0 })
    #expect(estimate.effects.allSatisfy { $0.isFinite })
    #expect(try #require(LocalLevelRegression().intervals(panel).average).lower.isFinite)
  }
}
