import RealModule

/// ln y without its season, whose indices are shrunk towards 0 by the share that chance explains.
///
/// sⱼ are the indices of ``EvolvingSeason`` after the last figure; V is their mean sampling variance, A = Σs²/(m − 1) − V what is left
/// for a season. The indices are multiplied by 1 − (V/(V + A))(m − 3)/(m − 1): no test decides whether there is a
/// season, and half a season is half removed.
///
/// Source: D. M. Miller and D. Williams, International Journal of Forecasting 19 (2003), 669; W. James and C. Stein, 1961.
struct ShrunkSeason: Sendable {
  /// ln y less the season.
  let adjusted: [Double]
  /// ln y.
  let logs: [Double]
  /// The indices of future periods, in order, with mean 0.
  let ahead: [Double]
  /// The spread of the indices relative to that of the changes of the adjusted series.
  let strength: Double
  /// The variance of an index that is left after shrinking.
  let variance: Double
  /// The number of parameters that the indices amount to.
  let parameters: Double

  init(_ values: [Double], period m: Int) {
    let logs = values.map { Double.log($0) }
    self.logs = logs
    let n = logs.count
    guard m >= 4, n >= 2 * m else {
      adjusted = logs
      ahead = []
      strength = 0
      variance = 0
      parameters = 0
      return
    }
    let season = EvolvingSeason(logs, period: m)
    let spread = season.last.reduce(0) { $0 + $1 * $1 } / Double(m - 1)
    let sampling = season.variance
    let rest = max(spread - sampling, 0)
    let shrinkage = sampling + rest > 0 ? sampling / (sampling + rest) * Double(m - 3) / Double(m - 1) : 0
    variance = sampling * (1 - shrinkage)
    parameters = season.parameters * (1 - shrinkage)
    let adjusted = logs.indices.map { logs[$0] - (1 - shrinkage) * season.indices[$0] }
    self.adjusted = adjusted
    let indices = season.last.map { (1 - shrinkage) * $0 }
    ahead = (0..<m).map { indices[($0 + n) % m] }
    let changes = (1..<n).map { adjusted[$0] - adjusted[$0 - 1] }
    let centre = changes.reduce(0, +) / Double(changes.count)
    let noise = Double.sqrt(changes.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(changes.count))
    let size = Double.sqrt(indices.reduce(0) { $0 + $1 * $1 } / Double(m))
    strength = noise > 0 ? size / noise : 0
  }

  /// The index of a future period; 0 without a season.
  func index(_ period: Int) -> Double { ahead.isEmpty ? 0 : ahead[period % ahead.count] }

  /// Figures without their season, with it.
  func scaled(_ figures: [Double]) -> [Double] { figures.indices.map { figures[$0] * .exp(index($0)) } }

  /// exp of an adjusted path with its season.
  func users(_ path: [Double]) -> [Double] { path.indices.map { .exp(path[$0] + index($0)) } }
}
