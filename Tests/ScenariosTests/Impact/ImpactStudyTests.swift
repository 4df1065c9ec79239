import Foundation
import Parallel
import RealModule
import Scenarios
import Testing

/// How often tests reject and intervals cover on panels whose truth is known. `IMPACT_PANELS` sets the number of panels; with 1,000 or
/// more, the bounds are those of the documentation.
private let panels = ProcessInfo.processInfo.environment["IMPACT_PANELS"].flatMap(Int.init) ?? 200

@Suite("Study of the effects of an event")
struct ImpactStudyTests {
  /// The range of a rate whose true value is within a range: three standard errors wider.
  private func range(_ low: Double, _ high: Double, _ count: Int) -> ClosedRange<Double> {
    func margin(_ rate: Double) -> Double { 3 * .sqrt(rate * (1 - rate) / Double(count)) }
    return max(0, low - (count < 1000 ? margin(low) : 0))...min(1, high + (count < 1000 ? margin(high) : 0))
  }

  private func print(_ text: String) { Swift.print("impact study, \(panels) panels: \(text)") }

  private struct Rates {
    var space = 0.0
    var average = 0.0
  }

  /// How often tests of 5 % reject, with an effect of so many errors of the fit before the event.
  private func rates(_ recipe: GeneratedPanel.Recipe, effect: Double) -> Rates {
    let rejections = Workers.map(panels) { index -> [Bool] in
      guard var panel = try? recipe.panel(index) else { return [] }
      if effect != 0 {
        let size = effect * SyntheticControl().estimate(panel).preRMSPE
        guard let hit = try? recipe.panel(index, effects: [Double](repeating: size, count: recipe.after)) else {
          return []
        }
        panel = hit
      }
      return [
        PlaceboInSpace(SyntheticControl(), panel, threads: 1).pValue <= 0.05,
        ConformalInference().pValue(panel) <= 0.05,
      ]
    }
    func rate(_ index: Int) -> Double { Double(rejections.count { $0[index] }) / Double(panels) }
    return Rates(space: rate(0), average: rate(1))
  }

  @Test("Without an effect, tests of 5 % reject 3 to 7 %", arguments: [0, 0.3, 0.5])
  func level(correlation: Double) {
    let rates = rates(GeneratedPanel.Recipe(correlation: correlation), effect: 0)
    print("level, ρ = \(correlation): placebo \(rates.space), conformal \(rates.average)")
    #expect(range(0.03, 0.07, panels).contains(rates.space))
    #expect(range(0.03, 0.07, panels).contains(rates.average))
  }

  @Test("An effect of three errors is found in 80 % or more", arguments: [0, 0.3, 0.5])
  func power(correlation: Double) {
    let rates = rates(GeneratedPanel.Recipe(correlation: correlation), effect: 3)
    print("power, ρ = \(correlation): placebo \(rates.space), conformal \(rates.average)")
    #expect(range(0.8, 1, panels).contains(rates.space))
    #expect(range(0.8, 1, panels).contains(rates.average))
  }

  @Test("Intervals of 95 % hold the mean effect in 92 to 99 %, and the effect at a time in 92 to 98 %")
  func coverage() {
    let count = max(20, panels / 5)
    let recipe = GeneratedPanel.Recipe()
    let effects = [Double](repeating: 2.5, count: recipe.after)
    let hits = Workers.map(count) { index -> [[Double]] in
      guard let panel = try? recipe.panel(index, effects: effects),
        let found = [
          try? ConformalInference().intervals(panel, threads: 1),
          try? PlaceboVariance().intervals(SyntheticDifferenceInDifferences(), panel, threads: 1),
          try? PlaceboVariance().intervals(DifferenceInDifferences(), panel, threads: 1),
          try? LocalLevelRegression().intervals(panel),
        ] as? [ImpactUncertainty]
      else { return [] }
      func holds(_ interval: ImpactInterval?) -> Double {
        interval.map { $0.lower <= 2.5 && 2.5 <= $0.upper ? 1 : 0 } ?? 0
      }
      return found.map { [holds($0.average), $0.byTime.map(holds).reduce(0, +) / Double(recipe.after)] }
    }
    for (method, name) in ["conformal", "sdid", "did", "local level"].enumerated() {
      let average = hits.reduce(0) { $0 + $1[method][0] } / Double(count)
      let byTime = hits.reduce(0) { $0 + $1[method][1] } / Double(count)
      print("coverage, \(name): average \(average), by time \(byTime)")
      #expect(range(0.92, 0.99, count).contains(average))
      #expect(range(0.92, 0.98, count).contains(byTime))
    }
  }

  @Test(
    "A fit is called poor seldom where the series is of the kind of its controls, and nearly always where it is not")
  func refusal() {
    func poor(_ shift: Double, isWalk: Bool) -> Double {
      let recipe = GeneratedPanel.Recipe(isWalk: isWalk, shift: shift)
      let found = Workers.map(panels) { index in
        (try? recipe.panel(index)).map { panel in
          PreEventFit(
            SyntheticControl().estimate(panel), panel, PlaceboInSpace(SyntheticControl(), panel, threads: 1)
          ).fitIsPoor
        } ?? false
      }
      return Double(found.count { $0 }) / Double(panels)
    }
    let (good, bad) = (poor(0, isWalk: true), poor(2, isWalk: true))
    print("poor fits: of the same kind \(good), of another kind \(bad)")
    #expect(range(0, 0.05, panels).contains(good))
    #expect(range(0.85, 1, panels).contains(bad))
  }

  @Test("Fewer than one panel in twenty without a hit control names one")
  func suspects() {
    let named = Workers.map(panels) { index in
      (try? GeneratedPanel.Recipe().panel(index)).map {
        SuspiciousControl.all(PlaceboInSpace(SyntheticControl(), $0, threads: 1)).isEmpty ? 0.0 : 1
      } ?? 1
    }
    let rate = named.reduce(0, +) / Double(panels)
    print("panels that name a control: \(rate)")
    #expect(range(0, 0.06, panels).contains(rate))
  }
}
