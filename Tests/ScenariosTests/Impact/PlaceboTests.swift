import RealModule
import Scenarios
import Series
import Testing

@Suite("Placebos")
struct PlaceboTests {
  @Test("Ratios and the rank agree with exact weights of every placebo in Python")
  func space() throws {
    let placebos = PlaceboInSpace(SyntheticControl(), try GeneratedPanel.byFormula())
    #expect(commonDigits([placebos.treated.ratio], [3.70268646]) > 8)
    #expect(
      commonDigits(
        placebos.controls.map(\.ratio),
        [
          1.7801169691, 4.5524353066, 1.5305206032, 2.188226331, 0.6586043925, 1.8108797401, 0.9217589557, 3.7578552568,
          1.7495087892, 1.8948418207, 2.5444780772, 0.9542773754,
        ]) > 9)
    // Two of twelve controls have a larger ratio.
    #expect(placebos.pValue == 3.0 / 13)
    #expect(placebos.smallestPValue == 1.0 / 13)
    #expect(placebos.controls.map(\.name) == (1...12).map { "c\($0)" })
  }

  @Test("Results do not depend on the number of threads")
  func threads() throws {
    let panel = try GeneratedPanel.Recipe(controls: 8, before: 30, after: 6).panel(5, effects: [1, 2, 3, 2, 1, 2])
    #expect(try ImpactAnalysis(panel, threads: 1) == ImpactAnalysis(panel, threads: 4))
  }

  @Test("Before the event the pretended effects are those of a panel that ends there")
  func time() throws {
    let recipe = GeneratedPanel.Recipe(controls: 8, before: 30, after: 6)
    let series = recipe.series(5)
    let placebos = PlaceboInTime.all(
      SyntheticControl(), try GeneratedPanel.panel(series, event: 30), count: 3)
    #expect(placebos.map(\.times) == [6, 6, 2])
    #expect(placebos.map(\.event.description) == ["2020-09", "2021-07", "2022-05"])
    let cut = SyntheticControl().estimate(try GeneratedPanel.panel(series.map { Array($0[..<24]) }, event: 18))
    #expect(placebos[1].average == cut.average)
    #expect(placebos[1].preRMSPE == cut.preRMSPE)
    let short = try GeneratedPanel.panel(series.map { Array($0[..<12]) }, event: 9)
    #expect(PlaceboInTime.all(SyntheticControl(), short).isEmpty)
    #expect(PlaceboInTime.all(SyntheticControl(), short, count: -1).isEmpty)
  }

  @Test("Each control with weight is left out once")
  func leaveOneOut() throws {
    let panel = try GeneratedPanel.byFormula()
    let estimate = SyntheticControl().estimate(panel)
    let found = LeaveOneOut.all(SyntheticControl(), panel, estimate)
    #expect(found.map(\.control) == ["c4", "c5", "c6", "c9", "c10"])
    // Without a control that has weight, the fit is worse.
    #expect(found.allSatisfy { $0.preRMSPE > estimate.preRMSPE })
    #expect(found.allSatisfy { $0.average != estimate.average })
    #expect(LeaveOneOut.all(DifferenceInDifferences(), panel, DifferenceInDifferences().estimate(panel)).count == 12)
  }

  @Test("The spread of placebos gives the interval")
  func variance() throws {
    let panel = try GeneratedPanel.byFormula()
    let estimator = DifferenceInDifferences()
    let found = try PlaceboVariance().intervals(estimator, panel, coverage: 0.95)
    let averages = PlaceboInSpace(estimator, panel).controls.map(\.average)
    let mean = averages.reduce(0, +) / 12
    let error = Double.sqrt(averages.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 11)
    let interval = try #require(found.average)
    // 2.200985160082949, the quantile of Student's distribution with 11 degrees of freedom.
    #expect(commonDigits([(interval.upper - interval.lower) / 2], [2.200985160082949 * error]) > 11)
    #expect(commonDigits([(interval.upper + interval.lower) / 2], [-1.5547542301]) > 9)
    #expect(found.procedure == .placeboVariance && found.byTime.count == 12)
  }

  @Test("A hit control is named, and the one beside it is not")
  func suspicious() throws {
    var series = GeneratedPanel.Recipe().series(2)
    for time in 60..<72 { series[8][time] += 8 }
    let found = SuspiciousControl.all(
      PlaceboInSpace(SyntheticControl(), try GeneratedPanel.panel(series, event: 60)))
    #expect(found.map(\.name) == ["c8"])
    #expect(try #require(found.first).score > SuspiciousControl.limit)
    #expect(try #require(found.first).average > 6)
    let few = GeneratedPanel.Recipe(controls: 4, before: 20, after: 4).series(1)
    #expect(
      SuspiciousControl.all(PlaceboInSpace(SyntheticControl(), try GeneratedPanel.panel(few, event: 20))).isEmpty)
  }
}
