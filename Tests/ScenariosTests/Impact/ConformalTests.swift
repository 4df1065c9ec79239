import RealModule
import Scenarios
import Testing

@Suite("Conformal inference")
struct ConformalTests {
  @Test(
    "p-values agree with exact weights of every hypothesis in Python",
    arguments: [(0.0, 0.175, 0.325), (-3, 0.925, 0.35), (-4, 0.55, 0.15), (-5, 0.275, 0.35)])
  func pValues(effect: Double, average: Double, absolute: Double) throws {
    let panel = try GeneratedPanel.byFormula()
    #expect(ConformalInference().pValue(of: effect, panel) == average)
    #expect(ConformalInference(statistic: .power(1)).pValue(of: effect, panel) == absolute)
    #expect(ConformalInference().smallestPValue(panel) == 1.0 / 40)
  }

  @Test("Just inside its ends an interval holds effects that are not rejected, just outside those that are")
  func inversion() throws {
    for index in 0..<5 {
      let panel = try GeneratedPanel.Recipe(controls: 10, before: 40, after: 6).panel(
        index, effects: [Double](repeating: 3, count: 6))
      let found = try ConformalInference().intervals(panel, coverage: 0.9)
      let average = try #require(found.average)
      let margin = 1e-3 * (average.upper - average.lower)
      #expect(ConformalInference().pValue(of: average.lower + margin, panel) > 0.1)
      #expect(ConformalInference().pValue(of: average.upper - margin, panel) > 0.1)
      #expect(ConformalInference().pValue(of: average.lower - margin, panel) <= 0.1)
      #expect(ConformalInference().pValue(of: average.upper + margin, panel) <= 0.1)
      #expect(found.pValue == ConformalInference().pValue(panel))
      #expect(found.byTime.count == 6 && !found.byTime.contains(nil))
    }
  }

  @Test("With fewer than 20 times there is no interval of 95 %, and with 18 before the event none of a single time")
  func tooFewTimes() throws {
    let short = try GeneratedPanel.Recipe(controls: 5, before: 12, after: 4).panel(1)
    let none = try ConformalInference().intervals(short)
    #expect(none.average == nil && none.cumulative == nil && none.byTime == [nil, nil, nil, nil])
    #expect(none.smallestPValue == 1.0 / 16)
    #expect(try ConformalInference().intervals(short, coverage: 0.8).average != nil)
    let middle = try GeneratedPanel.Recipe(controls: 5, before: 18, after: 4).panel(1)
    let some = try ConformalInference().intervals(middle)
    #expect(some.average != nil && some.byTime == [nil, nil, nil, nil])
  }

  @Test("A power of 2 and a power of 1 order blocks differently, and large effects have the smallest p-value")
  func statistics() throws {
    let panel = try GeneratedPanel.Recipe(controls: 10, before: 60, after: 6).panel(
      1, effects: [Double](repeating: 6, count: 6))
    for statistic in [ConformalInference.Statistic.average, .power(1), .power(2)] {
      #expect(ConformalInference(statistic: statistic).pValue(panel) == 1.0 / 66)
    }
  }

  @Test("A coverage that is no probability is refused", arguments: [0, 1, -0.5, 95, Double.infinity])
  func badCoverage(coverage: Double) throws {
    let panel = try GeneratedPanel.byFormula()
    #expect(throws: ImpactError.badCoverage(coverage)) { try ConformalInference().intervals(panel, coverage: coverage) }
    #expect(throws: ImpactError.badCoverage(coverage)) {
      try LocalLevelRegression().intervals(panel, coverage: coverage)
    }
    #expect(throws: ImpactError.badCoverage(coverage)) {
      try PlaceboVariance().intervals(DifferenceInDifferences(), panel, coverage: coverage)
    }
    #expect(
      ImpactError.badCoverage(95).description
        == "The coverage of an interval is 95.0, but must be between 0 and 1; state 0.95, for example.")
  }
}
