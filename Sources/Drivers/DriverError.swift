import Series

/// A problem with a driver. The description is one message: where, what, what was expected, what to do.
public enum DriverError: Error, Equatable, Sendable, CustomStringConvertible {
  /// An expression cannot be read.
  case badExpression(String, problem: String)
  /// A raw value that the model needs is unknown.
  case unknownValue(driver: String, CellPlace, month: Month, noRow: Bool, use: UsableMonths? = nil)
  /// A raw value is outside the domain of a transform.
  case outsideDomain(driver: String, CellPlace, value: Double, function: String, domain: TransformDomain)
  /// The reference level is outside the domain of a logarithm.
  case referenceOutsideDomain(driver: String, level: Double)
  /// A change of a path falls in months whose values are known.
  case changeInThePast(column: String, month: Month, firstFree: Month)

  /// The figures of a series that a driver allows, where values before its first or after its last one are needed.
  public enum UsableMonths: Equatable, Sendable {
    /// Those from a month on; the column begins in the other.
    case from(Month, begins: Month)
    /// Those up to a month; the column ends in the other.
    case to(Month, ends: Month)

    func advice(_ name: String) -> String {
      switch self {
      case .from(let month, let first):
        "`\(name)` begins in \(first): use the figures from \(month) on (--from \(month))."
      case .to(let month, let last):
        "`\(name)` ends in \(last): use the figures up to \(month) (--to \(month)), or the rule `carry` for missing values."
      }
    }
  }

  /// The message for users.
  public var description: String {
    switch self {
    case .badExpression(let text, let problem): "driver `\(text)`: \(problem)\(problem.hasSuffix("?") ? "" : ".")"
    case .unknownValue(let driver, let place, let month, let noRow, let use):
      "\(place): \(noRow ? "there is no row for \(month)" : "blank in \(month)"), a month that driver `\(driver)` needs. "
        + (use?.advice(place.column)
          ?? "Unknown is not zero: fill in the value, choose other months, or state a rule for missing values (zero, carry or interpolate).")
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
