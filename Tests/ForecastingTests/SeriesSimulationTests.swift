import ChurnForecast
import Testing

@Suite("Simulated series")
struct SeriesSimulationTests {
  private func simulation(_ truth: String, months: Int = 24) throws -> SeriesSimulation {
    try SeriesSimulation(
      file: "truth.yaml", text: "drivers: {x: {}}\nsimulate:\n  coefficients: {baseline: 0.01, x: 0.001}\n\(truth)\n",
      months: months)
  }

  @Test(
    "Every number of every process has its range, and the message its line",
    arguments: [
      ("{process: poisson, rate: 1e19}", "`rate`: \"1e19\" is not a rate above 0, up to 1e9"),
      ("{process: poisson, rate: 0}", "`rate`: \"0\" is not a rate above 0, up to 1e9"),
      ("{process: poisson, rate: .inf}", "`rate`: \".inf\" is not a rate above 0, up to 1e9"),
      ("{process: poisson, rate: inf}", "`rate`: \"inf\" is not a rate above 0, up to 1e9"),
      ("{process: poisson, rate: 1e308}", "`rate`: \"1e308\" is not \(NumberRange.words)"),
      ("{process: negative-binomial, rate: 1e19, size: 2}", "`rate`: \"1e19\" is not a rate above 0, up to 1e9"),
      ("{process: negative-binomial, rate: 2, size: 1e-300}", "`size`: \"1e-300\" is not \(NumberRange.words)"),
      ("{process: negative-binomial, rate: 2, size: 1e-3}", "`size`: \"1e-3\" is not a size from 0.01 to 1e9"),
      ("{process: autoregressive, mean: 1e308}", "`mean`: \"1e308\" is not \(NumberRange.words)"),
      ("{process: autoregressive, sd: 1e308}", "`sd`: \"1e308\" is not \(NumberRange.words)"),
      ("{process: autoregressive, persistence: 1}", "`persistence`: \"1\" is not a number between -1 and 1"),
      ("{process: seasonal, amplitude: -1e308}", "`amplitude`: \"-1e308\" is not \(NumberRange.words)"),
      ("{process: random-walk, start: 1e308}", "`start`: \"1e308\" is not \(NumberRange.words)"),
      ("{process: random-walk, sd: -1}", "`sd`: \"-1\" is not a number above 0"),
    ])
  func processes(process: String, problem: String) {
    let error = #expect(throws: SpecificationError.self) { try simulation("  drivers:\n    x: \(process)") }
    #expect(error?.description == "truth.yaml:5: \(problem).")
  }

  @Test(
    "Months are those that can be written, the two years before the first included",
    arguments: [("0001-12", 2), ("0000-01", 2), ("9999-12", 2), ("9990-01", 121)])
  func calendar(start: String, months: Int) throws {
    let error = #expect(throws: SpecificationError.self) { try simulation("  start: \(start)", months: months) }
    #expect(error?.description.hasPrefix("truth.yaml:4: `start`: \"\(start)\" is not a month from 0002-01 to ") == true)
    #expect(try simulation("  start: 0002-01").table(seed: 1).drivers[0].first == Month.calendar.lowerBound)
    #expect(
      try simulation("  start: 9999-11", months: 2).table(seed: 1).mau.months.upperBound.advanced(by: -1)
        == Month.calendar.upperBound)
  }

  @Test(
    "Users that leave the range of numbers are an error with the file and the month",
    arguments: ["  innovation: 1e100", "  users: 1M\n  innovation: 300"])
  func overflow(truth: String) throws {
    let error = #expect(throws: SpecificationError.self) { try simulation(truth).table(seed: 1) }
    #expect(
      error?.description.hasPrefix("truth.yaml:3: `simulate` gives `mau` the value ") == true,
      "\(error?.description ?? "")")
  }

  @Test("Every allowed process of extreme size can be simulated, or is an error")
  func extremes() throws {
    for process in [
      "{process: poisson, rate: 1e9}", "{process: poisson, rate: 1e-100}",
      "{process: negative-binomial, rate: 1e9, size: 0.01}",
      "{process: negative-binomial, rate: 1e-100, size: 1e9}", "{process: autoregressive, mean: 1e90, sd: 1e-100}",
      "{process: seasonal, mean: -1e99, amplitude: 1e99}", "{process: random-walk, start: 1e100, sd: 1e-100}",
    ] {
      do {
        let table = try simulation("  drivers:\n    x: \(process)").table(seed: 3)
        #expect(table.drivers[0].values.allSatisfy { $0.map(NumberRange.contains) ?? true })
      } catch is SpecificationError {}
    }
  }
}
