import ArgumentParser
import ChurnForecast

/// Fits and forecasts a simulated panel by one kind of model after another and prints microseconds per series.
struct ModelBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "Times models on a panel of 60 months and 2 drivers (see scripts/bench).")

  /// What is measured: a fit and a forecast of 12 months with 80 and 95 % intervals.
  enum Work: String, CaseIterable {
    case netGrowthAR1 = "net-growth-ar1"
    case ets, theta, combination, auto
  }

  @Option(help: "Write the panel to a CSV file, for peers.") var panel: String?
  @Option(help: "Measure only this kind of model.") var only: String?
  @Option(help: "Number of series in the panel.") var series = 100
  @Option(help: "Rounds over the panel; the fastest is printed.") var rounds = 3

  func run() throws {
    let tables = try (0..<series).map { try Self.simulation.table(seed: 20_261_122, index: $0) }
    if let panel { try TextFile.write(Self.csv(tables), to: panel) }
    for work in Work.allCases where only.map({ $0 == work.rawValue }) ?? true {
      var best = Double.infinity
      var check = 0.0
      for _ in 0..<rounds {
        let clock = ContinuousClock()
        let time = try clock.measure { check = try tables.reduce(0) { try $0 + Self.median(work, $1) } }
        best = min(best, Double(time.components.attoseconds) * 1e-12 + Double(time.components.seconds) * 1e6)
      }
      print(work.rawValue, best / Double(series), check / Double(series))
    }
  }

  /// The median a year ahead.
  private static func median(_ work: Work, _ table: MonthlyTable) throws -> Double {
    var options = ForecastOptions()
    options.computation = .closedForm
    let forecast: Forecast
    switch work {
    case .netGrowthAR1:
      forecast = try NetGrowth(
        ModelSpecification(drivers: simulation.specification.drivers, errors: .arma(p: 1, q: 0))
      ).fit(table, benchmarks: false).forecast(months: 12, options: options)
    case .ets: forecast = try Benchmark.ets.forecast(table.mau, months: 12)
    case .theta: forecast = try Benchmark.theta.forecast(table.mau, months: 12)
    case .combination: forecast = try Benchmark.combination.forecast(table.mau, months: 12)
    case .auto:
      forecast = try AutomaticForecast(specification: simulation.specification, table).forecast(months: 12)
    }
    return forecast.months.last?.median ?? .nan
  }

  /// 60 months with a season, AR(1) errors and two harmful drivers.
  private static let simulation: SeriesSimulation = {
    let season = (0..<11).map { [-0.02, -0.01, 0, 0.01, 0.02, 0.015, 0.005, -0.005, -0.015, 0.005, 0.01][$0] }
    let specification = ModelSpecification(
      seasonality: .monthly,
      drivers: [DriverSpecification(.column("outages")), DriverSpecification(.column("negativity"))],
      errors: .arma(p: 1, q: 0))
    return SeriesSimulation(
      specification, coefficients: [0.01] + season + [0.004, 0.1, 0.4], innovation: 0.01, users: 1e6,
      first: Month(year: 2018, month: 1), months: 60,
      processes: [
        "outages": .poisson(rate: 2), "negativity": .autoregressive(mean: 0.3, deviation: 0.05, persistence: 0.7),
      ])
  }()

  private static func csv(_ tables: [MonthlyTable]) -> String {
    var text = "series,month,mau,outages,negativity\n"
    for (index, table) in tables.enumerated() {
      for month in table.mau.observedMonths {
        let cells = [table.mau[month]] + table.drivers.map { $0[month] }
        text += "\(index),\(month)," + cells.map { "\($0 ?? .nan)" }.joined(separator: ",") + "\n"
      }
    }
    return text
  }
}
