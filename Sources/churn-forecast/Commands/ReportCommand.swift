import ArgumentParser
import ChurnForecast

/// `churn-forecast report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes a report page: charts, tables, notes, and the command that reproduces it.",
    discussion: """
      The input determines what the page shows:
        fit.json        a saved fit: forecast, coefficients, drivers, diagnostics
        scenarios.yaml  a scenario file: scenarios, published figures, the provenance of every number
        data.csv …      data: the model that --model or the flags describe (or the automatic one), and its backtest
        folder          what `churn-forecast batch` wrote: totals, losers, effects, failures, a small chart per series

      An .html page is a single file that needs no network, for light and dark, wide and narrow screens, for paper and for \
      screen readers. An .md page has its charts as .svg files next to it, named after the page.

      Examples:
        churn-forecast report fit.json --months 24 --out page.html
        churn-forecast report data/twitter/insider-intelligence.yaml --out twitter.html
        churn-forecast report wiki.csv --mau active_editors --driver revert_rate --seasonality monthly --out wiki.md
        churn-forecast report forecasts/ --out batch.html
      """)

  @OptionGroup var input: DataOptions
  @OptionGroup var model: ModelOptions

  @Option(
    help: ArgumentHelp("The page; its name must end in .html or .md.", valueName: "page.html"),
    completion: .file(extensions: ["html", "md"]))
  var out: String

  @Option(help: "Months ahead, 1 to 120; for a fit or data (default: 12).")
  var months: Int?

  @OptionGroup var future: FutureOptions

  @Option(help: ArgumentHelp("Coverages of the intervals in percent, for a fit or data.", valueName: "80,95"))
  var levels: Levels?

  @OptionGroup var work: WorkOptions

  @Option(help: "The seed of the simulation (default: 1, or the one in the scenario file).")
  var seed: UInt64?

  func validate() throws {
    guard PageFile(path: out) != nil else {
      throw ValidationError("--out must end in .html or .md; `\(out)` does not.")
    }
    if let months, !(1...120).contains(months) { throw ValidationError("--months must be between 1 and 120.") }
    if let source = (input.data + [model.file, future.file].compactMap { $0 }).first(where: { TextFile.isSame($0, out) }
    ) {
      throw ValidationError("--out would overwrite the input \(source); choose another file.")
    }
    if let problem = unsupported { throw ValidationError(problem) }
  }

  func run() throws {
    future.hint()
    let reproduction = ReportPage.Reproduction(
      command: "churn-forecast " + ShellText.command(Array(CommandLine.arguments.dropFirst())),
      version: ChurnForecastCommand.configuration.version)
    var request = PageRequest(input.data)
    request.data = input.request
    if case .data = request.input { request.model = try model.request() }
    request.months = months
    request.coverages = levels?.values
    request.seed = seed
    request.limit = work.limit
    request.future = future.file.map { FutureFile(path: $0, reading: input.reading.options) }
    let page = try request.page(reproduction, remark: Hint.show)
    try PageFile(path: out)?.write(page)
  }

  /// Which flag has no meaning for this input; nil if all have.
  private var unsupported: String? {
    let describes = !model.isSilent || input.hasChoices
    let forecasts = months != nil || levels != nil || future.file != nil
    switch WorkbenchInput(input.data) {
    case .data:
      return future.file == nil
        ? nil : "--future is for a saved fit; with data, fit first: `churn-forecast fit … --out fit.json`."
    case .fit where describes:
      return "A saved fit includes its model and data; leave out the options that describe them."
    case .scenario where describes || forecasts:
      return "A scenario file has its own model, horizon and coverages; only --out and --seed can be combined with it."
    case .batch where describes || forecasts || seed != nil:
      return "The forecasts of a batch are already made; only --out can be combined with its folder."
    case .fit, .scenario, .batch: return nil
    }
  }
}
