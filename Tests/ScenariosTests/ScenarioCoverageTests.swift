import ChurnForecast
import RealModule
import Testing

@Suite("Simulated truth")
struct ScenarioCoverageTests {
  private static let history = 72
  private static let effects = [0.004, 0.06]

  /// A history with known effects of two drivers, fitted and used for contributions and prices.
  private static func answers(_ replication: Int) throws -> (Attribution, PriceList, users: Double) {
    var stream = RandomStream(seed: 77, index: replication)
    var text = "month,mau,outages,negativity\n"
    var y = 16.0
    var negativity = 0.0
    for t in 0..<history {
      let outages = Double(stream.poisson(2))
      negativity = 0.6 * negativity + 0.04 * stream.normal()
      let month = Month(year: 2018, month: 1).advanced(by: t)
      if t > 0 { y += 0.01 - effects[0] * (outages - 2) - effects[1] * negativity + 0.008 * stream.normal() }
      text += "\(month),\(Double.exp(y)),\(outages),\(0.3 + negativity)\n"
    }
    // The last month is the same in every history, and so is the truth.
    text += "\(Month(year: 2018, month: 1).advanced(by: history)),\(Double.exp(y)),2,0.3\n"
    let yaml = """
      base: {data: d.csv}
      model: {drivers: {outages: {reference: 2}, negativity: {reference: 0.3}}}
      horizon: 2026-01
      scenarios:
        calm: {}
        storm: {outages: 4, negativity: {ramp: {to: 0.5, until: 2025-12}}}
      levels: [0.9]
      draws: 1000
      seed: \(replication)

      """
    let solution = try Scenario.solution(yaml, Scenario.inputs(["d.csv": text]))
    // The actual future: the true baseline, innovations of the same size, drivers as in the reference.
    for _ in 0..<24 { y += 0.01 + 0.008 * stream.normal() }
    return (try solution.attribute(), try solution.price("calm"), .exp(y))
  }

  @Test("Intervals of contributions and prices have their nominal coverage")
  func coverage() async throws {
    let replications = 1200
    let results = try await withThrowingTaskGroup(of: [(Attribution, PriceList, users: Double)].self) { group in
      for part in 0..<4 {
        group.addTask { try stride(from: part, to: replications, by: 4).map { try Self.answers($0) } }
      }
      var all: [(Attribution, PriceList, users: Double)] = []
      for try await part in group { all += part }
      return all
    }
    var covered = [0.0, 0, 0, 0]
    for (attribution, prices, users) in results {
      let months = 24
      let storm = [
        Self.effects[0] * 2 * Double(months),
        Self.effects[1] * (1...months).reduce(0) { $0 + 0.2 * min(1, Double($1) / 23) },
      ]
      let both = Double.exp(-storm[0] - storm[1])
      let alone = storm.map { Double.exp(-$0) }
      let truth = [(alone[0] - 1 + both - alone[1]) / 2, (alone[1] - 1 + both - alone[0]) / 2]
      for (index, name) in ["outages", "negativity"].enumerated() {
        let part = try #require(attribution.contributions.first { $0.name == name })
        if part.interval.contains(users * truth[index]) { covered[index] += 1 }
        let price = prices.items[index]
        let right = Double.exp(-Self.effects[index] * price.unit * Double(months)) - 1
        if price.sustained.interval.contains(users * right) { covered[2 + index] += 1 }
      }
    }
    print("COVERAGE of contributions and prices at 90 %:", covered.map { $0 / Double(replications) })
    for share in covered.map({ $0 / Double(replications) }) {
      // Three seeds gave 0.87 to 0.905; the choice of baseline and errors costs about one point.
      #expect((0.86...0.93).contains(share), "\(covered.map { $0 / Double(replications) })")
    }
  }
}
