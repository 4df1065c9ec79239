import ChurnModels
import Foundation
import LeastSquares
import RealModule
import Testing

@Suite("Pools of any number of series")
struct PoolSumsTests {
  private static func sums(_ estimates: some Sequence<PooledEstimate>) throws -> PoolSums {
    var sums = PoolSums()
    for estimate in estimates { try sums.add(estimate) }
    return sums
  }

  @Test("Few series: the sums lose next to nothing", arguments: ResidualVariances.allCases)
  func exact(variances: ResidualVariances) throws {
    let estimates = try GeneratedPool.simulated(series: 300, variance: 0.05, logSigma: 0.5, seed: 1).estimates
    let all = try EffectPool(variances: variances).fit(estimates)
    let own = try Self.sums(estimates).fit(variances: variances)
    #expect(own.series == 300)
    #expect(GeneratedPool.agree(own.effects[0].mean, all.effects[0].mean, to: 1e-4))
    #expect(GeneratedPool.agree(own.effects[0].deviation, all.effects[0].deviation, to: 1e-3))
  }

  @Test("Many series: the sums stay small, and lose less than a tenth of a standard error")
  func many() throws {
    let estimates = try GeneratedPool.simulated(series: 20_000, variance: 0.05, logSigma: 1, seed: 2).estimates
    let all = try EffectPool().fit(estimates)
    let sums = try Self.sums(estimates)
    let own = try sums.fit()
    #expect(try JSONEncoder().encode(sums).count < 1_000_000)
    #expect(abs(own.effects[0].mean - all.effects[0].mean) < 0.1 * all.effects[0].standardError)
    #expect(GeneratedPool.agree(own.effects[0].deviation, all.effects[0].deviation, to: 2e-3))
    #expect(abs(own.effects[0].deviation / .sqrt(0.05) - 1) < 0.03)
  }

  @Test("Parts merged in an order give the same bits, in another order the same but for rounding")
  func merging() throws {
    let estimates = try GeneratedPool.simulated(series: 9000, variance: 0.05, logSigma: 1, seed: 3).estimates
    func merged(_ order: [Int]) throws -> PoolSums {
      var whole = PoolSums()
      for part in order {
        try whole.merge(Self.sums(estimates[(part * 3000)..<((part + 1) * 3000)]))
      }
      return whole
    }
    let first = try merged([0, 1, 2])
    #expect(try merged([0, 1, 2]) == first)
    let (one, other) = (try first.fit(), try merged([2, 0, 1]).fit())
    let whole = try Self.sums(estimates).fit()
    for fit in [other, whole] {
      #expect(GeneratedPool.agree(fit.effects[0].mean, one.effects[0].mean, to: 1e-10))
      #expect(GeneratedPool.agree(fit.effects[0].deviation, one.effects[0].deviation, to: 1e-8))
      #expect(GeneratedPool.agree(fit.homogeneity.statistic, one.homogeneity.statistic, to: 1e-10))
    }
  }

  @Test("Saved sums are read again; broken ones are refused")
  func saving() throws {
    let sums = try Self.sums(GeneratedPool.panel().map { try GeneratedPool.line($0) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let saved = try encoder.encode(sums)
    #expect(try JSONDecoder().decode(PoolSums.self, from: saved) == sums)
    let text = try #require(String(data: saved, encoding: .utf8))
    for (old, new) in [
      ("\"widenings\":0", "\"widenings\":-1"), ("\"rows\":2", "\"rows\":4"), ("\"count\":1,", "\"count\":0,"),
      ("\"groups\":[{", "\"groups\":[{},{"), ("\"bins\":[{\"steps\":[", "\"bins\":[{\"steps\":[7,"),
    ] {
      let broken = text.replacing(old, with: new, maxReplacements: 1)
      #expect(broken != text)
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(PoolSums.self, from: Data(broken.utf8)) }
    }
  }
}
