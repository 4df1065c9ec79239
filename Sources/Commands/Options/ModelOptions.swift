import ArgumentParser
import ChurnForecast

/// The model to fit, given by a file or by options of the same names.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A model file (see notebooks-docs/files.md), or auto: a combination of benchmarks, and of a growth model with the "
        + "--driver columns where they help. Default when no model is described.", valueName: "model.yaml|auto"),
    completion: .file(extensions: ["yaml", "yml"]))
  var model: String?

  @Option(
    name: .customLong("driver"),
    help: ArgumentHelp(
      "A driver: a column, or \(DriverExpression.usages.joined(separator: ", ")). "
        + "A stated sign follows a colon: x:harmful, x:helpful. Repeat for more.",
      valueName: "expression"),
    transform: { text in
      do { return try SignedDriver(text) } catch { throw ValidationError("\(error)") }
    })
  var drivers: [SignedDriver] = []

  @Option(
    help: ArgumentHelp(
      "How to treat blanks in a driver's column: error, zero, carry or interpolate. Repeat for more.",
      valueName: "column=rule"))
  var missing: [MissingAssignment] = []

  @Option(
    help: ArgumentHelp(
      "The column of standard errors of a driver's figures, or one number for all; perhaps with a file of draws of what they have in common. "
        + "Effects are corrected for errors. Repeat for more.",
      valueName: "column=errors[,draws.csv]"))
  var driverError: [DriverErrorAssignment] = []

  @Option(
    help: ArgumentHelp(
      "Growth without any effect of drivers; choose is between drifting and constant (default: choose; constant with --robust or "
        + "correlated errors)."))
  var baseline: Baseline?

  @Option(help: "What an MAU figure measures (default: month-end).")
  var timing: Timing?

  @Option(
    help: ArgumentHelp(
      "How errors are correlated: independent, ar(p), ma(q), arma(p,q), auto by AICc, or choose between ar(1) and independent "
        + "(default: choose; independent with --robust or newey-west).",
      valueName: "process"))
  var errors: ErrorProcess?

  @Option(help: "How to treat single months that do not fit (default: none, like all others).")
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
      throw ValidationError("--model auto chooses baseline, season and errors itself; leave those options out.")
    }
    if let model, model != Self.auto,
      !drivers.isEmpty || !missing.isEmpty || !driverError.isEmpty || baseline != nil || timing != nil
        || seasonality != nil || errors != nil
        || standardErrors != nil || robust != nil
    {
      throw ValidationError(
        "A model file describes the whole model; leave out --driver, --missing, --driver-error, --baseline, --timing, --seasonality, --errors, "
          + "--standard-errors and --robust, or leave out the file.")
    }
    for assignment in missing where !drivers.contains(where: { $0.expression.column == assignment.column }) {
      throw ValidationError("--missing names `\(assignment.column)`, which no --driver uses.")
    }
    for (place, assignment) in driverError.enumerated()
    where driverError[..<place].contains(where: { $0.column == assignment.column }) {
      throw ValidationError("--driver-error states the errors of `\(assignment.column)` twice.")
    }
    for assignment in driverError where !drivers.contains(where: { $0.expression.column == assignment.column }) {
      throw ValidationError("--driver-error names `\(assignment.column)`, which no --driver uses.")
    }
  }

  /// The word for the automatic choice.
  static let auto = ModelList.automatic

  /// The model file; nil where there is none.
  var file: String? { model == Self.auto ? nil : model }

  /// Whether no option describes the model.
  var isSilent: Bool {
    model == nil && drivers.isEmpty && baseline == nil && timing == nil && seasonality == nil && errors == nil
      && standardErrors == nil && robust == nil
  }

  /// Whether the choice is left to the program.
  var isAutomatic: Bool { model == Self.auto || isSilent }

  /// The model that the file or the options describe; for the automatic choice its drivers and timing.
  func specification() throws -> ModelSpecification {
    if let file {
      let stated = try ModelSpecification(
        file: file, text: TextFile.text(of: file, limit: SpecificationNode.longestText))
      return try stated.readingDraws { draws, column in
        try CommonErrorFile.parts(PathText.path(of: draws, besides: file), column: column)
      }
    }
    let robust = robust ?? .none
    let errors = errors ?? .unstated(robust: robust)
    return try ModelSpecification(
      timing: timing ?? .monthEnd, baseline: baseline ?? .unstated(robust: robust, errors: errors),
      seasonality: seasonality ?? .none,
      drivers: drivers.map { driver in
        DriverSpecification(
          driver.expression, missing: missing.last { $0.column == driver.expression.column }?.rule ?? .error,
          sign: driver.sign, error: driverError.last { $0.column == driver.expression.column }?.error)
      }, errors: errors, standardErrors: standardErrors ?? .classical, robust: robust
    ).readingDraws { draws, column in try CommonErrorFile.parts(draws, column: column) }
  }

  /// The model that the file or the options describe, or the automatic choice.
  func request() throws -> ModelRequest { ModelRequest(try specification(), isAutomatic: isAutomatic) }
}
