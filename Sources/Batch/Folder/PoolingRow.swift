import ChurnModels
import LeastSquares
import Reporting

/// What a pool says of an effect: a row of `pooling.csv`.
public struct PoolingRow: Sendable, Encodable {
  /// The effect.
  let effect: String
  /// The number of series.
  let series: Int
  /// Mean, its standard error and 95 % interval; deviation among series, inconsistency, p of homogeneity; the 95 % interval of a new
  /// series. nil where there is none.
  let mean, standardError, lower, upper, deviation, inconsistency, pValue, newLower, newUpper: Double?

  /// The columns.
  static let columns = [
    "effect", "series", "mean", "standardError", "lower", "upper", "deviation", "inconsistency", "pValue", "newLower",
    "newUpper",
  ]

  /// A row for each effect of a pool.
  ///
  /// - Parameters:
  ///   - pool: the distribution of the effects among series.
  ///   - names: the effects.
  /// - Returns: in the order of the names.
  public static func rows(_ pool: FittedPool, _ names: [String]) -> [PoolingRow] {
    let means = pool.meanIntervals(coverage: Coverages.single)
    let others = pool.newSeriesIntervals(coverage: Coverages.single)
    func finite(_ number: Double?) -> Double? { number.flatMap { $0.isFinite ? $0 : nil } }
    return pool.effects.enumerated().map { index, effect in
      PoolingRow(
        effect: names[index], series: pool.series, mean: finite(effect.mean),
        standardError: finite(effect.standardError), lower: finite(means[index].lowerBound),
        upper: finite(means[index].upperBound), deviation: finite(effect.deviation),
        inconsistency: finite(effect.inconsistency), pValue: finite(effect.homogeneity.pValue),
        newLower: finite(others[index].lowerBound), newUpper: finite(others[index].upperBound))
    }
  }

  private var cells: [UInt8] {
    let numbers = [mean, standardError, lower, upper, deviation, inconsistency, pValue, newLower, newUpper]
    let texts = ["\(series)"] + numbers.map { $0.map { "\($0)" } ?? "" }
    return PanelText.cell(effect) + Array(",\(texts.joined(separator: ","))".utf8)
  }

  /// The file of the pools.
  ///
  /// - Parameters:
  ///   - pools: the distributions of the effects among series.
  ///   - names: the effects.
  /// - Returns: a header and a row for each effect; by groups, the group comes first, and one without a pool has a message alone.
  static func bytes(_ pools: EffectPools, _ names: [String]) -> [UInt8] {
    let isGrouped = pools.column != nil
    let header = isGrouped ? ["group"] + columns + ["message"] : columns
    var bytes = Array((header.joined(separator: ",") + "\n").utf8)
    for group in pools.groups {
      let start = isGrouped ? PanelText.cell(group) + [UInt8(ascii: ",")] : []
      guard let pool = pools[group] else {
        bytes += start + [UInt8](repeating: UInt8(ascii: ","), count: columns.count)
        bytes += PanelText.cell(pools.failures[group] ?? "") + [UInt8(ascii: "\n")]
        continue
      }
      for row in rows(pool, names) { bytes += start + row.cells + Array((isGrouped ? ",\n" : "\n").utf8) }
    }
    return bytes
  }
}
