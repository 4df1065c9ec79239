import Drivers
import Forecasting
import LeastSquares
import Sampling
import Series

extension ScenarioEquation {
  /// Eight draws of everything that is random.
  struct Draw: Sendable {
    /// All quantities.
    var parameters: [Lanes]
    let errors: [Lanes]
    /// By raw column: the standard normal deviates of its months; empty where none are needed.
    let normals: [[Lanes]]
    /// Φ of these; empty where none is needed.
    let probabilities: [[Lanes]]
    /// By raw column: what was drawn from its forecast; empty where none is needed.
    let forecasts: [[Lanes]]
    /// Whether drivers take their expected values, but for one column.
    let isCentral: Bool
    /// The column that is drawn although all others take their expected values.
    var drawn: Int?
    /// The number of the first draw.
    let first: Int
    /// How many lanes are draws.
    let count: Int

    /// This draw with the expected values of drivers.
    var expected: Draw {
      Draw(
        parameters: parameters, errors: errors, normals: normals, probabilities: probabilities, forecasts: forecasts,
        isCentral: true, first: first,
        count: count)
    }

    /// This draw with other quantities.
    func with(parameters: [Lanes]) -> Draw {
      Draw(
        parameters: parameters, errors: errors, normals: normals, probabilities: probabilities, forecasts: forecasts,
        isCentral: isCentral,
        first: first, count: count)
    }

    /// This draw with the random part of one column from another.
    func with(_ column: Int, of other: Draw) -> Draw {
      var normals = normals
      var probabilities = probabilities
      var forecasts = forecasts
      normals[column] = other.normals[column]
      probabilities[column] = other.probabilities[column]
      forecasts[column] = other.forecasts[column]
      return Draw(
        parameters: parameters, errors: errors, normals: normals, probabilities: probabilities, forecasts: forecasts,
        isCentral: isCentral,
        drawn: column, first: other.first, count: other.count)
    }
  }

  /// The centre of everything: expected drivers, no errors.
  func centre(_ parameters: [Lanes]? = nil) -> Draw {
    let centre = draws.centre
    return Draw(
      parameters: parameters ?? centre.parameters, errors: centre.errors, normals: columns.map { _ in [] },
      probabilities: columns.map { _ in [] },
      forecasts: columns.map { $0.forecast.map { $0.means.map { Lanes(repeating: $0) } } ?? [] }, isCentral: true,
      first: 0, count: 1)
  }

  /// The draws of a packet; a column has a stream of its own, so that no scenario disturbs another.
  func draw(_ pairs: Range<Int>, seed: UInt64) -> Draw {
    let packet = draws.packet(pairs, seed: seed)
    func stream(_ column: Int, _ index: Int) -> RandomStream {
      RandomStream(seed: seed ^ (0xD1B5_4A32_D192_ED03 &* UInt64(column + 1)), index: index)
    }
    var independent: [[Lanes]] = []
    for column in random {
      let count = columns[column].courses[0].path.count
      // Pair by pair; what is left of the last packet stays 0.
      var normals = [Double](repeating: 0, count: GrowthDraws.pairsOfPacket * count)
      for (position, pair) in pairs.enumerated() {
        var numbers = stream(column, pair)
        // From the month behind the base on, then backwards, so that an earlier beginning changes no later month.
        let behind = max(0, count - months.count)
        let start = position * count
        for month in behind..<count { normals[start + month] = numbers.normal() }
        for month in (0..<behind).reversed() { normals[start + month] = numbers.normal() }
      }
      independent.append(Lanes.pairs(normals))
    }
    var normals = [[Lanes]](repeating: [], count: columns.count)
    for (row, column) in random.enumerated() {
      normals[column] = independent[row]
      let isPlain = (0..<row).allSatisfy { correlation[row, $0] == 0 } && correlation[row, row] == 1
      if isPlain { continue }
      // Months are counted from the horizon, for paths may begin in different months.
      for back in 1...normals[column].count {
        var sum = Lanes(repeating: 0)
        for other in 0...row where independent[other].count >= back {
          sum += correlation[row, other] * independent[other][independent[other].count - back]
        }
        normals[column][normals[column].count - back] = sum
      }
    }
    let probabilities = columns.indices.map { column in
      columns[column].needsProbabilities ? normals[column].map { normalProbability(pairs: $0) } : []
    }
    let forecasts = columns.indices.map { column -> [Lanes] in
      guard let forecast = columns[column].forecast else { return [] }
      var result = [Lanes](repeating: Lanes(repeating: 0), count: forecast.means.count)
      for lane in 0..<packet.count {
        var numbers = stream(column, 2 * pairs.lowerBound + lane)
        for (month, value) in forecast.path(&numbers).enumerated() { result[month][lane] = value }
      }
      for lane in packet.count..<8 { for month in result.indices { result[month][lane] = forecast.means[month] } }
      return result
    }
    return Draw(
      parameters: packet.parameters, errors: packet.errors, normals: normals, probabilities: probabilities,
      forecasts: forecasts, isCentral: false,
      first: packet.first, count: packet.count)
  }
}
