import ChurnModels
import Foundation
import LeastSquares
import RealModule
import Testing

/// Reaction times of 18 drivers on 10 days without enough sleep, which are not part of the project: set `REFERENCE_DATA` to a
/// folder with `sleepstudy.csv` (as the R package lme4 ships it) to run this test.
private let folder: String? = {
  guard let folder = ProcessInfo.processInfo.environment["REFERENCE_DATA"] else { return nil }
  return FileManager.default.fileExists(atPath: folder + "/sleepstudy.csv") ? folder : nil
}()

/// `Reference/pooling.py` printed the numbers.
@Suite("Pooling of intercepts and slopes")
struct MixedModelTests {
  private static func close(_ own: [Double], _ other: [Double], _ error: Double) -> Bool {
    own.count == other.count && zip(own, other).allSatisfy { GeneratedPool.agree($0, $1, to: error) }
  }

  @Test("One residual variance: the linear mixed model")
  func mixed() throws {
    let estimates = try GeneratedPool.panel().map { try GeneratedPool.line($0) }
    let pool = try EffectPool(variances: .common).fit(estimates)
    #expect(GeneratedPool.agree(pool.criterion, 317.8161087245735, to: 1e-12))
    #expect(Self.close(pool.effects.map(\.mean), [18.966175581742, 0.864198359254], 1e-10))
    #expect(Self.close(pool.effects.map(\.standardError), [0.546476864285, 0.109789875025], 1e-6))
    let between = [3.242553027966, -0.230726009287, -0.230726009287, 0.125154912443]
    #expect(Self.close(pool.betweenCovariance.elements, between, 3e-6))
    #expect(GeneratedPool.agree(try #require(pool.residualVariance), 0.8186172729970783, to: 1e-6))
    #expect(Self.close(try pool.shrunk(estimates[0]).effects, [20.440155421947, 0.649616227134], 1e-6))
    #expect(pool.converged && pool.moderation == nil)
    var sums = PoolSums()
    for estimate in estimates { try sums.add(estimate) }
    #expect(Self.close(try sums.fit(variances: .common).betweenCovariance.elements, between, 3e-6))
  }

  @Test("Moderated residual variances")
  func moderated() throws {
    let estimates = try GeneratedPool.panel().enumerated().map {
      try GeneratedPool.line($1, variance: .exp(2 * .sin(2 * Double($0))))
    }
    let pool = try EffectPool().fit(estimates)
    let prior = try #require(pool.moderation).prior
    #expect(GeneratedPool.agree(prior.degreesOfFreedom, 2.0036399339463133, to: 1e-9))
    #expect(GeneratedPool.agree(prior.variance, 0.5726927802073966, to: 1e-9))
    #expect(GeneratedPool.agree(pool.criterion, 59.33812466577014, to: 1e-11))
    #expect(Self.close(pool.effects.map(\.mean), [18.912703614655, 0.883066968709], 1e-7))
    #expect(Self.close(pool.effects.map(\.standardError), [0.600140140829, 0.113182082185], 1e-6))
    #expect(
      Self.close(
        pool.betweenCovariance.elements, [3.632955364583, -0.264369352917, -0.264369352917, 0.116368211973], 3e-6))
    #expect(GeneratedPool.agree(pool.homogeneity.statistic, 502.8955545166676, to: 1e-9))
    #expect(GeneratedPool.agree(try #require(pool.homogeneity.pValue), 1.3261449221492344e-47, to: 1e-6))
    #expect(pool.residualVariance == nil)
  }

  @Test("Sleep study: all printed digits of lme4", .enabled(if: folder != nil))
  func sleepStudy() throws {
    var reactions: [String: [Double]] = [:]
    let text = try String(contentsOfFile: try #require(folder) + "/sleepstudy.csv", encoding: .utf8)
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",").map(String.init)
      reactions[cells[0], default: []].append(try #require(Double(cells[2])))
    }
    let estimates = try reactions.keys.sorted().map { try GeneratedPool.line(try #require(reactions[$0])) }
    let pool = try EffectPool(variances: .common).fit(estimates)
    let (intercept, days) = (pool.effects[0], pool.effects[1])
    let correlation = pool.betweenCovariance[0, 1] / (intercept.deviation * days.deviation)
    let own = [
      intercept.mean, intercept.standardError, days.mean, days.standardError, intercept.deviation, days.deviation,
      correlation, .sqrt(try #require(pool.residualVariance)), pool.criterion,
    ]
    // lme4 prints 24.741, where its search stops; 24.740 is the optimum, as dense matrices confirm.
    let printed = [251.405, 6.825, 10.467, 1.546, 24.740, 5.922, 0.066, 25.592, 1743.628]
    for (own, printed) in zip(own, printed) { #expect(abs(own - printed) <= 5e-4) }
  }
}
