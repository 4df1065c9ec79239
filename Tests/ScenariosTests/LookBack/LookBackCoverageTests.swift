import ChurnForecast
import RealModule
import Testing

/// Intervals of what was lost, where the truth is known.
@Suite("Coverage of look backs")
struct LookBackCoverageTests {
  private static let months = 72
  private static let first = Month(year: 2016, month: 1)

  @Test(
    "90 % intervals of users and user-months lost cover 87–93 %",
    arguments: [(Baseline.constant, 1), (.saturating, 1), (.constant, 3)])
  func coverage(_ baseline: Baseline, _ step: Int) throws {
    let series = 800
    let model = NetGrowth(
      ModelSpecification(baseline: baseline, drivers: [DriverSpecification(.column("x"), name: "x")]))
    let hits = try Workers.map(series) { index in Result { try Self.hits(index, model, baseline, step) } }.map {
      try $0.get()
    }
    let lost = Double(hits.filter(\.lost).count) / Double(series)
    let userMonths = Double(hits.filter(\.userMonths).count) / Double(series)
    #expect((0.87...0.93).contains(lost), "users: \(lost)")
    #expect((0.87...0.93).contains(userMonths), "user-months: \(userMonths)")
  }

  /// Whether the intervals of one simulated series contain the truth.
  private static func hits(
    _ index: Int, _ model: NetGrowth, _ baseline: Baseline, _ step: Int
  ) throws -> (lost: Bool, userMonths: Bool) {
    var stream = RandomStream(seed: 611, index: index)
    let (kappa, beta, sigma, alpha): (Double, Double, Double, Double) = (
      baseline == .saturating ? 0.1 : 0, 0.004, 0.012, 0.004
    )
    var x: [Double] = []
    for _ in 0..<months {
      let carried: Double = 0.6 * ((x.last ?? 2) - 2)
      x.append(max(0, 2 + carried + 1.2 * stream.normal()))
    }
    var actual = [Double.log(1e7)]
    var instead = actual
    let since = 36
    for month in 1..<months {
      let innovation = sigma * stream.normal()
      let centre = Double.log(1e7)
      let level = month < since ? x[month] : 1
      func next(_ before: Double, _ driver: Double) -> Double {
        let growth: Double = alpha - beta * (driver - 2) - kappa * (before - centre)
        return before + growth + innovation
      }
      actual.append(next(actual[month - 1], x[month]))
      instead.append(next(instead[month - 1], level))
    }
    let table = MonthlyTable(
      mau: MonthlyColumn(
        name: "mau", first: first,
        values: actual.enumerated().map { ($0 + 1) % step == 0 ? Double.exp($1) : nil }),
      drivers: [MonthlyColumn(name: "x", first: first, values: x)])
    let result = try LookBack(
      model.fit(table, benchmarks: false), [PastChange("x", .to(1))], since: first.advanced(by: since),
      coverages: [0.9],
      draws: 1000)
    let last = Double.exp(instead[months - 1]) - .exp(actual[months - 1])
    let sum = (since..<months).reduce(0.0) { $0 + .exp(instead[$1]) - .exp(actual[$1]) }
    return (result.lost.interval.contains(last), result.lostUserMonths.interval.contains(sum))
  }
}
