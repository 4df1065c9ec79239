import LeastSquares
import RealModule
import Series

extension ClusterSpread {
  /// The cluster of each cell: its month, or without a calendar a cluster of its own.
  static func labels(_ cells: [LossCell]) -> (labels: [Int], clusters: Int) {
    guard cells.allSatisfy({ $0.month != nil }) else { return (Array(cells.indices), cells.count) }
    let months = Set(cells.compactMap(\.month)).sorted()
    var positions: [Int: Int] = [:]
    for (position, month) in months.enumerated() { positions[month.ordinal] = position }
    return (cells.map { $0.month.flatMap { positions[$0.ordinal] } ?? 0 }, months.count)
  }

  /// The dispersion for people to read.
  func dispersion(isDated: Bool, freedom: Double) -> RetentionDispersion {
    RetentionDispersion(
      overdispersion: components.overdispersion, monthShock: isDated ? components.shock.squareRoot() : 0,
      pearson: pearson, freedom: freedom, autocorrelation: isDated && clusters >= 8 ? autocorrelation : nil)
  }

  private var autocorrelation: Double? {
    let value = ResidualShapes.autocorrelations(shocks, lags: 1).first
    return value.flatMap { $0.isFinite ? $0 : nil }
  }
}
