import ArgumentParser
import ChurnForecast

/// `churn-forecast forecast`.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecasts users from a saved fit, with intervals, next to the naive forecast.",
    discussion: """
      A driver without future values is held at its last level, and the result says so.

      Examples:
        churn-forecast forecast fit.json --months 24
        churn-forecast forecast fit.json --future future.csv --levels 50,80,95 --format csv
      """)

  @Argument(help: "A fit saved by `churn-forecast fit --out`.", completion: .file(extensions: ["json"]))
  var fit: String

  @Option(help: "Months ahead, 1 to 600.")
  var months = 12

  @OptionGroup var future: FutureOptions

  @Option(
    help: ArgumentHelp("The column of months in that file (default: month, date, quarter, …).", valueName: "column"))
  var month: String?

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
    let saved = try SavedFit.read(TextFile.text(of: fit), file: fit, limit: work.limit)
    var options = ForecastOptions()
    options.coverages = levels.values
    options.seed = seed
    options.draws = draws
    options.sources.subtract(without)
    options.innovations = innovations
    options.drivers = driverForecast.continuation
    let futures = try future.file.map { try FutureFile(path: $0, month: month).columns(for: saved) } ?? []
    try saved.forecastingWork(months: months, drivers: futures, options: options).check(work.limit)
    let forecast = try saved.forecast(months: months, drivers: futures, options: options)
    let naive = try Benchmark.naive.forecast(saved.data.mau, months: months, coverages: levels.values)
    try TextFile.print(
      ForecastReport(name: saved.data.mau.name, forecast: forecast, naive: naive).rendered(as: output.format))
  }
}

extension ForecastOptions.Innovations: ExpressibleByArgument {}

extension VarianceShare.Source: ExpressibleByArgument {}
