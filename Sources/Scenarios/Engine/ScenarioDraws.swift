import Drivers
import Forecasting
import LeastSquares
import Sampling

/// Draws of everything that is random: quantities, errors, and the paths of columns.
struct ScenarioDraws: Sendable {
  private let growth: GrowthDraws
  private let columns: [ScenarioColumn]
  /// Which columns are drawn with normal deviates.
  private let random: [Int]
  /// F with F F′ the correlations of these.
  private let correlation: Matrix
  private let months: Int

  init(_ growth: GrowthDraws, columns: [ScenarioColumn], random: [Int], correlation: Matrix, months: Int) {
    self.growth = growth
    self.columns = columns
    self.random = random
    self.correlation = correlation
    self.months = months
  }

  /// The centre of everything: expected drivers, no errors.
  func centre(_ parameters: [Lanes]? = nil) -> ScenarioDraw {
    let centre = growth.centre
    return ScenarioDraw(
      parameters: parameters ?? centre.parameters, errors: centre.errors,
      columns: columns.map { .init(forecasts: $0.forecasts.map { $0.means.map { Lanes(repeating: $0) } }) },
      drawn: .none, first: 0, count: 1)
  }

  /// The draws of a packet; a column has a stream of its own, so that no scenario disturbs another.
  func packet(_ pairs: Range<Int>, seed: UInt64) -> ScenarioDraw {
    let packet = growth.packet(pairs, seed: seed)
    var drawn = columns.map { _ in ScenarioDraw.Column() }
    let independent = random.map { independentNormals($0, pairs, seed) }
    for (row, column) in random.enumerated() {
      drawn[column].normals = correlated(row, independent)
      if columns[column].needsProbabilities {
        drawn[column].probabilities = drawn[column].normals.map { normalProbability(pairs: $0) }
      }
    }
    for (column, item) in columns.enumerated() {
      drawn[column].forecasts = item.forecasts.map { paths(of: $0, column, pairs, packet.count, seed) }
    }
    return ScenarioDraw(
      parameters: packet.parameters, errors: packet.errors, columns: drawn, drawn: .all, first: packet.first,
      count: packet.count)
  }

  private func stream(_ column: Int, _ index: Int, _ seed: UInt64) -> RandomStream {
    RandomStream(seed: seed ^ (0xD1B5_4A32_D192_ED03 &* UInt64(column + 1)), index: index)
  }

  private func independentNormals(_ column: Int, _ pairs: Range<Int>, _ seed: UInt64) -> [Lanes] {
    let count = columns[column].unchanged.values.count
    // Pair by pair; the rest of the last packet stays 0.
    var normals = [Double](repeating: 0, count: GrowthDraws.pairsOfPacket * count)
    for (position, pair) in pairs.enumerated() {
      var numbers = stream(column, pair, seed)
      // From the month after the base onwards, then backwards, so that an earlier start changes no later month.
      let after = max(0, count - months)
      let start = position * count
      for month in after..<count { normals[start + month] = numbers.normal() }
      for month in (0..<after).reversed() { normals[start + month] = numbers.normal() }
    }
    return Lanes.pairs(normals)
  }

  /// The deviates of one random column, correlated with those of the columns before it.
  private func correlated(_ row: Int, _ independent: [[Lanes]]) -> [Lanes] {
    var normals = independent[row]
    let isPlain = (0..<row).allSatisfy { correlation[row, $0] == 0 } && correlation[row, row] == 1
    if isPlain { return normals }
    // Months are counted from the horizon, because paths may begin in different months.
    for back in 1...normals.count {
      var sum = Lanes(repeating: 0)
      for other in 0...row where independent[other].count >= back {
        sum += correlation[row, other] * independent[other][independent[other].count - back]
      }
      normals[normals.count - back] = sum
    }
    return normals
  }

  /// Draws of a forecast, each from a stream of its own; lanes that are not draws stay at the means.
  private func paths(
    of forecast: DriverForecast, _ column: Int, _ pairs: Range<Int>, _ count: Int, _ seed: UInt64
  ) -> [Lanes] {
    var result = [Lanes](repeating: Lanes(repeating: 0), count: forecast.means.count)
    for lane in 0..<count {
      var numbers = stream(column, 2 * pairs.lowerBound + lane, seed)
      for (month, value) in forecast.path(&numbers).enumerated() { result[month][lane] = value }
    }
    for lane in count..<8 { for month in result.indices { result[month][lane] = forecast.means[month] } }
    return result
  }
}
