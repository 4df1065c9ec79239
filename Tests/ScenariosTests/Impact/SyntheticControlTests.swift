import RealModule
import Sampling
import Scenarios
import Testing

@Suite("Synthetic control")
struct SyntheticControlTests {
  @Test("Weights, effect and error agree with the exact optimum that pysyncon approaches")
  func reference() throws {
    let estimate = SyntheticControl().estimate(try GeneratedPanel.byFormula())
    let expected = [
      0, 0, 0, 0.0774495668, 0.1810415534, 0.1496447443, 0, 0, 0.3965188857, 0.1953452498, 0, 0,
    ]
    // The script counts controls from 0 for series 1.
    #expect(commonDigits(estimate.weights.map(\.weight), expected) > 9)
    #expect(commonDigits([estimate.average, estimate.preRMSPE], [-3.3048045224, 0.9335491032]) > 9)
    #expect(commonDigits([estimate.cumulative], [-3.3048045224 * 12]) > 9)
    #expect(estimate.method.rawValue == "synthetic-control")
    #expect(estimate.timeWeights == nil && estimate.importances == nil)
  }

  /// The conditions of Karush, Kuhn and Tucker for min ‖A w − b‖² on the simplex: with r = A w − b, every a_j'r is at least the weighted
  /// mean, and equal to it where w_j > 0.
  private func violation(_ columns: [[Double]], _ target: [Double], _ weights: [Double], ridge: Double = 0) -> Double {
    var residual = target.map { -$0 }
    for (column, weight) in zip(columns, weights) {
      for row in residual.indices { residual[row] += weight * column[row] }
    }
    let slopes = columns.indices.map { j in
      zip(columns[j], residual).reduce(ridge * weights[j]) { $0 + $1.0 * $1.1 }
    }
    let level = zip(slopes, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let size = Double.sqrt(residual.reduce(0) { $0 + $1 * $1 })
    let largest = columns.map { column in Double.sqrt(column.reduce(0) { $0 + $1 * $1 }) }.max() ?? 1
    return zip(slopes, weights).reduce(0) { worst, pair in
      max(worst, pair.1 > 0 ? abs(pair.0 - level) : level - pair.0)
    } / (size * largest)
  }

  @Test("The weights satisfy the conditions of an optimum to rounding", arguments: 0..<200)
  func conditions(index: Int) throws {
    var random = RandomStream(seed: 4, index: index)
    let recipe = GeneratedPanel.Recipe(
      controls: 2 + Int(random.uniform() * 60), before: 8 + Int(random.uniform() * 60), after: 3, isWalk: index % 2 == 0
    )
    let panel = try recipe.panel(index)
    let estimate = SyntheticControl().estimate(panel)
    let weights = estimate.weights.map(\.weight)
    #expect(weights.allSatisfy { $0 >= 0 })
    #expect(abs(weights.reduce(0, +) - 1) < 1e-14)
    // A perfect fit has residuals of rounding only, which have no direction.
    guard estimate.preRMSPE > 1e-10 else { return }
    let columns = panel.controls.map { Array($0[..<panel.event]) }
    #expect(violation(columns, Array(panel.treated[..<panel.event]), weights) < 1e-13)
  }

  @Test("A treated series that is a mean of controls is found exactly, and so is its effect")
  func recovery() throws {
    var series = GeneratedPanel.Recipe(controls: 10, before: 30, after: 6).series(3)
    for time in series[0].indices {
      series[0][time] = 0.5 * series[2][time] + 0.3 * series[5][time] + 0.2 * series[9][time]
      if time >= 30 { series[0][time] -= 2 }
    }
    let estimate = SyntheticControl().estimate(try GeneratedPanel.panel(series, event: 30))
    #expect(commonDigits(estimate.weights.map(\.weight), [0, 0.5, 0, 0, 0.3, 0, 0, 0, 0.2, 0]) > 12)
    #expect(commonDigits(Array(estimate.effects[30...]), [Double](repeating: -2, count: 6)) > 12)
    #expect(estimate.preRMSPE < 1e-12)
  }

  @Test("The unit of the outcomes scales the effect and leaves the weights", arguments: [1e-80, 1e-3, 7, 1e80])
  func units(factor: Double) throws {
    let series = GeneratedPanel.Recipe(controls: 8, before: 20, after: 4).series(1)
    let one = SyntheticControl().estimate(try GeneratedPanel.panel(series, event: 20))
    let other = SyntheticControl().estimate(
      try GeneratedPanel.panel(series.map { $0.map { $0 * factor } }, event: 20))
    #expect(commonDigits(other.weights.map(\.weight), one.weights.map(\.weight)) > 10)
    #expect(commonDigits([other.average], [one.average * factor]) > 10)
  }

  @Test("Equal controls and controls that are far away do no harm")
  func degenerate() throws {
    var series = GeneratedPanel.Recipe(controls: 6, before: 20, after: 4).series(2)
    let alone = SyntheticControl().estimate(try GeneratedPanel.panel(series, event: 20))
    series.append(series[1])
    let doubled = SyntheticControl().estimate(try GeneratedPanel.panel(series, event: 20))
    #expect(commonDigits([doubled.average, doubled.preRMSPE], [alone.average, alone.preRMSPE]) > 10)
    // A tiny weight of it may improve the fit; it must not make it worse.
    series.append(series[2].map { $0 * 1e12 })
    let crowded = SyntheticControl().estimate(try GeneratedPanel.panel(series, event: 20))
    #expect(crowded.preRMSPE <= alone.preRMSPE * (1 + 1e-10))
    #expect(crowded.weights.allSatisfy { $0.weight >= 0 && $0.weight.isFinite })
  }

  @Test("With predictors the error before the event is not above that of pysyncon")
  func predictors() throws {
    let panel = try GeneratedPanel.byFormula(predictors: true)
    let estimate = SyntheticControl().estimate(panel)
    #expect(estimate.preRMSPE * estimate.preRMSPE <= 1.244917842299215)
    let importances = try #require(estimate.importances)
    #expect(importances.count == 4 && importances.allSatisfy { $0 >= 0 })
    #expect(abs(importances.reduce(0, +) - 1) < 1e-12)
    let weights = estimate.weights.map(\.weight)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-14 && weights.allSatisfy { $0 >= 0 })
    // Weights that follow predictors cannot fit the outcomes better than weights that follow the outcomes.
    #expect(estimate.preRMSPE >= SyntheticControl().estimate(try GeneratedPanel.byFormula()).preRMSPE)
  }
}
