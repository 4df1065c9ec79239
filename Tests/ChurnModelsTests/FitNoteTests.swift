import ChurnForecast
import RealModule
import TestSupport
import Testing

@Suite("Notes and the long run of a fit")
struct FitNoteTests {
  @Test("The long run is where growth is zero, and half the distance takes the half-life")
  func longRun() throws {
    let fit = try NetGrowth(ModelSpecification(baseline: .saturating)).fit(TestSeries.table())
    let run = try #require(fit.longRun())
    let (alpha, kappa) = (fit.estimate.values[0], fit.estimate.values[1])
    #expect(abs(alpha - kappa * .log(run.users)) < 1e-12)
    #expect(abs(.pow(1 - kappa, run.halfLife) - 0.5) < 1e-12)
    let users = try #require(run.usersInterval)
    #expect(users.contains(run.users))
    #expect(try #require(run.halfLifeInterval).contains(run.halfLife))
    #expect(fit.notes().contains(.longRun(run)))
  }

  @Test("A random walk is rarely given a long-run size")
  func randomWalk() throws {
    var determined = 0
    for index in 0..<400 {
      var stream = RandomStream(seed: 3, index: index)
      var y = [16.0]
      for _ in 0..<60 { y.append(y[y.count - 1] + 0.02 * stream.normal()) }
      let mau = MonthlyColumn(name: "mau", first: TestSeries.first, values: y.map { .exp($0) })
      let fit = try NetGrowth(ModelSpecification(baseline: .saturating)).fit(MonthlyTable(mau: mau))
      if fit.longRun()?.usersInterval != nil { determined += 1 }
    }
    // A test at 5 %, with three standard deviations of Monte Carlo error.
    #expect(determined <= 33, "\(determined) of 400")
  }

  @Test("A driver that does nothing is reported as no evidence, not as an effect")
  func noEffect() throws {
    var table = TestSeries.table()
    let unrelated = (0..<60).map { Double(($0 * 37) % 11) }
    table = MonthlyTable(
      mau: table.mau, drivers: [MonthlyColumn(name: "x", first: TestSeries.first, values: unrelated)])
    let specification = ModelSpecification(baseline: .saturating, drivers: [DriverSpecification(.column("x"))])
    let fit = try NetGrowth(specification).fit(table)
    #expect(fit.notes().contains(.noEffect(fit.effects[0])))
    #expect(fit.effects[0].interval(coverage: 0.95).contains(0))
  }

  @Test("Two drivers that almost move together are reported as entangled")
  func entangled() throws {
    let table = TestSeries.table()
    let twin = TestSeries.driver.enumerated().map { $1 + 0.01 * Double($0 % 5) }
    let both = MonthlyTable(
      mau: table.mau, drivers: table.drivers + [MonthlyColumn(name: "twin", first: TestSeries.first, values: twin)])
    let fit = try NetGrowth(
      ModelSpecification(drivers: [DriverSpecification(.column("x")), DriverSpecification(.column("twin"))])
    ).fit(both)
    let pair = try #require(fit.entangledPairs().first)
    #expect(pair.first == "x" && pair.second == "twin" && pair.correlation < -0.99 && !pair.isOpposed)
    #expect(fit.notes().contains(.entangled(pair)))
    // Their joint effect is that of one of them alone, and is well determined.
    let alone = try NetGrowth(ModelSpecification(drivers: [DriverSpecification(.column("x"))])).fit(table)
    let mean = TestSeries.driver[1...].reduce(0, +) / 59
    let spread = (TestSeries.driver[1...].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 59).squareRoot()
    #expect(abs(pair.joint.estimate - alone.effects[0].estimate * spread) < 0.1 * alone.effects[0].standardError)
    #expect(pair.joint.standardError < 0.1 * fit.effects[0].standardError)
  }

  @Test("Benchmarks: naive has no parameters, drift only the mean, and the third has no drivers")
  func benchmarks() throws {
    let fit = try NetGrowth(
      ModelSpecification(baseline: .saturating, drivers: [DriverSpecification(.column("x"))])
    ).fit(TestSeries.table())
    let growth = zip(TestSeries.logUsers.dropFirst(), TestSeries.logUsers).map { $0 - $1 }
    let meanSquare = growth.reduce(0) { $0 + $1 * $1 } / 59
    #expect(abs(try #require(fit.benchmark(.naive)).rootMeanSquare - meanSquare.squareRoot()) < 1e-12)
    // σ alone, then the mean as well.
    #expect(try #require(fit.benchmark(.naive)).criteria.parameters == 1)
    #expect(try #require(fit.benchmark(.drift)).criteria.parameters == 2)
    let alone = try NetGrowth(ModelSpecification(baseline: .saturating)).fit(TestSeries.table())
    #expect(abs(try #require(fit.benchmark(.withoutDrivers)).criteria.aicc - alone.criteria.aicc) < 1e-9)
  }
}
