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
        churn-forecast report mau.csv --driver outages --open
        churn-forecast report fit.json --months 24 --out page.html
        churn-forecast report data/twitter/insider-intelligence.yaml --out twitter.html
        churn-forecast report wiki.csv --mau active_editors --driver revert_rate --seasonality monthly --out wiki.md
        churn-forecast report plans.yaml --scenario storm --keep 350M --with outages --open
        churn-forecast report forecasts/ --out batch.html
      """)

  @OptionGroup var input: DataOptions
  @OptionGroup var model: ModelOptions

  @Option(
    help: ArgumentHelp(
      "The page; its name must end in .html or .md (default: next to the input, whose name it has; its path is printed).",
      valueName: "page.html"), completion: .file(extensions: ["html", "md"]))
  var out: String?

  @Flag(help: "Show the page in the browser.")
  var open = false

  @Option(help: "Months ahead, 1 to 120; for a fit or data (default: 12).")
  var months: Int?

  @OptionGroup var future: FutureOptions

  @Option(
    help: ArgumentHelp(
      "How to extend drivers that have no future values, as `forecast` does; for a fit or data.", valueName: "method"))
  var driverForecast: ContinuationOption?

  @Option(help: ArgumentHelp("Coverages of the intervals in percent, for a fit or data.", valueName: "80,95"))
  var levels: Levels?

  @OptionGroup(title: "Options for scenario files") var subject: SubjectOptions

  @OptionGroup var work: WorkOptions

  @Option(help: "The seed of the simulation (default: 1, or the one in the scenario file).")
  var seed: UInt64?

  func validate() throws {
    if let months, !(1...120).contains(months) { throw ValidationError("--months must be between 1 and 120.") }
    if let problem = unsupported { throw ValidationError(problem) }
    let page = try page()
    if let source = (input.data + [model.file, future.file].compactMap { $0 }).first(where: {
      TextFile.isSame($0, page.path)
    }) {
      throw ValidationError("--out would overwrite the input \(source); choose another file.")
    }
  }

  /// The file of the page.
  private func page() throws -> PageFile {
    if let out {
      guard let page = PageFile(path: out) else {
        throw ValidationError("--out must end in .html or .md; `\(out)` does not.")
      }
      return page
    }
    guard let first = input.data.first, first != "-" else {
      throw ValidationError("Standard input has no place next to which a page could be; name it by --out.")
    }
    let page = PageFile(beside: first)
    if page.isForeign(to: input.data) {
      throw ValidationError(
        "\(page.path) exists and is no page about \(input.data.joined(separator: ", ")); name the page by --out.")
    }
    return page
  }

  func run() throws {
    future.hint()
    if let hint = driverForecast?.hint { Hint.show(hint) }
    let reproduction = ChurnForecastCommand.reproduction
    var request = PageRequest(input.data)
    request.data = input.request
    if case .data = request.input { request.model = try model.request() }
    request.months = months
    request.coverages = levels?.values
    request.seed = seed
    request.limit = work.limit
    request.future = future.file.map { FutureFile(path: $0, reading: input.reading.options) }
    request.continuation = driverForecast?.continuation ?? request.continuation
    request.subject = subject.subject
    let file = try page()
    try file.write(request.page(reproduction, remark: Hint.show))
    if out == nil { try TextFile.print(file.path + "\n") }
    if open { Browser.open(file.path) }
  }

  /// Which flag has no meaning for this input; nil if all have.
  private var unsupported: String? {
    let describes = !model.isSilent || input.hasChoices
    let forecasts = months != nil || levels != nil || future.file != nil || driverForecast != nil
    if !subject.isSilent {
      guard case .scenario = WorkbenchInput(input.data) else {
        return "--scenario, --value-per-user, --keep, --by and --with are for scenario files."
      }
    }
    switch WorkbenchInput(input.data) {
    case .fit where describes:
      return "A saved fit includes its model and data; leave out the options that describe them."
    case .scenario where describes || forecasts:
      return
        "A scenario file has its own model, horizon and coverages; only --out, --open, --seed, --scenario, --value-per-user, --keep, --by "
        + "and --with can be combined with it."
    case .batch where describes || forecasts || seed != nil:
      return "The forecasts of a batch are already made; only --out and --open can be combined with its folder."
    case .data, .fit, .scenario, .batch: return nil
    }
  }
}
