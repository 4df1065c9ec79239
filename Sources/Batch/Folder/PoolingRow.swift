import ChurnModels
import LeastSquares
import Reporting

/// What a pool says of an effect: a row of `pooling.csv`.
struct PoolingRow {
  /// The columns.
  static let columns = [
    "effect", "series", "mean", "standardError", "lower", "upper", "deviation", "inconsistency", "pValue", "newLower",
    "newUpper",
  ]

  /// The file of a pool.
  ///
  /// - Parameters:
  ///   - pool: the distribution of the effects among series.
  ///   - names: the effects.
  /// - Returns: a header and a row for each effect.
  static func bytes(_ pool: FittedPool, _ names: [String]) -> [UInt8] {
    var bytes = Array((columns.joined(separator: ",") + "\n").utf8)
    let means = pool.meanIntervals(coverage: Coverages.single)
    let others = pool.newSeriesIntervals(coverage: Coverages.single)
    for (index, effect) in pool.effects.enumerated() {
      let numbers: [Double?] = [
        effect.mean, effect.standardError, means[index].lowerBound, means[index].upperBound, effect.deviation,
        effect.inconsistency, effect.homogeneity.pValue, others[index].lowerBound, others[index].upperBound,
      ]
      bytes += PanelText.cell(names[index])
      bytes += Array(",\(pool.series)".utf8)
      for number in numbers { bytes += Array(",\(number.map { $0.isFinite ? "\($0)" : "" } ?? "")".utf8) }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
