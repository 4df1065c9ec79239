import ChurnModels
import Foundation
import LeastSquares
import RealModule
import Testing

@Suite("A fitted pool")
struct FittedPoolTests {
  @Test("Series that differ less than by chance all get the mean")
  func alike() throws {
    let estimates = try [0.9, 1, 1.1, 1.05, 0.95].map { try GeneratedPool.known($0, 1) }
    let pool = try EffectPool().fit(estimates)
    #expect(pool.isAtBoundary && pool.converged)
    #expect(pool.betweenCovariance.elements == [0])
    #expect(pool.effects[0].inconsistency == 0 && pool.effects[0].momentVariance == 0)
    #expect(GeneratedPool.agree(pool.effects[0].standardError, .sqrt(0.2), to: 1e-9))
    #expect(try #require(pool.homogeneity.pValue) > 0.999)
    let shrunk = try pool.shrunk(estimates[0])
    #expect(GeneratedPool.agree(shrunk.effects[0], 1, to: 1e-9))
    #expect(shrunk.ownShares == [0])
    // That T is 0 is an estimate: an interval knows it.
    #expect(shrunk.covariance[0, 0] > 0.2)
  }

  @Test("Series that differ clearly keep their own estimates, with their own intervals")
  func different() throws {
    let estimates = try (0..<20).map { try GeneratedPool.known(Double($0 * $0), 1e-4) }
    let pool = try EffectPool().fit(estimates)
    let shrunk = try pool.shrunk(estimates[3])
    #expect(abs(shrunk.effects[0] - 9) < 1e-5)
    #expect(shrunk.ownShares[0] > 0.99999)
    let interval = shrunk.intervals(coverage: 0.95)[0]
    #expect(GeneratedPool.agree(interval.upperBound - interval.lowerBound, 2 * 1.959964 * 0.01, to: 1e-3))
  }

  @Test("A series far from the pool is reported, the others are not")
  func outlying() throws {
    var (estimates, _) = try GeneratedPool.simulated(series: 200, variance: 0.05, logSigma: 0.3, seed: 5)
    estimates.append(try GeneratedPool.known(6, 0.05))
    let pool = try EffectPool().fit(estimates)
    let outlying = try estimates.indices.filter { try pool.shrunk(estimates[$0]).isOutlying }
    #expect(outlying == [200])
    #expect(try pool.shrunk(GeneratedPool.known(1e200, 1)).distance > 30)
    #expect(try pool.shrunk(GeneratedPool.known(pool.effects[0].mean, 1)).distance == 0)
  }

  @Test("Other units of an effect change nothing but its units", arguments: ResidualVariances.allCases)
  func units(variances: ResidualVariances) throws {
    let estimates = try GeneratedPool.panel().map { try GeneratedPool.line($0) }
    let factors = [1e6, 1e-4]
    let scaled = try estimates.map { estimate in
      var covariance = estimate.unscaledCovariance
      for i in 0..<2 { for j in 0..<2 { covariance[i, j] *= factors[i] * factors[j] } }
      return try PooledEstimate(
        effects: zip(estimate.effects, factors).map(*), unscaledCovariance: covariance,
        residualVariance: estimate.residualVariance, degreesOfFreedom: estimate.degreesOfFreedom)
    }
    let (one, other) = (
      try EffectPool(variances: variances).fit(estimates), try EffectPool(variances: variances).fit(scaled)
    )
    let (own, same) = (try one.shrunk(estimates[4]), try other.shrunk(scaled[4]))
    for index in 0..<2 {
      #expect(
        GeneratedPool.agree(other.effects[index].deviation, factors[index] * one.effects[index].deviation, to: 1e-8))
      #expect(GeneratedPool.agree(same.effects[index], factors[index] * own.effects[index], to: 1e-8))
      let (first, second) = (own.intervals(coverage: 0.8)[index], same.intervals(coverage: 0.8)[index])
      #expect(GeneratedPool.agree(second.upperBound, factors[index] * first.upperBound, to: 1e-7))
    }
    #expect(GeneratedPool.agree(same.distance, own.distance, to: 1e-7))
  }

  @Test("Three series: intervals of the mean have 2 degrees of freedom and are never narrower than the scatter")
  func three() throws {
    let estimates = try [1, 2, 6].map { try GeneratedPool.known($0, 0.01) }
    let pool = try EffectPool().fit(estimates)
    // With equal variances T + V is the variance of the estimates, 7.
    #expect(GeneratedPool.agree(pool.betweenCovariance[0, 0], 6.99, to: 1e-8))
    let interval = pool.meanIntervals(coverage: 0.95)[0]
    #expect(GeneratedPool.agree(interval.upperBound, 3 + 4.302652729911275 * .sqrt(7.0 / 3), to: 1e-8))
    #expect(pool.newSeriesIntervals(coverage: 0.95)[0].upperBound > 3 + 4.3 * .sqrt(7 + 7.0 / 3))
  }

  @Test("A saved pool shrinks as before; a broken one is refused", arguments: ResidualVariances.allCases)
  func saving(variances: ResidualVariances) throws {
    let estimates = try GeneratedPool.panel().map { try GeneratedPool.line($0) }
    let pool = try EffectPool(variances: variances).fit(estimates)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let saved = try encoder.encode(pool)
    let read = try JSONDecoder().decode(FittedPool.self, from: saved)
    #expect(read == pool)
    #expect(try read.shrunk(estimates[1]) == pool.shrunk(estimates[1]))
    let text = try #require(String(data: saved, encoding: .utf8))
    for (old, new) in [("\"series\":12}", "\"series\":2}"), ("\"rows\":2", "\"rows\":1")] {
      let broken = text.replacing(old, with: new, maxReplacements: 1)
      #expect(broken != text)
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(FittedPool.self, from: Data(broken.utf8)) }
    }
  }
}
