import LeastSquares
import RealModule

/// A ridge autoregression of m + 1 lags on the yearly changes of ln y, about half their mean.
///
/// Source: A. E. Hoerl and R. W. Kennard, Technometrics 12 (1970), 55.
package struct RidgeAutoregression {
  private let logs: [Double]
  private let period: Int
  private let centre: Double
  private let coefficients: [Double]

  /// λ of the penalty λσ²: a coefficient's prior weighs as much as this many changes.
  private static let penalty = 100.0

  /// Fits the autoregression; nil for fewer figures than three years plus four.
  ///
  /// - Parameters:
  ///   - logs: ln y.
  ///   - m: figures per year, at least 2.
  package init?(_ logs: [Double], period m: Int) {
    guard m >= 2, logs.count >= 3 * m + 4 else { return nil }
    let changes = (m..<logs.count).map { logs[$0] - logs[$0 - m] }
    let centre = 0.5 * changes.reduce(0, +) / Double(changes.count)
    let d = changes.map { $0 - centre }
    let lags = m + 1
    let rows = d.count - lags
    let square = d.reduce(0) { $0 + $1 * $1 } / Double(d.count)
    guard square > 0 else { return nil }
    var design = Matrix(rows: rows, columns: lags)
    for lag in 0..<lags { for row in 0..<rows { design[row, lag] = d[lags + row - lag - 1] } }
    // With σ² = λ s² the priors are N(0, 1), and rows of data and priors have the same unit.
    let sigma = Double.sqrt(Self.penalty * square)
    let joined = PriorRows(
      design, Array(d[lags...]),
      priors: Prior.ridge(penalty: Self.penalty * square, columns: 0..<lags, sigma: sigma), sigma: sigma)
    guard let fit = try? solve(joined.design, joined.response) else { return nil }
    self.logs = logs
    period = m
    self.centre = centre
    coefficients = fit.coefficients
  }

  /// ln y of the next periods.
  package func path(_ horizon: Int) -> [Double] {
    var all = logs
    for _ in 0..<horizon {
      var change = 0.0
      for (lag, coefficient) in coefficients.enumerated() {
        let t = all.count - 1 - lag
        change += coefficient * (all[t] - all[t - period] - centre)
      }
      all.append(all[all.count - period] + centre + change)
    }
    return Array(all[logs.count...])
  }
}
