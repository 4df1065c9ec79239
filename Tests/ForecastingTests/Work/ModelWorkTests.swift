import ChurnForecast
import Testing

@Suite("The work of models")
struct ModelWorkTests {
  private static func model(
    _ drivers: Int, decays: Int = 0, baseline: Baseline = .constant, errors: ErrorProcess = .independent
  ) throws -> NetGrowth {
    NetGrowth(
      ModelSpecification(
        baseline: baseline,
        drivers: try (0..<drivers).map {
          DriverSpecification(try DriverExpression(parsing: $0 < decays ? "carryover(x\($0), fit)" : "x\($0)"))
        }, errors: errors))
  }

  private static func table(_ months: Int, drivers: Int) -> MonthlyTable {
    let first = Month(year: 1990, month: 1)
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: (0..<months).map { 1e6 + Double($0 % 7) }),
      drivers: (0..<drivers).map { driver in
        MonthlyColumn(name: "x\(driver)", first: first, values: (0..<months).map { Double(($0 + driver) % 5) })
      })
  }

  @Test("More figures, drivers, decays or coefficients of the errors are more work")
  func monotone() throws {
    func seconds(_ model: NetGrowth, _ figures: Int = 100) -> Double {
      model.fittingWork(figures: figures, months: figures, benchmarks: true).seconds
    }
    let plain = try Self.model(5)
    #expect(seconds(plain, 1000) > seconds(plain))
    #expect(seconds(try Self.model(50)) > seconds(plain))
    #expect(seconds(try Self.model(5, decays: 1)) > seconds(plain))
    #expect(seconds(try Self.model(5, decays: 3)) > seconds(try Self.model(5, decays: 1)))
    var before = seconds(plain)
    for errors in [ErrorProcess.arma(p: 1, q: 0), .arma(p: 2, q: 1), .arma(p: 3, q: 3), .automatic] {
      let now = seconds(try Self.model(5, errors: errors))
      #expect(now > before)
      before = now
    }
  }

  @Test("A fit with two hundred drivers is allowed; one with errors to be chosen besides is not")
  func fits() throws {
    let work = try Self.model(200).fittingWork(figures: 400, months: 400, benchmarks: true)
    try work.check(.usual)
    let long = try Self.model(200, decays: 4, errors: .automatic)
      .fittingWork(figures: 1200, months: 1200, benchmarks: true)
    #expect(throws: WorkError.self) { try long.check(.usual) }
  }

  @Test("A forecast by the formula takes no draws; a simulation takes time and memory by months times draws")
  func forecasts() throws {
    let model = try Self.model(1)
    var options = ForecastOptions()
    let formula = model.forecastingWork(history: 100, months: 600, drawn: .none, options: options)
    options.innovations = .bootstrap
    let simulation = model.forecastingWork(history: 100, months: 600, drawn: .none, options: options)
    #expect(simulation.seconds > formula.seconds)
    options.draws = 1_000_000
    let long = model.forecastingWork(history: 100, months: 600, drawn: .none, options: options)
    #expect(long.seconds > 50 * simulation.seconds && long.bytes > 50 * simulation.bytes)
    #expect(throws: WorkError.self) { try long.check(.usual) }
  }

  @Test("Drivers that are drawn from their history are more work, counts most; held or stated ones are none")
  func drawn() throws {
    let table = Self.table(100, drivers: 30)
    let names = (0..<30).map { "x\($0)" }
    let counts = DrawnDrivers(names, in: table, continuation: .forecast)
    let normal = DrawnDrivers(names, in: table, continuation: .method(.process(.autoregressive)))
    let held = DrawnDrivers(names, in: table, continuation: .hold)
    let stated = DrawnDrivers(names, in: table, known: table.drivers, continuation: .forecast)
    let model = try Self.model(30)
    let works = [counts, normal, held].map {
      model.forecastingWork(history: 100, months: 60, drawn: $0, options: ForecastOptions()).seconds
    }
    #expect(works[0] > works[1] && works[1] > works[2])
    #expect(stated.columns == 0 && counts.columns == 30 && counts.counts == 30 && normal.counts == 0)
  }

  @Test("A backtest is its origins; drivers make it longer, fewer origins shorter")
  func backtest() throws {
    let table = Self.table(120, drivers: 100)
    let plain = Backtest.work(of: nil, table)
    try plain.check(.usual)
    let few = Backtest.work(of: try Self.model(3), table)
    try few.check(.usual)
    #expect(few.seconds > plain.seconds)
    let many = Backtest.work(of: try Self.model(100), Self.table(400, drivers: 100))
    #expect(throws: WorkError.self) { try many.check(.usual) }
    var options = Backtest.Options()
    options.every = 40
    #expect(
      Backtest.work(of: try Self.model(100), Self.table(400, drivers: 100), options: options).seconds < many.seconds
        / 10)
  }

  @Test("The automatic choice without drivers is no work; with many of them it is more than one fit")
  func automatic() throws {
    let drivers = try Self.model(20)
    let choice = AutomaticModel(drivers.specification)
    #expect(AutomaticModel().fittingWork(figures: 100, months: 100, benchmarks: true) == .none)
    #expect(
      choice.fittingWork(figures: 100, months: 100, benchmarks: true).seconds
        > drivers.fittingWork(figures: 100, months: 100, benchmarks: false).seconds)
  }
}
