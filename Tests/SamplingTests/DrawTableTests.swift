import ChurnForecast
import Testing

@Suite("Draws of several numbers in bounded memory")
struct DrawTableTests {
  /// Three columns of `count` draws, the last packet possibly not full, and the draws by column.
  private func table(_ draws: Range<Int>, capacity: Int, expected: Int) -> (DrawTable, [[Double]]) {
    var table = DrawTable(columns: 3, capacity: capacity, expected: expected)
    var columns = [[Double]](repeating: [], count: 3)
    for first in stride(from: draws.lowerBound, to: draws.upperBound, by: 8) {
      let lanes = min(8, draws.upperBound - first)
      var packet = [Lanes](repeating: Lanes(repeating: 0), count: 3)
      for lane in 0..<lanes {
        var stream = RandomStream(seed: 9, index: first + lane)
        for column in 0..<3 {
          packet[column][lane] = Double(column + 1) + stream.normal()
          columns[column].append(packet[column][lane])
        }
      }
      table.add([packet], [lanes])
    }
    return (table, columns)
  }

  private let probabilities = [0.025, 0.1, 0.5, 0.9, 0.975]

  @Test("Appended parts equal a table of all draws")
  func parts() {
    let (all, columns) = table(0..<1003, capacity: 2000, expected: 1003)
    var parts = table(0..<400, capacity: 2000, expected: 400).0
    parts.append(table(400..<800, capacity: 2000, expected: 400).0)
    parts.append(table(800..<1003, capacity: 2000, expected: 203).0)
    for column in 0..<3 {
      let exact = ChurnForecast.quantiles(of: columns[column], probabilities: probabilities)
      #expect(all.sample(column).quantiles(probabilities) == exact)
      #expect(parts.sample(column).quantiles(probabilities) == exact)
    }
    let differences = zip(columns[1], columns[1]).map { $0 - $1 }
    #expect(all.difference(1, less: parts).quantiles(probabilities) == differences.prefix(5).map { $0 })
    #expect(all.isWithin(20) && !all.isWithin(1))
  }

  @Test("Beyond its capacity a table counts")
  func counted() {
    let (counted, columns) = table(0..<20_000, capacity: 4000, expected: 20_000)
    for column in 0..<3 {
      let exact = ChurnForecast.quantiles(of: columns[column], probabilities: probabilities)
      for (value, right) in zip(counted.sample(column).quantiles(probabilities), exact) {
        #expect(abs(value - right) < 0.01)
      }
    }
  }

  @Test("Draws that are not finite are detected", arguments: [Double.nan, .infinity, -.infinity])
  func extremes(_ wrong: Double) {
    var table = DrawTable(columns: 2, capacity: 800, expected: 800)
    table.add([[Lanes(repeating: 1), Lanes(1, 1, 1, wrong, 1, 1, 1, 1)]], [8])
    table.add([[Lanes(repeating: 1), Lanes(repeating: 2)]], [8])
    #expect(!table.isWithin(1e300))
    var all = DrawTable(columns: 2, capacity: 800, expected: 800)
    all.add([[Lanes(repeating: 1), Lanes(repeating: 2)]], [8])
    all.append(table)
    #expect(!all.isWithin(1e300))
  }
}
