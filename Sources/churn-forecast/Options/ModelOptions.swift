import ArgumentParser
import ChurnForecast

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
      "A driver: a column, or \(DriverExpression.usages.joined(separator: ", ")). "
        + "A stated sign follows a colon: x:harmful, x:helpful. Repeat for more.",
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
  static let auto = ModelList.automatic

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

  /// The model that file or flags describe, or the automatic choice.
  func request() throws -> ModelRequest { ModelRequest(try specification(), isAutomatic: isAutomatic) }
}
