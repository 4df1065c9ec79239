import ArgumentParser
import ChurnForecast

/// `churn-forecast backtest`.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Forecasts from many past origins to show how good the model would have been.",
    discussion: """
      From every origin, the model is fitted to the data known then. It forecasts with the drivers as they turned out (ex \
      post), with drivers forecast from their own past (ex ante) and without drivers, next to benchmarks and the \
      automatic forecast. The verdict says whether the drivers help.

      Examples:
        churn-forecast backtest mau.csv
        churn-forecast backtest wiki.csv --mau active_editors --driver revert_rate --seasonality monthly --from 2010-01
        churn-forecast backtest mau-quarterly.csv --baseline saturating --months 24 --first 16 --format csv
      """)

  @OptionGroup var input: DataOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var work: WorkOptions

  @Option(help: "The horizon in months, 1 to 120.")
  var months = 12

  @Option(
    help: ArgumentHelp(
      "Number of MAU figures before the first origin (default: depends on model and data).", valueName: "figures"))
  var first: Int?

  @Option(help: ArgumentHelp("Number of figures from one origin to the next.", valueName: "figures"))
  var every = 1

  @Option(help: ArgumentHelp("Coverages of the intervals to evaluate, in percent.", valueName: "80,95"))
  var levels = Levels.usual

  func validate() throws {
    guard (1...120).contains(months) else { throw ValidationError("--months must be between 1 and 120.") }
    guard every >= 1 else { throw ValidationError("--every must be at least 1.") }
    if let first, first < 3 { throw ValidationError("--first must be at least 3.") }
  }

  func run() throws {
    let request = try model.request()
    let table = try input.request.table(for: request.specification, remark: Hint.show)
    var options = Backtest.Options()
    options.months = months
    options.firstFigures = first
    options.every = every
    options.coverages = levels.values
    let backtest = try request.backtest(table, options: options, limit: work.limit)
    try output.show(BacktestReport(backtest))
  }
}
