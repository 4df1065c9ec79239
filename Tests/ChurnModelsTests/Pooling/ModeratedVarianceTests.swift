import ChurnModels
import Foundation
import RealModule
import Sampling
import Testing

@Suite("Moderated variances")
struct ModeratedVarianceTests {
  private static func variances(_ count: Int, freedom: Double, prior: Double?, seed: Int) -> [Double] {
    var random = RandomStream(seed: 8, index: seed)
    return (0..<count).map { _ in
      let truth = prior.map { 2.5 * $0 / (2 * random.gamma(shape: $0 / 2)) } ?? 2.5
      return truth * 2 * random.gamma(shape: freedom / 2) / freedom
    }
  }

  @Test("The distribution is recovered", arguments: [1.5, 4, 20])
  func recovery(prior: Double) {
    var moderation = ModeratedVariance()
    for (freedom, seed) in [(3.0, 0), (10, 1), (40, 2)] {
      for variance in Self.variances(20_000, freedom: freedom, prior: prior, seed: seed) {
        moderation.add(variance: variance, degreesOfFreedom: freedom)
      }
    }
    #expect(moderation.series == 60_000)
    #expect(abs(moderation.prior.degreesOfFreedom / prior - 1) < 0.1)
    #expect(abs(moderation.prior.variance / 2.5 - 1) < 0.02)
    let (variance, freedom) = moderation.moderated(variance: 1, degreesOfFreedom: 6)
    let (d0, typical) = moderation.prior
    #expect(GeneratedPool.agree(freedom, d0 + 6, to: 1e-14))
    #expect(GeneratedPool.agree(variance, (d0 * typical + 6) / (d0 + 6), to: 1e-14))
  }

  @Test("Equal variances are recognised: all series get their weighted mean")
  func equal() {
    var moderation = ModeratedVariance()
    moderation.add(variance: 1, degreesOfFreedom: 10)
    moderation.add(variance: 2, degreesOfFreedom: 10)
    #expect(moderation.prior.degreesOfFreedom == 0)
    moderation.add(variance: 1.5, degreesOfFreedom: 20)
    #expect(moderation.prior.degreesOfFreedom == .infinity)
    #expect(GeneratedPool.agree(moderation.prior.variance, 1.5, to: 1e-14))
    let moderated = moderation.moderated(variance: 9, degreesOfFreedom: 4)
    #expect(moderated == (moderation.prior.variance, .infinity))
    #expect(moderation.moderated(variance: 9, degreesOfFreedom: .infinity) == (9, .infinity))
    let before = moderation
    for variance in [0, -1, .nan, .infinity] { moderation.add(variance: variance, degreesOfFreedom: 3) }
    moderation.add(variance: 1, degreesOfFreedom: .infinity)
    #expect(moderation == before)
  }

  @Test("Parts add up, and are saved")
  func parts() throws {
    let values = Self.variances(1000, freedom: 5, prior: 6, seed: 3)
    var (whole, first, second) = (ModeratedVariance(), ModeratedVariance(), ModeratedVariance())
    for (index, value) in values.enumerated() {
      whole.add(variance: value, degreesOfFreedom: 5)
      if index < 300 {
        first.add(variance: value, degreesOfFreedom: 5)
      } else {
        second.add(variance: value, degreesOfFreedom: 5)
      }
    }
    first.merge(second)
    first.merge(ModeratedVariance())
    #expect(first.series == 1000)
    #expect(GeneratedPool.agree(first.prior.degreesOfFreedom, whole.prior.degreesOfFreedom, to: 1e-9))
    #expect(GeneratedPool.agree(first.prior.variance, whole.prior.variance, to: 1e-11))
    #expect(try JSONDecoder().decode(ModeratedVariance.self, from: JSONEncoder().encode(first)) == first)
  }
}
