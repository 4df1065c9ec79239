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
    help: ArgumentHelp(
      "A model file (see notebooks-docs/files.md), or auto: a mean of plain forecasters, and of a growth model with the "
        + "--driver columns where they help. Default when no model is described.", valueName: "model.yaml|auto"),
    completion: .file(extensions: ["yaml", "yml"]))
  var model: String?

  @Option(
    name: .customLong("driver"),
    help: ArgumentHelp(
      "A driver: a column, or log(x), log1p(x), lag(x, months), lag(x, 0...3), change(x), threshold(x, level), "
        + "carryover(x, decay), carryover(x, fit), almon(x, 0...6, degree), shiller(x, 0...6, deviation), step(YYYY-MM), "
        + "pulse(YYYY-MM). A stated sign follows a colon: x:harmful, x:helpful. Repeat for more.",
      valueName: "expression"),
    transform: { text in
      do { return try SignedDriver(text) } catch { throw ValidationError("\(error)") }
    })
  var drivers: [SignedDriver] = []

  @Option(
    help: ArgumentHelp(
      "What to do where a column of drivers is blank: error, zero, carry or interpolate. Repeat for more.",
      valueName: "column=rule"))
  var missing: [MissingAssignment] = []

  @Option(help: "Growth if nothing drives it (default: constant).")
  var baseline: Baseline?

  @Option(help: "What a figure of MAU measures (default: month-end).")
  var timing: Timing?

  @Option(
    help: ArgumentHelp(
      "How errors are correlated: independent, ar(p), ma(q), arma(p,q), or auto by AICc (default: independent).",
      valueName: "process"))
  var errors: ErrorProcess?

  @Option(help: "How single months that do not fit are treated (default: none, as all others).")
  var robust: Robustness?

  @Option(help: "The yearly pattern of growth (default: none).")
  var seasonality: Seasonality?

  @Option(
    help: "How standard errors are estimated: newey-west allows for correlated residuals (default: classical).")
  var standardErrors: StandardErrors?

  func validate() throws {
    if model == Self.auto,
      baseline != nil || seasonality != nil || errors != nil || standardErrors != nil || robust != nil
    {
      throw ValidationError("--model auto chooses baseline, season and errors itself; leave those flags out.")
    }
    if let model, model != Self.auto,
      !drivers.isEmpty || !missing.isEmpty || baseline != nil || timing != nil || seasonality != nil || errors != nil
        || standardErrors != nil || robust != nil
    {
      throw ValidationError(
        "--model says it all; leave out --driver, --missing, --baseline, --timing, --seasonality, --errors, "
          + "--standard-errors and --robust, or the file.")
    }
    for assignment in missing where !drivers.contains(where: { $0.expression.column == assignment.column }) {
      throw ValidationError("--missing names `\(assignment.column)`, which no --driver uses.")
    }
  }

  /// The word for the automatic choice.
  static let auto = "auto"

  /// The model file; nil where there is none.
  var file: String? { model == Self.auto ? nil : model }

  /// Whether nothing is said about the model.
  var isSilent: Bool {
    model == nil && drivers.isEmpty && baseline == nil && timing == nil && seasonality == nil && errors == nil
      && standardErrors == nil && robust == nil
  }

  /// Whether the choice is left to the program.
  var isAutomatic: Bool { model == Self.auto || isSilent }

  /// The model that file or flags describe; for the automatic choice its drivers and timing.
  func specification() throws -> ModelSpecification {
    if let file { return try ModelSpecification(file: file, text: TextFile.text(of: file)) }
    return ModelSpecification(
      timing: timing ?? .monthEnd, baseline: baseline ?? .constant, seasonality: seasonality ?? .none,
      drivers: drivers.map { driver in
        DriverSpecification(
          driver.expression, missing: missing.last { $0.column == driver.expression.column }?.rule ?? .error,
          sign: driver.sign)
      }, errors: errors ?? .independent, standardErrors: standardErrors ?? .classical, robust: robust ?? .none)
  }
}

/// A driver on the command line: an expression, perhaps with a colon and the sign that its effect is held to have.
struct SignedDriver {
  let expression: DriverExpression
  let sign: EffectSign

  init(_ text: String) throws {
    let known = EffectSign.allCases.first { text.hasSuffix(":\($0.rawValue)") }
    sign = known ?? .free
    expression = try DriverExpression(parsing: known.map { String(text.dropLast($0.rawValue.count + 1)) } ?? text)
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

  /// Whether anything but files is said.
  var hasChoices: Bool { mau != nil || month != nil || from != nil || to != nil }

  /// The table of a model.
  func table(for specification: ModelSpecification) throws -> MonthlyTable {
    let files = try data.map { try SeriesFile(path: $0, monthColumn: month) }
    return try readTable(files, mau: mau ?? specification.mauColumn, drivers: specification.inputColumns)
      .restricted(from: from, to: to)
  }
}

extension OutputFormat: ExpressibleByArgument {}
extension Baseline: ExpressibleByArgument {}
extension Seasonality: ExpressibleByArgument {}
extension StandardErrors: ExpressibleByArgument {}
extension Timing: ExpressibleByArgument {}
extension Robustness: ExpressibleByArgument {}

extension ErrorProcess: ExpressibleByArgument {
  /// A process as an option.
  public init?(argument: String) { self.init(argument) }
}

extension Month: ExpressibleByArgument {
  /// A month as an option.
  public init?(argument: String) { self.init(parsing: argument) }
}
