import ArgumentParser
import ChurnForecast

/// `churn-forecast lookback`.
struct LookBackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookback",
    abstract: "Looks back: what drivers have cost so far, and what made the history.",
    discussion: """
      Goes through the past of a fit again with other levels of its drivers, everything else as it happened: users that would have \
      been, users and user-months lost, by driver, with the intervals of the estimated effects. And divides the history into baseline, \
      season, drivers and what the model does not explain.

      Without --set, every driver is set to its reference level. From data, the model is fitted first; the options describe it as \
      those of `fit` do.

      Examples:
        churn-forecast lookback fit.json
        churn-forecast lookback fit.json --set outages=0.5 --since 2022-11
        churn-forecast lookback fit.json --set outages=year-before --set negativity=levels.csv --page lookback.html
        churn-forecast lookback data.csv --driver outages --baseline constant --format csv
      """)

  @OptionGroup var input: DataOptions
  @OptionGroup var model: ModelOptions

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "What a driver would have been: a number, reference, year-before (the mean of the 12 months before), or a CSV file with a "
        + "column of its name. Repeat for more.", valueName: "driver=level"), transform: PastChangeOption.init)
  var changes: [PastChangeOption] = []

  @Option(
    help: ArgumentHelp(
      "The first month that changes (default: the month after the first figure).", valueName: "YYYY-MM"))
  var since: Month?

  @Option(help: ArgumentHelp("The last month that changes (default: that of the last figure).", valueName: "YYYY-MM"))
  var until: Month?

  @Option(help: ArgumentHelp("Coverages of the intervals in percent.", valueName: "80,95"))
  var levels = Levels.usual

  @Option(help: "Number of draws of the estimates, even.")
  var draws = ForecastOptions().draws

  @Option(help: "The seed of the draws: the same seed gives the same numbers.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Write a page, .html or .md.", valueName: "page.html"),
    completion: .file(extensions: ["html", "md"]))
  var page: PagePath?

  @OptionGroup var output: OutputOptions
  @OptionGroup var work: WorkOptions

  func validate() throws {
    guard (100...1_000_000).contains(draws), draws % 2 == 0 else {
      throw ValidationError("--draws must be an even number between 100 and 1000000.")
    }
    if let since, let until, since > until { throw ValidationError("--since \(since) is after --until \(until).") }
    if let page, let input = input.data.first(where: { TextFile.isSame($0, page.file.path) }) {
      throw ValidationError("\(page.file.path) would overwrite the input \(input); choose another file.")
    }
  }

  func run() throws {
    let fit = try FitSource(input: input, model: model).fit(limit: work.limit).fit
    var request = LookBackRequest()
    request.changes = try changes.map { try $0.change(input.reading.options) }
    request.since = since
    request.until = until
    request.coverages = levels.values
    request.draws = draws
    request.seed = seed
    let answer = try request.answer(of: fit)
    let report = LookBackReport(
      answer.model.fit, answer.lookBack, answer.decomposition, weight: answer.model.weight)
    try page?.write(LookBackPage(report).page)
    try output.show(report)
  }
}
