import ArgumentParser
import ChurnForecast
import Foundation

/// `churn-forecast impact`.
struct ImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Estimates what an event has cost one series, beside others that it did not hit.",
    discussion: """
      No driver is needed. The data have a column for each series, or a column of series names (--series) and one of values (--mau). \
      Months, quarters or years.

      Four methods side by side: synthetic control, synthetic difference-in-differences, plain difference-in-differences, and a \
      regression on the controls with a local level; each with its fit before the event, weights, intervals, and placebos in space \
      and time.

      Examples:
        churn-forecast impact countries.csv --treated US --event 2022-11
        churn-forecast impact panel.csv --series country --treated US --controls UK,FR,DE --event 2022-11 --page impact.html
        churn-forecast impact states.csv --series State --mau PacksPerCapita --treated California --event 1989 --method sdid
      """)

  @Argument(help: "A CSV file; - is standard input.", completion: .file(extensions: ["csv", "tsv", "txt"]))
  var data: String

  @Option(help: ArgumentHelp("The series that the event hit.", valueName: "name"))
  var treated: String

  @Option(
    help: ArgumentHelp(
      "Series that it did not hit, separated by commas (default: all others). Repeatable.", valueName: "name,name"))
  var controls: [String] = []

  @Option(help: ArgumentHelp("The first month or year that it may have affected.", valueName: "YYYY-MM"))
  var event: Month

  @Option(help: ArgumentHelp("The methods, one or more (default: all).", valueName: "method"))
  var method: [ImpactMethod] = []

  @Option(help: ArgumentHelp("The column of values in a panel (default: mau).", valueName: "column"))
  var mau: String?

  @Option(
    help: ArgumentHelp(
      "A CSV file with one row for each series, its name first: what else synthetic control is to match.",
      valueName: "predictors.csv"), completion: .file(extensions: ["csv"]))
  var predictors: String?

  @Flag(
    inversion: .prefixedNo,
    help:
      "Bring controls to the size of the treated series (default: where their means differ by more than a factor of 5)."
  )
  var scale: Bool?

  @Option(help: ArgumentHelp("The first month to use.", valueName: "YYYY-MM"))
  var from: Month?

  @Option(help: ArgumentHelp("The last month to use.", valueName: "YYYY-MM"))
  var to: Month?

  @OptionGroup(title: "Reading options") var reading: ReadingArguments

  @Option(help: "The coverage of the intervals in percent.")
  var level = 95.0

  @Option(help: ArgumentHelp("Number of CPU cores to use (default: all).", valueName: "number"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp("Write a page, .html or .md.", valueName: "page.html"),
    completion: .file(extensions: ["html", "md"]))
  var page: PagePath?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (50...99.9).contains(level) else { throw ValidationError("--level must be between 50 and 99.9 percent.") }
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be between 1 and 1024.") }
    guard reading.only == nil else {
      throw ValidationError("--only names one series of a panel; here --treated and --controls name them.")
    }
    if let page, TextFile.isSame(data, page.file.path) {
      throw ValidationError("\(page.file.path) would overwrite the input \(data); choose another file.")
    }
  }

  func run() throws {
    var request = ImpactRequest(data, treated: treated, event: event)
    request.controls = controls.flatMap { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
    request.column = mau
    request.reading = reading.options
    request.from = from
    request.to = to
    request.predictors = predictors
    request.isScaled = scale
    let (panel, isScaled) = try request.panel(remark: Hint.show)
    let analysis = try ImpactAnalysis(
      panel, methods: method.isEmpty ? ImpactMethod.allCases : method, coverage: level / 100,
      threads: jobs ?? Workers.cores)
    let report = ImpactReport(panel, analysis, isScaled: isScaled)
    try page?.write(ImpactPage(report).page)
    try output.show(report)
  }
}

extension ImpactMethod: ExpressibleByArgument {}
