import Drivers
import Series

/// Why a model cannot be fitted or a saved fit not be read. The description is one message for people.
public enum ChurnModelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Too few figures of MAU for the coefficients.
  case tooFewObservations(figures: Int, coefficients: [String], file: String)
  /// Columns of the design that the data cannot tell apart.
  case inseparable([Inseparable])
  /// Two drivers bear one name.
  case repeatedDriver(String)
  /// The data have no column for a driver.
  case noDriverColumn(String)
  /// A driver is unusable.
  case driver(DriverError)
  /// The model explains every figure exactly, so that no error is left to judge it by.
  case nothingLeft(file: String)
  /// MAU is given as a driver of itself.
  case responseAsDriver(String)
  /// Robust standard errors do not exist for this model and data.
  case noRobustErrors(String)
  /// Monthly seasons are asked of figures that do not show all months.
  case seasonNotSeen
  /// Numbers so large or small that the fit overflows.
  case notFinite
  /// Two parts of a model that do not go together, and what to do.
  case badCombination(String, String)
  /// A flow that is unknown, negative, or more than there were users.
  case badFlow(CellPlace, value: Double?, users: Double?)
  /// A saved fit is of another format.
  case badSavedFit(file: String, problem: String)

  /// A coefficient and those that it cannot be told apart from.
  public struct Inseparable: Equatable, Sendable {
    /// The coefficient that adds nothing.
    public let coefficient: String
    /// The coefficients that already say the same; empty if its column is always zero.
    public let from: [String]
  }

  /// One message for people.
  public var description: String {
    switch self {
    case .tooFewObservations(let figures, let coefficients, let file):
      "\(file): \(figures) figure\(figures == 1 ? "" : "s") of MAU give\(figures == 1 ? "s" : "") "
        + "\(max(figures - 1, 0)) change\(figures == 2 ? "" : "s"), too few for \(coefficients.count) "
        + "coefficient\(coefficients.count == 1 ? "" : "s") (\(coefficients.joined(separator: ", "))); expected at least \(coefficients.count + 2). "
        + "Use fewer drivers, no seasonality or more months."
    case .inseparable(let list):
      list.map { item in
        item.from.isEmpty
          ? "`\(item.coefficient)` never differs from its reference level in the months of the fit, "
            + "so that its effect cannot be seen."
          : "`\(item.coefficient)` cannot be told apart from \(item.from.map { "`\($0)`" }.joined(separator: ", ")): "
            + "in these data they always move together."
      }.joined(separator: " ")
        + (list.contains { !$0.from.isEmpty }
          ? " Leave out one of them, or use data in which they differ." : " Leave it out, or use other months.")
    case .repeatedDriver(let name): "the driver `\(name)` is given twice. Leave one out."
    case .noDriverColumn(let name): "the data have no column `\(name)` for a driver."
    case .driver(let error): error.description
    case .nothingLeft(let file):
      "\(file): the model explains every figure of MAU exactly (they never change, or follow a rule), so that there is no "
        + "error to take intervals from. Check the column."
    case .responseAsDriver(let name):
      "the driver `\(name)` is the series itself. Choose another column."
    case .noRobustErrors(let reason):
      "robust standard errors do not exist here: \(reason). Use standard errors classical."
    case .seasonNotSeen:
      "the figures of MAU do not show all twelve months of the year apart (are they quarterly or yearly?). "
        + "Use seasonality none."
    case .notFinite: "the numbers are too large or too small to be fitted. Check the units of the columns."
    case .badCombination(let parts, let advice): "\(parts) do not go together. \(advice)."
    case .badFlow(let place, let value, let users):
      "\(place): \(value.map { "\($0)" } ?? "blank") is no number of users that came or went"
        + (users.map { " (there were \($0))" } ?? "") + "; expected one from 0 for every month."
    case .badSavedFit(let file, let problem): "\(file): \(problem)."
    }
  }
}
