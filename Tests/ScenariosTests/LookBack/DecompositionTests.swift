import ChurnForecast
import RealModule
import TestSupport
import Testing

/// The history by causes.
@Suite("Decomposition")
struct DecompositionTests {
  private static let x = DriverSpecification(.column("x"), name: "x")

  @Test(
    "With the first figure, the parts are the users of every month",
    arguments: [Baseline.constant, .saturating, .logistic, .decaying, .drifting])
  func sums(_ baseline: Baseline) throws {
    let shock = DriverSpecification(.step(Month(year: 2017, month: 3)), name: "step(2017-03)")
    let fit = try NetGrowth(
      ModelSpecification(baseline: baseline, seasonality: .monthly, drivers: [Self.x, shock])
    ).fit(TestSeries.table())
    let result = try Decomposition(fit, draws: 200)
    #expect(result.parts.map(\.kind) == [.baseline, .season, .driver, .event, .unexplained])
    #expect(result.parts.map(\.name) == ["baseline", "season", "x", "step(2017-03)", "unexplained"])
    for month in result.months.indices.map({ result.months.lowerBound.distance(to: $0) }) {
      let users = Double.exp(TestSeries.logUsers[month + 1])
      let sum = result.parts.reduce(result.start) { $0 + $1.users[month] }
      #expect(abs(sum / users - 1) < 1e-9, "\(baseline) \(month)")
      #expect(result.parts.allSatisfy { $0.intervals[month].lowerBound <= $0.intervals[month].upperBound })
    }
  }

  @Test("Parts of a product are its Shapley values, by Owen's integral of the multilinear extension")
  func shapley() throws {
    let fit = try NetGrowth(ModelSpecification(drivers: [Self.x])).fit(TestSeries.table())
    let result = try Decomposition(fit, draws: 200)
    let (alpha, beta) = (fit.estimate.values[0], fit.estimate.values[1])
    let y = TestSeries.logUsers
    let driven = (1..<60).reduce(0) { $0 - beta * (TestSeries.driver[$1] - fit.references[0]) }
    let logs = [59 * alpha, driven, y[59] - y[0] - 59 * alpha - driven]
    // φ = U₀ ∫ (e^c − 1) Π (1 − q + q e^c) dq over the other two, a polynomial of degree 2: two Gauss points are exact.
    for part in 0..<3 {
      let others = [0, 1, 2].filter { $0 != part }
      let value = [-1.0, 1].reduce(0.0) { sum, sign in
        let q = 0.5 + sign / (2 * .sqrt(3))
        return sum + 0.5 * others.reduce(Double.exp(logs[part]) - 1) { $0 * (1 - q + q * .exp(logs[$1])) }
      }
      #expect(abs(result.parts[part].users[58] - .exp(y[0]) * value) < 1e-9 * .exp(y[0]))
    }
  }

  @Test("Twice the users, twice the parts; the same seed, the same intervals")
  func invariance() throws {
    let model = NetGrowth(ModelSpecification(baseline: .saturating, drivers: [Self.x]))
    let once = try Decomposition(model.fit(TestSeries.table()), draws: 200)
    let twice = try Decomposition(model.fit(TestSeries.table(scale: 2)), draws: 200)
    for (a, b) in zip(once.parts, twice.parts) {
      for month in a.users.indices { #expect(abs(b.users[month] - 2 * a.users[month]) < 1e-6 * once.start) }
    }
    #expect(try once == Decomposition(model.fit(TestSeries.table()), draws: 200))
  }
}
