import ArgumentParser
import ChurnForecast

/// Which columns and months of the data are used.
struct DataOptions: ParsableArguments {
  @Argument(
    help:
      "CSV files with a header and one row per month, quarter or year; several are joined by month. - is standard input.",
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var data: [String]

  @Option(help: ArgumentHelp("The column of monthly active users (default: mau).", valueName: "column"))
  var mau: String?

  @OptionGroup(title: "Reading options") var reading: ReadingArguments

  @Option(help: ArgumentHelp("The first month of MAU to use.", valueName: "YYYY-MM"))
  var from: Month?

  @Option(help: ArgumentHelp("The last month of MAU to use.", valueName: "YYYY-MM"))
  var to: Month?

  func validate() throws {
    if let from, let to, from > to { throw ValidationError("--from \(from) is after --to \(to).") }
    if data.filter({ $0 == "-" }).count > 1 { throw ValidationError("Standard input (-) can be read only once.") }
  }

  /// Whether any option other than the files is given.
  var hasChoices: Bool { mau != nil || reading.options != ReadingOptions() || from != nil || to != nil }

  /// Files, columns and months.
  var request: DataRequest {
    var request = DataRequest(data)
    request.mau = mau
    request.reading = reading.options
    request.from = from
    request.to = to
    return request
  }
}
