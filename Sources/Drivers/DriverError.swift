import Series

/// A problem with a driver. The description is one message: where, what, what was expected, what to do.
public enum DriverError: Error, Equatable, Sendable, CustomStringConvertible {
  /// An expression cannot be read.
  case badExpression(String, problem: String)
  /// A raw value that the model needs is unknown.
  case unknownValue(driver: String, CellPlace, month: Month, noRow: Bool)
  /// A raw value is outside the domain of a transform.
  case outsideDomain(driver: String, CellPlace, value: Double, function: String, domain: TransformDomain)
  /// The reference level is outside the domain of a logarithm.
  case referenceOutsideDomain(driver: String, level: Double)
  /// A change of a path falls in months whose values are known.
  case changeInThePast(column: String, month: Month, firstFree: Month)

  /// The message for users.
  public var description: String {
    switch self {
    case .badExpression(let text, let problem): "driver `\(text)`: \(problem)\(problem.hasSuffix("?") ? "" : ".")"
    case .unknownValue(let driver, let place, let month, let noRow):
      "\(place): \(noRow ? "there is no row for \(month)" : "blank in \(month)"), a month that driver `\(driver)` needs. "
        + "Unknown is not zero: fill in the value, choose other months, or state a rule for missing values (zero, "
        + "carry or interpolate)."
    case .outsideDomain(let driver, let place, let value, let function, let domain):
      "\(place): \(value) has no \(function) in driver `\(driver)`; expected a number above \(domain.bound)."
        + (domain.advice.isEmpty ? "" : " \(domain.advice)")
    case .referenceOutsideDomain(let driver, let level):
      "driver `\(driver)`: its reference level \(level) has no logarithm. State another with `reference`."
    case .changeInThePast(let column, let month, let firstFree):
      "driver `\(column)`: the path changes in \(month), but values are known until \(firstFree.advanced(by: -1)); "
        + "expected a month from \(firstFree) on."
    }
  }
}
