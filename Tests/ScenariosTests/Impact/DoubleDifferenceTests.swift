import RealModule
import Scenarios
import Testing

@Suite("Double differences")
struct DoubleDifferenceTests {
  @Test("Synthetic difference-in-differences agrees with the estimate of synthdid at the exact weights")
  func synthetic() throws {
    let estimate = SyntheticDifferenceInDifferences().estimate(try GeneratedPanel.byFormula())
    #expect(commonDigits([estimate.average], [-3.1697075763]) > 9)
    #expect(
      commonDigits(
        estimate.weights.map(\.weight),
        [
          0.07035821, 0.05054693, 0.01404802, 0.12150737, 0.16365545, 0.10810944, 0.03635307, 0.04762313, 0.15766495,
          0.14152184, 0.08268103, 0.00593058,
        ]) > 7)
    var times = [Double](repeating: 0, count: 28)
    times[14] = 0.27647776
    times[27] = 0.72352224
    #expect(commonDigits(try #require(estimate.timeWeights), times) > 7)
    #expect(estimate.method.rawValue == "sdid")
  }

  @Test("Difference-in-differences agrees with synthdid")
  func plain() throws {
    let estimate = DifferenceInDifferences().estimate(try GeneratedPanel.byFormula())
    #expect(commonDigits([estimate.average], [-1.5547542301]) > 9)
    #expect(abs(estimate.effects[..<28].reduce(0, +)) < 1e-10)
    #expect(estimate.method.rawValue == "did")
  }

  @Test("A constant added to a series, or a path added to all, changes no double difference")
  func invariance() throws {
    let series = GeneratedPanel.Recipe(controls: 8, before: 20, after: 4).series(1)
    var moved = series
    for index in moved.indices {
      for time in moved[index].indices {
        moved[index][time] += 3 * Double(index) + 2 * .sin(Double(time))
      }
    }
    let (one, other) = (try GeneratedPanel.panel(series, event: 20), try GeneratedPanel.panel(moved, event: 20))
    let plain = DifferenceInDifferences()
    #expect(abs(plain.estimate(one).average - plain.estimate(other).average) < 1e-12)
    for index in moved.indices { moved[index] = series[index].map { $0 + 3 * Double(index) } }
    let synthetic = SyntheticDifferenceInDifferences()
    let shifted = try GeneratedPanel.panel(moved, event: 20)
    #expect(abs(synthetic.estimate(one).average - synthetic.estimate(shifted).average) < 1e-10)
  }
}
