import ChurnForecast
import RealModule
import Testing

@Suite("Choice of the errors")
struct ErrorChoiceTests {
  private func table(_ persistence: Double, seed: UInt64) throws -> MonthlyTable {
    var specification = ModelSpecification(drivers: [DriverSpecification(.column("x"), reference: 0)])
    var coefficients = [0.01, 0.02]
    if persistence != 0 {
      specification.errors = .arma(p: 1, q: 0)
      coefficients.append(persistence)
    }
    return try SeriesSimulation(
      specification, coefficients: coefficients, innovation: 0.01, users: 1e6, first: Month(year: 2015, month: 1),
      months: 60, processes: ["x": .autoregressive(mean: 0, deviation: 1, persistence: 0.6)]
    ).table(seed: seed)
  }

  private let open = ModelSpecification(
    drivers: [DriverSpecification(.column("x"), reference: 0)], errors: .choice)

  @Test("Correlated errors are seen; where there are none, about half of the series take AR(1)")
  func sizes() throws {
    var counts = [0, 0]
    for seed in 0..<60 {
      for (place, persistence) in [0.5, 0].enumerated() {
        let errors = try NetGrowth(open).fit(table(persistence, seed: UInt64(seed)), benchmarks: false).specification
          .errors
        #expect(errors == .independent || errors == .arma(p: 1, q: 0))
        if errors != .independent { counts[place] += 1 }
      }
    }
    #expect(counts[0] >= 55)
    #expect(15...45 ~= counts[1])
  }

  @Test("The chosen fit is the fit with these errors stated")
  func agreement() throws {
    let data = try table(0.5, seed: 4)
    let chosen = try NetGrowth(open).fit(data)
    var stated = open
    stated.errors = .arma(p: 1, q: 0)
    #expect(try NetGrowth(stated).fit(data) == chosen)
  }

  @Test("Intervals of effects keep 95 % after the choice", arguments: [0, 0.5])
  func coverage(persistence: Double) throws {
    var inside = 0.0
    let series = 300
    for seed in 0..<series {
      let fit = try NetGrowth(open).fit(table(persistence, seed: UInt64(1000 + seed)), benchmarks: false)
      let effect = fit.effects[0]
      let half = StudentT(degreesOfFreedom: effect.degreesOfFreedom).halfWidth(coverage: 0.95) * effect.standardError
      if abs(effect.estimate - 0.02) <= half { inside += 1 / Double(series) }
    }
    #expect(0.915...0.985 ~= inside)
  }

  @Test("Standard errors allow for the choice of the order, and no order is at the border of invertibility")
  func automatic() throws {
    var model = open
    model.errors = .automatic
    let series = 200
    var inside = 0.0
    for seed in 0..<series {
      let fit = try NetGrowth(model).fit(table(0.5, seed: UInt64(2000 + seed)), benchmarks: false)
      let effect = fit.effects[0]
      if effect.interval(coverage: 0.95).contains(0.02) { inside += 1 / Double(series) }
      // Cannot be at the border: 1 + θz is 0 at 1/θ.
      if case .arma(_, 1) = fit.specification.errors {
        let moving = try #require(fit.coefficients.first { $0.name == "ma1" })
        #expect(abs(moving.estimate) < 1 / 1.01)
      }
      guard seed < 20 else { continue }
      var stated = model
      stated.errors = fit.specification.errors
      let own = try NetGrowth(stated).fit(table(0.5, seed: UInt64(2000 + seed)), benchmarks: false)
      #expect(own.effects[0].estimate == effect.estimate)
      #expect(own.effects[0].standardError != effect.standardError)
    }
    print("AUTO covers \(inside)")
    #expect(0.91...0.985 ~= inside)
  }

  @Test("Independent where months are too few, and beside robust weights and Newey–West errors")
  func independent() throws {
    let data = try table(0.5, seed: 4)
    let quarterly = MonthlyColumn(
      name: "mau", first: data.mau.first,
      values: data.mau.values.enumerated().map { $0.offset % 3 == 2 ? $0.element : nil })
    let sparse = MonthlyTable(mau: quarterly, drivers: data.drivers)
    #expect(try NetGrowth(open).fit(sparse).specification.errors == .independent)
    for change in [
      { (open: inout ModelSpecification) in open.robust = .huber }, { $0.standardErrors = .neweyWest },
    ] {
      var specification = open
      change(&specification)
      #expect(try NetGrowth(specification).fit(data).specification.errors == .independent)
    }
  }

  @Test("A model file without errors leaves them open, except of flows and robust weights")
  func files() throws {
    func errors(_ text: String) throws -> ErrorProcess { try ModelSpecification(file: "m.yaml", text: text).errors }
    #expect(try errors("baseline: constant\n") == .choice)
    #expect(try errors("errors: choose\n") == .choice)
    #expect(try errors("errors: independent\n") == .independent)
    #expect(try errors("robust: huber\n") == .independent)
    #expect(try errors("flows: {churned: lost}\n") == .independent)
    #expect(ErrorProcess("choose") == .choice && ErrorProcess.choice.description == "choose")
  }
}
