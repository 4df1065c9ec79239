import ChurnForecast
import RealModule
import Testing

@Suite("Several decays")
struct SeveralDecaysTests {
  /// 54 months with two drivers whose carryovers are hard to tell from each other.
  private func table(_ seed: UInt64) -> MonthlyTable {
    var stream = RandomStream(seed: seed, index: 0)
    var (y, carried) = (14.0, (0.0, 0.0))
    var (logs, first, second) = ([Double](), [Double](), [Double]())
    for _ in 0..<54 {
      first.append(2 + stream.normal())
      second.append(1 + 0.5 * stream.normal())
      carried = (0.2 * carried.0 + 0.8 * first[first.count - 1], 0.97 * carried.1 + 0.03 * second[second.count - 1])
      y += 0.02 - 0.006 * carried.0 - 0.03 * carried.1 + 0.009 * stream.normal()
      logs.append(y)
    }
    let month = Month(year: 2014, month: 1)
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: month, values: logs.map { Double.exp($0) }),
      drivers: [
        MonthlyColumn(name: "a", first: month, values: first), MonthlyColumn(name: "b", first: month, values: second),
      ])
  }

  private func sum(_ table: MonthlyTable, _ first: String, _ second: String) throws -> Double {
    let drivers = try ["carryover(a, \(first))", "carryover(b, \(second))"].map {
      DriverSpecification(try DriverExpression(parsing: $0))
    }
    let fit = try NetGrowth(ModelSpecification(drivers: drivers, errors: .independent)).fit(table, benchmarks: false)
    return fit.innovations.reduce(0) { $0 + $1 * $1 }
  }

  @Test("Two estimated decays are at least as good as every stated pair", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func lowest(seed: UInt64) throws {
    let table = table(seed)
    let found = try sum(table, "fit", "fit")
    let stated = ["0", "0.2", "0.4", "0.6", "0.8", "0.9", "0.95", "0.98"]
    for first in stated {
      for second in stated { #expect(try found <= sum(table, first, second) * (1 + 1e-9), "\(first), \(second)") }
    }
  }
}
