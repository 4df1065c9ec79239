import ArgumentParser
import ChurnForecast

/// `churn-forecast inspect`.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Shows what was read, what is odd about it, and what to type next.",
    discussion: """
      Every column is told: what it holds, how it is written, its months and range. Of a panel the first series is shown, of days and \
      weeks their mean by month, unless options say otherwise.

      What is looked for: months without users, outliers, changes of level or unit, a last month that seems incomplete, months far \
      from all others, drivers that are blank, constant, too short or move together, flows that do not add up.

      Examples:
        churn-forecast inspect mau.csv
        churn-forecast inspect mau.csv incidents.csv
        churn-forecast inspect panel.csv --only US --format json
      """)

  @Argument(
    help: "CSV files with a header; several are joined by month. - is standard input.",
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var data: [String]

  @Option(help: ArgumentHelp("The column of monthly active users (default: mau).", valueName: "column"))
  var mau: String?

  @OptionGroup(title: "Reading options") var reading: ReadingArguments
  @OptionGroup var output: OutputOptions

  func run() throws {
    let inspection = try Inspection(data, mau: mau, reading: reading.options)
    try output.show(InspectionReport(inspection, paths: data))
  }
}
