import RealModule
import Sampling
import Scenarios
import Series

/// Panels that are made rather than read.
enum GeneratedPanel {
  /// A treated series and 12 controls over 40 times with an event at index 28 that takes 4 away; the same as `generated()` in
  /// `Reference/impact.py`.
  static func byFormula(predictors: Bool = false) throws(ImpactError) -> ImpactPanel {
    let all = (0..<13).map { series($0) }
    let kept: [ImpactPredictor] =
      predictors
      ? [
        predictor("base", (0..<13).map { base(Double($0)) }), predictor("slope", (0..<13).map { slope(Double($0)) }),
        predictor("tenth", all.map { $0[9] }), predictor("last", all.map { $0[27] }),
      ] : []
    return try panel(all, event: 28, predictors: kept)
  }

  private static func predictor(_ name: String, _ values: [Double]) -> ImpactPredictor {
    ImpactPredictor(name: name, treated: values[0], controls: Array(values.dropFirst()))
  }

  private static func base(_ j: Double) -> Double { 40 + 5 * .sin(1.7 * j) }

  private static func slope(_ j: Double) -> Double { 1 + 0.5 * .sin(2.1 * j + 0.4) }

  private static func series(_ index: Int) -> [Double] {
    let j = Double(index)
    return (0..<40).map { time in
      let t = Double(time)
      let first = 0.3 * t + 4 * Double.sin(t / 4)
      let second = 3 * Double.cos(t / 3 + 1)
      let noise = 1.2 * Double.sin(0.71 * t * t + 1.13 * j * j + 0.37 * j * t)
      let value = base(j) + slope(j) * first + (1 + 0.6 * .cos(1.3 * j)) * second + noise
      return index == 0 && time >= 28 ? value - 4 : value
    }
  }

  /// A panel whose first series is treated.
  static func panel(
    _ series: [[Double]], event: Int, predictors: [ImpactPredictor] = []
  ) throws(ImpactError) -> ImpactPanel {
    let start = Month(year: 2020, month: 1)
    return try ImpactPanel(
      treated: ImpactSeries(name: "c0", values: series[0]),
      controls: series.enumerated().dropFirst().map { ImpactSeries(name: "c\($0.offset)", values: $0.element) },
      times: series[0].indices.map { start.advanced(by: $0) }, event: start.advanced(by: event), predictors: predictors)
  }

  /// What a random panel is made of: y_jt = 20 + λ_j1 f_1t + λ_j2 f_2t + e_jt, f_t = 0.8 f_{t−1} + 0.6 u_t or a random walk, λ uniform on
  /// 0 … 2, e an AR(1) process with coefficient ρ and variance 1.
  struct Recipe: Sendable {
    var controls = 39
    var before = 60
    var after = 12
    var correlation = 0.3
    var isWalk = false
    /// Added to the loadings of the treated series.
    var shift = 0.0

    /// The series of a panel, the treated one first, without an effect.
    func series(_ index: Int, seed: UInt64 = 1) -> [[Double]] {
      var random = RandomStream(seed: seed, index: index)
      let times = before + after
      let factors = (0..<2).map { _ in
        var level = random.normal()
        return (0..<times).map { _ in
          level = isWalk ? level + 0.5 * random.normal() : 0.8 * level + 0.6 * random.normal()
          return level
        }
      }
      return (0...controls).map { series in
        let loadings = factors.map { _ in 2 * random.uniform() + (series == 0 ? shift : 0) }
        var error = random.normal()
        return (0..<times).map { time in
          error = correlation * error + .sqrt(1 - correlation * correlation) * random.normal()
          return 20 + loadings[0] * factors[0][time] + loadings[1] * factors[1][time] + error
        }
      }
    }

    /// A panel whose treated series has an effect, one value per time from the event on.
    func panel(_ index: Int, effects: [Double] = [], seed: UInt64 = 1) throws(ImpactError) -> ImpactPanel {
      var all = series(index, seed: seed)
      for (offset, effect) in effects.enumerated() { all[0][before + offset] += effect }
      return try GeneratedPanel.panel(all, event: before)
    }
  }
}

/// Decimal digits that two lists have in common, at most 16, by the largest difference relative to the largest reference.
func commonDigits(_ values: [Double], _ references: [Double]) -> Double {
  guard values.count == references.count else { return 0 }
  let size = references.reduce(0) { max($0, abs($1)) }
  let error = zip(values, references).reduce(0) { max($0, abs($1.0 - $1.1)) } / size
  return error.isNaN ? 0 : error > 0 ? min(16, -.log10(error)) : 16
}
