import ChurnForecast
import RealModule
import Testing

@Suite("Robust errors beside priors")
struct PriorErrorsTests {
  private let table: MonthlyTable = {
    var stream = RandomStream(seed: 11, index: 0)
    var (users, level) = ([Double?](), Double.log(1e6))
    var x: [Double?] = []
    for _ in 0..<60 {
      let value = 0.5 + 0.2 * stream.normal()
      x.append(value)
      level += 0.05 - 0.1 * value + (0.01 + 0.05 * value) * stream.normal()
      users.append(.exp(level))
    }
    let first = Month(year: 2015, month: 1)
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: users),
      drivers: [MonthlyColumn(name: "x", first: first, values: x)])
  }()

  private func fit(_ errors: StandardErrors, deviation: Double) throws -> FittedNetGrowth {
    let prior = EffectPrior(mean: 0.1, standardDeviation: deviation)
    var model = ModelSpecification(
      baseline: .constant, drivers: [DriverSpecification(.column("x"), prior: prior)], errors: .independent)
    model.standardErrors = errors
    return try NetGrowth(model).fit(table)
  }

  @Test("HC3: residuals of the months, and the error that the prior states, by hand")
  func sandwich() throws {
    let deviation = 0.005
    let fit = try fit(.hc3, deviation: deviation)
    let x = try #require(table.driver("x"))
    let z = table.mau.observedMonths.dropFirst().map { fit.references[0] - (x[$0] ?? .nan) }
    let (e, sigma) = (fit.innovations, fit.estimate.sigma)
    let weight = (sigma / deviation) * (sigma / deviation)
    // The inverse of [[a, b], [b, c]].
    let (a, b, c) = (Double(z.count), z.reduce(0, +), z.reduce(0) { $0 + $1 * $1 } + weight)
    let determinant = a * c - b * b
    let p = (c / determinant, -b / determinant, a / determinant)
    var meat = (0.0, 0.0, sigma * sigma * weight)
    for (z, e) in zip(z, e) {
      let leverage: Double = p.0 + 2 * p.1 * z + p.2 * z * z
      let square: Double = (e / (1 - leverage)) * (e / (1 - leverage))
      meat = (meat.0 + square, meat.1 + square * z, meat.2 + square * z * z)
    }
    let variance: Double = p.1 * p.1 * meat.0 + 2 * p.1 * p.2 * meat.1 + p.2 * p.2 * meat.2
    #expect(abs(fit.estimate.standardErrors[1] / variance.squareRoot() - 1) < 1e-6)
    // Shares are those of independent errors, whatever the standard errors.
    let classical = try self.fit(.classical, deviation: deviation)
    #expect(fit.coefficients[1].dataShare == classical.coefficients[1].dataShare)
    #expect(abs(classical.coefficients[1].dataShare - (1 - p.2 * weight)) < 1e-6)
  }

  @Test("A prior that decides alone leaves its own error, and one that says nothing that of the data")
  func limits() throws {
    for errors in [StandardErrors.hc3, .neweyWest] {
      let sure = try fit(errors, deviation: 1e-6)
      #expect(abs(sure.estimate.standardErrors[1] / 1e-6 - 1) < 1e-3)
      let vague = try fit(errors, deviation: 1e6)
      var free = ModelSpecification(
        baseline: .constant, drivers: [DriverSpecification(.column("x"))], errors: .independent)
      free.standardErrors = errors
      let own = try NetGrowth(free).fit(table)
      #expect(abs(vague.estimate.standardErrors[1] / own.estimate.standardErrors[1] - 1) < 1e-6)
      #expect(abs(vague.coefficients[1].degreesOfFreedom / own.coefficients[1].degreesOfFreedom - 1) < 1e-6)
    }
  }
}
