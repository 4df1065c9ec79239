import RealModule
import Scenarios
import Testing

@Suite("The fit before an event")
struct PreEventFitTests {
  private func fit(_ series: [[Double]]) throws -> PreEventFit {
    let panel = try GeneratedPanel.panel(series, event: 60)
    return PreEventFit(
      SyntheticControl().estimate(panel), panel, PlaceboInSpace(SyntheticControl(), panel))
  }

  @Test("A series of the same kind as the controls has a good fit")
  func good() throws {
    let fit = try fit(GeneratedPanel.Recipe().series(1))
    #expect(!fit.fitIsPoor && fit.reasons.isEmpty)
    #expect(fit.ratio < 1 && fit.rmspe < 2 * fit.medianOfControls)
  }

  @Test("A series that runs away from the controls has trending errors, far above those of the controls")
  func trend() throws {
    var series = GeneratedPanel.Recipe().series(1)
    for time in series[0].indices { series[0][time] += 0.5 * Double(time) }
    let fit = try fit(series)
    #expect(fit.fitIsPoor && fit.reasons.contains(.trendingErrors) && fit.reasons.contains(.errorAboveControls))
    #expect(fit.trendShare > 0.9 && fit.trendPValue < 1e-10)
  }

  @Test("A series far above all controls has an error above its own deviation")
  func level() throws {
    var series = GeneratedPanel.Recipe().series(1)
    for time in series[0].indices { series[0][time] += 100 }
    let fit = try fit(series)
    #expect(fit.reasons.contains(.errorAboveDeviation) && fit.ratio > 10)
  }

  @Test("A perfect fit is not poor")
  func perfect() throws {
    var series = GeneratedPanel.Recipe().series(1)
    for time in series[0].indices { series[0][time] = 0.5 * (series[1][time] + series[2][time]) }
    #expect(!(try fit(series).fitIsPoor))
  }
}
