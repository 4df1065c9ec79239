import ChurnModels
import LeastSquares
import RealModule
import Testing

/// 13 trials of a vaccine against tuberculosis: cases and others, vaccinated and not.
///
/// Source: Colditz and others, J. Am. Med. Assoc. 271 (1994), 698–702; the results are those of Viechtbauer, J. Stat. Softw. 36
/// (2010), no. 3.
@Suite("BCG trials")
struct BCGTrialsTests {
  private static let trials: [(Double, Double, Double, Double)] = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
    (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
  ]

  static func estimates() throws -> [PooledEstimate] {
    try trials.map { a, b, c, d in
      try GeneratedPool.known(
        .log(a / (a + b)) - .log(c / (c + d)), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    }
  }

  @Test("All published digits", arguments: ResidualVariances.allCases.filter { $0 != .common })
  func published(variances: ResidualVariances) throws {
    let pool = try EffectPool(variances: variances).fit(Self.estimates())
    let effect = pool.effects[0]
    #expect(abs(pool.betweenCovariance[0, 0] - 0.3132) < 5e-5)
    #expect(abs(effect.mean + 0.7145) < 5e-5)
    #expect(abs(effect.standardError - 0.1798) < 5e-5)
    #expect(abs(effect.momentVariance - 0.3088) < 5e-5)
    #expect(abs(effect.homogeneity.statistic - 152.2330) < 5e-5)
    #expect(abs(effect.inconsistency - 0.9222) < 5e-5)
    #expect(effect.homogeneity == pool.homogeneity)
    #expect((try #require(pool.homogeneity.pValue)) < 1e-25)
    #expect(pool.converged && !pool.isAtBoundary)
  }

  @Test("Sums give the same as all trials at once")
  func sums() throws {
    var sums = PoolSums()
    for estimate in try Self.estimates() { try sums.add(estimate) }
    let (own, all) = (try sums.fit(), try EffectPool().fit(Self.estimates()))
    #expect(GeneratedPool.agree(own.betweenCovariance[0, 0], all.betweenCovariance[0, 0], to: 1e-9))
    #expect(GeneratedPool.agree(own.criterion, all.criterion, to: 1e-12))
  }
}
