import Foundation
import Scenarios
import Testing

@Suite("Analysis of an event")
struct ImpactAnalysisTests {
  @Test("Every method is there in the order asked for, with the procedure that keeps its coverage")
  func methods() throws {
    let panel = try GeneratedPanel.byFormula()
    let all = try ImpactAnalysis(panel)
    #expect(all.methods.map(\.name) == ["synthetic-control", "sdid", "did", "local-level"])
    #expect(
      all.methods.map(\.uncertainty.procedure) == [.conformal, .placeboVariance, .placeboVariance, .predictive])
    for result in all.methods {
      #expect(result.uncertainty.byTime.count == 12 && result.estimate.effects.count == 40)
      #expect(result.placebosInSpace.method == result.estimate.method && result.placebosInTime.count == 5)
    }
    let two = try ImpactAnalysis(panel, methods: [.localLevel, .differenceInDifferences], coverage: 0.8)
    #expect(two.methods.map(\.name) == ["local-level", "did"])
    #expect(two.methods.allSatisfy { $0.uncertainty.coverage == 0.8 })
    #expect(try ImpactAnalysis(panel, methods: []).methods.isEmpty)
    #expect(throws: ImpactError.badCoverage(2)) { try ImpactAnalysis(panel, coverage: 2) }
  }

  @Test("What is saved is read back")
  func saved() throws {
    let analysis = try ImpactAnalysis(
      try GeneratedPanel.byFormula(predictors: true), methods: [.syntheticControl, .localLevel])
    let data = try JSONEncoder().encode(analysis)
    #expect(try JSONDecoder().decode(ImpactAnalysis.self, from: data) == analysis)
  }

  @Test("An estimate that was tampered with is not read")
  func tampered() throws {
    let estimate = DifferenceInDifferences().estimate(try GeneratedPanel.byFormula())
    let text = try #require(String(bytes: JSONEncoder().encode(estimate), encoding: .utf8))
    for wrong in ["0", "40", "-1", "9000000000000000000"] {
      let changed = text.replacingOccurrences(of: "\"timesBefore\":28", with: "\"timesBefore\":\(wrong)")
      #expect(changed != text)
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(ImpactEstimate.self, from: Data(changed.utf8)) }
    }
  }

  @Test("The smallest panels and extreme numbers give finite results", arguments: [1e-90, 1, 1e90])
  func smallest(factor: Double) throws {
    let series = GeneratedPanel.Recipe(controls: 2, before: 8, after: 1).series(1)
    let analysis = try ImpactAnalysis(
      try GeneratedPanel.panel(series.map { $0.map { $0 * factor } }, event: 8))
    for result in analysis.methods {
      #expect(result.estimate.average.isFinite && result.placebosInSpace.controls.allSatisfy { $0.ratio.isFinite })
      #expect(result.uncertainty.pValue >= 0 && result.uncertainty.pValue <= 1)
    }
    #expect(throws: Never.self) { try JSONEncoder().encode(analysis) }
  }

  @Test("Controls that never move are no obstacle")
  func constantControls() throws {
    var series = GeneratedPanel.Recipe(controls: 3, before: 20, after: 4).series(1)
    series[1] = series[1].map { _ in 20 }
    series[2] = series[2].map { _ in 20 }
    series[3] = series[3].map { _ in 20 }
    let analysis = try ImpactAnalysis(try GeneratedPanel.panel(series, event: 20))
    #expect(analysis.methods.allSatisfy { $0.estimate.average.isFinite })
    #expect(throws: Never.self) { try JSONEncoder().encode(analysis) }
  }
}
