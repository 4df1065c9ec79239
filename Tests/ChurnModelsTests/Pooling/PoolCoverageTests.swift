import ChurnModels
import RealModule
import Testing

@Suite("Pools of simulated panels")
struct PoolCoverageTests {
  /// 10 panels of 200 series × 12 months: the share of 95 % intervals that hold the effect of their series, and the mean
  /// squared error beside that of the series' own estimates.
  private static func scores(variance: Double, logSigma: Double) throws -> (coverage: Double, error: Double) {
    var (held, own, pooled) = (0.0, 0.0, 0.0)
    for seed in 0..<10 {
      let (estimates, effects) = try GeneratedPool.simulated(
        series: 200, variance: variance, logSigma: logSigma, seed: 100 + seed)
      let pool = try EffectPool().fit(estimates)
      for (estimate, effect) in zip(estimates, effects) {
        let shrunk = try pool.shrunk(estimate)
        if shrunk.intervals(coverage: 0.95)[0].contains(effect) { held += 1 }
        let (one, other) = (estimate.effects[0] - effect, shrunk.effects[0] - effect)
        own += one * one
        pooled += other * other
      }
    }
    return (held / 2000, pooled / own)
  }

  @Test("Intervals cover, with equal and with different noise", arguments: [0.1, 1, 100], [0, 0.5])
  func coverage(variance: Double, logSigma: Double) throws {
    let scores = try Self.scores(variance: variance, logSigma: logSigma)
    #expect((0.93...0.97).contains(scores.coverage), "\(scores)")
    #expect(scores.error < 1.02)
  }

  @Test("Effects that are alike are estimated at least twice as well", arguments: [0, 0.5])
  func alike(logSigma: Double) throws {
    let scores = try Self.scores(variance: 0, logSigma: logSigma)
    #expect(scores.error < 0.02, "\(scores)")
    #expect(scores.coverage > 0.93)
  }
}
