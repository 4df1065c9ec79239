import ArgumentParser
import ChurnForecast

/// How results are written.
struct OutputOptions: ParsableArguments {
  @Option(help: "How the result is written.")
  var format = OutputFormat.table
}

/// Which model is fitted, by a file or by flags of the same names.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A model file with the keys mau, baseline, seasonality and drivers.", valueName: "model.yaml"),
    completion: .file(extensions: ["yaml", "yml"]))
  var model: String?

  @Option(
    name: .customLong("driver"),
    help: ArgumentHelp(
      "A driver: a column, or log(x), log1p(x), lag(x, months), carryover(x, decay), step(YYYY-MM), pulse(YYYY-MM). "
        + "Repeat for more.",
      valueName: "expression"),
    transform: { text in
      do { return try DriverExpression(parsing: text) } catch { throw ValidationError("\(error)") }
    })
  var drivers: [DriverExpression] = []

  @Option(
    help: ArgumentHelp(
      "What to do where a column of drivers is blank: error, zero, carry or interpolate. Repeat for more.",
      valueName: "column=rule"))
  var missing: [MissingAssignment] = []

  @Option(help: "Growth if nothing drives it (default: constant).")
  var baseline: Baseline?

  @Option(help: "The yearly pattern of growth (default: none).")
  var seasonality: Seasonality?

  @Option(
    help: "How standard errors are estimated: newey-west allows for correlated residuals (default: classical).")
  var standardErrors: StandardErrors?

  func validate() throws {
    if model != nil,
      !drivers.isEmpty || !missing.isEmpty || baseline != nil || seasonality != nil || standardErrors != nil
    {
      throw ValidationError(
        "--model says it all; leave out --driver, --missing, --baseline, --seasonality and --standard-errors, or the file."
      )
    }
    for assignment in missing where !drivers.contains(where: { $0.column == assignment.column }) {
      throw ValidationError("--missing names `\(assignment.column)`, which no --driver uses.")
    }
  }

  /// The model that file or flags describe.
  func specification() throws -> ModelSpecification {
    if let model { return try ModelSpecification(file: model, text: TextFile.text(of: model)) }
    return ModelSpecification(
      baseline: baseline ?? .constant, seasonality: seasonality ?? .none,
      drivers: drivers.map { driver in
        DriverSpecification(driver, missing: missing.last { $0.column == driver.column }?.rule ?? .error)
      }, standardErrors: standardErrors ?? .classical)
  }
}

/// A rule for the blanks of a column, written `column=rule`.
struct MissingAssignment: ExpressibleByArgument {
  let column: String
  let rule: MissingRule

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="),
      let rule = MissingRule(rawValue: String(argument[argument.index(after: sign)...]))
    else { return nil }
    column = String(argument[..<sign])
    self.rule = rule
  }
}

/// Which columns and months of the data are used.
struct DataOptions: ParsableArguments {
  @Argument(
    help:
      "CSV files with a header and one row a month, quarter or year; several are joined by month. - is standard input.",
    completion: .file(extensions: ["csv", "tsv", "txt"]))
  var data: [String]

  @Option(help: ArgumentHelp("The column of monthly active users (default: mau).", valueName: "column"))
  var mau: String?

  @Option(
    help: ArgumentHelp("The column of months (default: month, date, quarter, year or period).", valueName: "column"))
  var month: String?

  @Option(help: ArgumentHelp("The first month of MAU to use.", valueName: "YYYY-MM"))
  var from: Month?

  @Option(help: ArgumentHelp("The last month of MAU to use.", valueName: "YYYY-MM"))
  var to: Month?

  func validate() throws {
    if let from, let to, from > to { throw ValidationError("--from \(from) is behind --to \(to).") }
    if data.filter({ $0 == "-" }).count > 1 { throw ValidationError("Standard input (-) can be read only once.") }
  }

  /// The table of a model.
  func table(for specification: ModelSpecification) throws -> MonthlyTable {
    let files = try data.map { try SeriesFile(path: $0, monthColumn: month) }
    return try readTable(files, mau: mau ?? specification.mauColumn, drivers: specification.driverColumns)
      .restricted(from: from, to: to)
  }
}

extension OutputFormat: ExpressibleByArgument {}
extension Baseline: ExpressibleByArgument {}
extension Seasonality: ExpressibleByArgument {}
extension StandardErrors: ExpressibleByArgument {}

extension Month: ExpressibleByArgument {
  /// A month as an option.
  public init?(argument: String) { self.init(parsing: argument) }
}
