import ArgumentParser
import ChurnForecast

/// `churn-forecast report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes one page for people: charts, tables, notes, and how to make it again.",
    discussion: """
      The input says what the page is about:
        fit.json        a saved fit: forecast, coefficients, drivers, diagnostics
        scenarios.yaml  a scenario file: scenarios, published figures, where every number comes from
        data.csv …      data: the model that --model or the flags describe (or the automatic one), and its backtest
        folder          what `churn-forecast batch` wrote: totals, losers, effects, failures, a small chart a series

      An .html page is one file that needs no network, for screens light and dark, wide and narrow, for paper and for \
      screen readers. An .md page has its charts as .svg files beside it, called after the page.

      Examples:
        churn-forecast report fit.json --months 24 --out page.html
        churn-forecast report data/twitter/insider-intelligence.yaml --out twitter.html
        churn-forecast report wiki.csv --mau active_editors --driver revert_rate --seasonality monthly --out wiki.md
        churn-forecast report forecasts/ --out batch.html
      """)

  @OptionGroup var input: DataOptions
  @OptionGroup var model: ModelOptions

  @Option(
    help: ArgumentHelp("The page: a name that ends in .html or .md.", valueName: "page.html"),
    completion: .file(extensions: ["html", "md"]))
  var out: String

  @Option(help: "Months ahead, 1 to 120; for a fit or data (default: 12).")
  var months: Int?

  @OptionGroup var future: FutureOptions

  @Option(help: ArgumentHelp("Levels of the intervals in percent, for a fit or data.", valueName: "80,95"))
  var levels: Levels?

  @Option(help: "The seed of simulations (default: 1, or the one in the scenario file).")
  var seed: UInt64?

  func validate() throws {
    guard out.hasSuffix(".html") || out.hasSuffix(".md") else {
      throw ValidationError("--out is a name that ends in .html or .md; `\(out)` is neither.")
    }
    if let months, !(1...120).contains(months) { throw ValidationError("--months is a number from 1 to 120.") }
    if let source = (input.data + [model.file, future.file].compactMap { $0 }).first(where: { TextFile.isSame($0, out) }) {
      throw ValidationError("--out would overwrite \(source), which is read here.")
    }
    guard let kind = ReportInput(input.data).unsupported(self) else { return }
    throw ValidationError(kind)
  }

  func run() throws {
    future.hint()
    let reproduction = ReportPage.Reproduction(
      command: "churn-forecast " + ShellText.command(Array(CommandLine.arguments.dropFirst())),
      version: ChurnForecastCommand.configuration.version)
    try write(ReportInput(input.data).page(self, reproduction))
  }

  /// Writes the page; drawings first, so that a page never stands without them.
  private func write(_ page: ReportPage) throws {
    guard out.hasSuffix(".md") else {
      try TextFile.write(HTMLPage(page).text, to: out)
      return
    }
    let folder = out.lastIndex(of: "/").map { String(out[...$0]) } ?? ""
    let markdown = MarkdownPage(page, name: String(out.dropFirst(folder.count).dropLast(3)))
    for drawing in markdown.drawings { try TextFile.write(drawing.text, to: folder + drawing.name) }
    try TextFile.write(markdown.text, to: out)
  }
}
