import ArgumentParser
import ChurnForecast

/// `churn-forecast forecast`.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecasts users from data or a saved fit, with intervals, next to the naive forecast.",
    discussion: """
      From data, the program chooses the model, or the options describe it as those of `fit` do. A driver without future values is
      forecast from its history, and the result says how.

      Examples:
        churn-forecast forecast mau.csv
        churn-forecast forecast mau.csv --driver outages --months 24 --chart
        churn-forecast forecast fit.json --months 24
        churn-forecast forecast fit.json --future future.csv --levels 50,80,95 --format csv
      """)

  @OptionGroup var input: DataOptions
  @OptionGroup var model: ModelOptions

  @Option(help: "Months ahead, 1 to 600.")
  var months = 12

  @OptionGroup var future: FutureOptions

  @Option(help: ArgumentHelp("Coverages of the intervals in percent.", valueName: "80,95"))
  var levels = Levels.usual

  @Option(help: "Number of simulated paths, even, where simulation is needed.")
  var draws = ForecastOptions().draws

  @Option(help: "The seed of the simulation: the same seed gives the same numbers.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "How to extend drivers that have no future values: hold (the last level, as certain), or forecast them from their own "
        + "history with uncertainty, by the method that fits (auto), by a group (counts, mean-reversion) or by one process "
        + "(\(DriverProcess.allCases.map(\.rawValue).joined(separator: ", "))).", valueName: "method"))
  var driverForecast = ContinuationOption.automatic

  @Option(help: "The distribution of innovations.")
  var innovations = ForecastOptions.Innovations.gaussian

  @Option(
    help: ArgumentHelp(
      "A source of uncertainty to leave out: parameters, innovations or drivers. Repeat for more.",
      valueName: "source"))
  var without: [VarianceShare.Source] = []

  @Flag(
    inversion: .prefixedNo, help: "Draw figures and forecast with characters (default: on a terminal).")
  var chart: Bool?

  @OptionGroup var output: OutputOptions
  @OptionGroup var work: WorkOptions

  func validate() throws {
    guard (1...600).contains(months) else { throw ValidationError("--months must be between 1 and 600.") }
    guard (100...1_000_000).contains(draws), draws % 2 == 0 else {
      throw ValidationError("--draws must be an even number between 100 and 1000000.")
    }
  }

  func run() throws {
    future.hint()
    if let hint = driverForecast.hint { Hint.show(hint) }
    let (saved, isFresh) = try FitSource(input: input, model: model).fit(limit: work.limit)
    var options = ForecastOptions()
    options.coverages = levels.values
    options.seed = seed
    options.draws = draws
    options.sources.subtract(without)
    options.innovations = innovations
    options.drivers = driverForecast.continuation
    let futures =
      try future.file.map { try FutureFile(path: $0, reading: input.reading.options).columns(for: saved) } ?? []
    try saved.forecastingWork(months: months, drivers: futures, options: options).check(work.limit)
    let forecast = try saved.forecast(months: months, drivers: futures, options: options)
    let naive = try Benchmark.naive.forecast(saved.data.mau, months: months, coverages: levels.values)
    try output.show(
      ForecastReport(
        name: saved.data.mau.name, forecast: forecast, naive: naive, madeBy: saved, isDescribed: isFresh,
        chart: chart ?? StandardStreams.showsResultsOnTerminal ? saved.data.mau : nil
      ))
  }
}

extension ForecastOptions.Innovations: ExpressibleByArgument {}

extension VarianceShare.Source: ExpressibleByArgument {}
