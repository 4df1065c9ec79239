import ArgumentParser
import ChurnForecast

/// `churn-forecast batch`.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Forecasts many series: streaming, on all cores, into a folder from which the run can be resumed.",
    discussion: """
      The panel is a CSV file with a column of series names, with the rows of each series together. Rows after the last \
      figure, with MAU blank, are future values of drivers. A series that cannot be forecast is recorded in failures.csv; \
      the others go on.

      The folder receives part-00000.csv …, coefficients/part-00000.csv …, failures.csv, manifest.json, pooling.csv with --pool, lookback/part-00000.csv … with --lookback, and \
      _SUCCESS at the end. \
      Without --out, the forecasts go to standard output.

      Examples:
        churn-forecast batch panel.csv --model model.yaml --months 24 --out forecasts
        churn-forecast batch panel.csv --driver outages --baseline saturating --future future.csv --out forecasts
        churn-forecast batch countries.csv --driver outages --baseline constant --pool --out forecasts
        churn-forecast batch countries.csv --driver outages --pool-by region --lookback --set outages=0 --out forecasts
        churn-forecast batch panel.csv --model model.yaml --out forecasts --resume
        churn-forecast batch panel.csv --benchmark theta --series region --sort --out forecasts
        zcat panel.csv.gz | churn-forecast batch - --driver outages | gzip > forecasts.csv.gz
      """)

  @Argument(
    help: "A panel: a CSV file with a column of series names. - is standard input.",
    completion: .file(extensions: ["csv"]))
  var panel: String

  @OptionGroup var model: ModelOptions

  @Option(help: "A benchmark to use instead of a model.")
  var benchmark: Benchmark?

  @Option(help: "Months ahead, 1 to 600.")
  var months = 24

  @Option(help: ArgumentHelp("Coverages of the intervals in percent.", valueName: "80,95"))
  var levels = Levels.usual

  @Option(
    help: ArgumentHelp("The folder for the results; without it, forecasts go to standard output.", valueName: "folder"),
    completion: .directory)
  var out: String?

  @Option(help: ArgumentHelp("The column of series names.", valueName: "column"))
  var series = "series"

  @Option(help: ArgumentHelp("The column of monthly active users (default: mau).", valueName: "column"))
  var mau: String?

  @Option(
    help: ArgumentHelp("The column of months (default: month, date, quarter, year or period).", valueName: "column"))
  var month: String?

  @OptionGroup var notation: NotationArguments

  @Option(help: ArgumentHelp("The unit of users: k, M or B (default: what the header says, or 1).", valueName: "unit"))
  var usersIn: UserUnit?

  @OptionGroup var future: FutureOptions

  @Option(
    help: ArgumentHelp(
      "How to extend drivers that have no future values: hold (the last level, as certain), or forecast them from their own "
        + "history with uncertainty, by the method that fits (auto), by a group (counts, mean-reversion) or by one process "
        + "(\(DriverProcess.allCases.map(\.rawValue).joined(separator: ", "))).", valueName: "method"))
  var driverForecast = ContinuationOption.automatic

  @Option(
    help: ArgumentHelp(
      "Number of simulated paths per series, even (default: intervals by the formula, which is a thousand times faster).",
      valueName: "draws"))
  var draws: Int?

  @Option(help: "The seed of the simulation: the same seed gives the same numbers.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Number of CPU cores to use (default: all).", valueName: "number"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Number of series per part file.", valueName: "number"))
  var partSize = 10_000

  @Flag(
    help: ArgumentHelp(
      "Let the effects of every series borrow from those of all (partial pooling): short series get sensible ones. Reads the panel twice."
    )
  )
  var pool = false

  @Option(
    help: ArgumentHelp(
      "Pool within the groups that this column of the panel names, and not beyond them (implies --pool).",
      valueName: "column"))
  var poolBy: String?

  @OptionGroup(title: "Looking back") var past: BatchPastOptions

  @Flag(help: "Resume an interrupted run; the output is byte-identical to that of an uninterrupted one.")
  var resume = false

  @Flag(help: "Sort the rows by series first, on disk if there are many.")
  var sort = false

  @Flag(help: "Show neither progress nor summary on standard error.")
  var quiet = false

  func validate() throws {
    guard (1...600).contains(months) else { throw ValidationError("--months must be between 1 and 600.") }
    if let draws {
      guard (100...1_000_000).contains(draws), draws % 2 == 0 else {
        throw ValidationError("--draws must be an even number between 100 and 1000000.")
      }
      guard months * draws <= 50_000_000 else {
        throw ValidationError("--months times --draws must be at most 50000000.")
      }
    }
    if let jobs {
      guard (1...1024).contains(jobs) else { throw ValidationError("--jobs must be between 1 and 1024.") }
    }
    guard (1...10_000_000).contains(partSize) else {
      throw ValidationError("--part-size must be between 1 and 10000000.")
    }
    if benchmark != nil, !model.isSilent {
      throw ValidationError("--benchmark replaces the model; leave out --model and the options that describe a model.")
    }
    if resume, out == nil { throw ValidationError("--resume needs the folder of the interrupted run (--out).") }
    if resume, panel == "-" { throw ValidationError("--resume needs a file; standard input cannot be read again.") }
    if pool || poolBy != nil {
      if panel == "-" { throw ValidationError("--pool reads the panel twice; standard input cannot be read again.") }
      if benchmark != nil { throw ValidationError("--benchmark has no drivers whose effects could be pooled.") }
    }
    try past.check(folder: out, hasDrivers: benchmark == nil)
    if panel == "-", future.file == "-" { throw ValidationError("Standard input (-) can be read only once.") }
  }

  func run() throws {
    future.hint()
    if let hint = driverForecast.hint { Hint.show(hint) }
    var options = BatchOptions(panel: panel, model: try chosenModel())
    options.series = series
    options.mau = mau
    options.month = month
    options.dates = notation.dates
    options.decimal = notation.decimal
    options.usersUnit = usersIn?.size
    options.futureDrivers = future.file
    options.forecasts.months = months
    options.forecasts.coverages = levels.values
    options.forecasts.draws = draws
    options.forecasts.seed = seed
    options.forecasts.drivers = driverForecast.continuation
    options.jobs = jobs ?? Workers.cores
    options.isSorted = sort
    options.isPooled = pool || poolBy != nil
    options.poolColumn = poolBy
    options.lookBack = try past.lookBack(ReadingOptions(month: month))
    options.folder = out
    options.partSize = partSize
    options.isResumed = resume
    options.arguments = ChurnForecastCommand.arguments
    options.modelText = try model.file.map { try TextFile.text(of: $0) } ?? ""
    let progress = quiet ? nil : ProgressLine()
    let stop = BatchStop(options)
    stop.watch()
    defer { progress?.clear() }
    do {
      let summary = try BatchRun(options, rows: { try TextFile.print($0) }).run(
        progress: { progress?.show($0) }, remark: { Hint.show($0) })
      progress?.end(summary)
      if let error = BatchError.useless(summary.counts) { throw error }
    } catch BatchError.stopped {
      progress?.clear()
      stop.end()
    }
  }

  private func chosenModel() throws -> any Model {
    if let benchmark { return benchmark }
    let request = try model.request()
    guard !request.specification.drivers.contains(where: { $0.error?.draws != nil }) else {
      throw ValidationError("Draws are those of one series; a batch takes standard errors of drivers alone.")
    }
    return request.model
  }
}

extension Benchmark: ExpressibleByArgument {}
