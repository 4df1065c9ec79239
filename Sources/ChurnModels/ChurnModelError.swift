import Drivers
import Series

/// Why a model cannot be fitted, or a saved fit cannot be read. The description is one message for users.
public enum ChurnModelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Too few figures of MAU for the coefficients.
  case tooFewObservations(figures: Int, coefficients: [String], file: String)
  /// Columns of the design that the data cannot tell apart.
  case inseparable([Inseparable])
  /// Two drivers have the same name.
  case repeatedDriver(String)
  /// The data have no column for a driver.
  case noDriverColumn(String)
  /// A figure of a driver whose error is not known.
  case unknownError(driver: String, CellPlace, month: Month, value: Double?)
  /// Draws of what months have in common that lack a month of the fit.
  case drawsWithoutMonth(driver: String, file: String, month: Month)
  /// A standard error below that of what months have in common, of which it should be the whole.
  case commonErrorTooLarge(driver: String, month: Month, common: Double, total: Double)
  /// A driver whose figures are mostly error.
  case driverTooUncertain(driver: String, reliability: Double)
  /// A driver is unusable.
  case driver(DriverError)
  /// The model explains every figure exactly, so that no error is left by which to judge it.
  case nothingLeft(file: String)
  /// The stated error of the figures is larger than all that varies in them.
  case figuresTooUncertain(file: String)
  /// MAU is given as a driver of itself.
  case responseAsDriver(String)
  /// Robust standard errors do not exist for this model and data.
  case noRobustErrors(String)
  /// Monthly seasonality is requested for figures that do not show all months.
  case seasonNotSeen
  /// The numbers are so large or small that the fit overflows.
  case notFinite
  /// Two parts of a model that cannot be combined, and what to do.
  case badCombination(String, String)
  /// A flow is unknown, negative, or larger than the number of users.
  case badFlow(CellPlace, value: Double?, users: Double?)
  /// A saved fit has another format.
  case badSavedFit(file: String, problem: String)

  /// A coefficient and those from which it cannot be told apart.
  public struct Inseparable: Equatable, Sendable {
    /// The redundant coefficient.
    public let coefficient: String
    /// The coefficients that already carry the same information; empty if its column is always zero.
    public let from: [String]
  }

  /// A number with three decimals at most.
  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  /// The message for users.
  public var description: String {
    switch self {
    case .tooFewObservations(let figures, let coefficients, let file):
      "\(file): \(figures) figure\(figures == 1 ? "" : "s") of MAU give\(figures == 1 ? "s" : "") "
        + "\(max(figures - 1, 0)) change\(figures == 2 ? "" : "s"), too few to estimate \(coefficients.count) "
        + "coefficient\(coefficients.count == 1 ? "" : "s") (\(coefficients.joined(separator: ", "))); expected at least \(coefficients.count + 2). "
        + "Use fewer drivers, no seasonality or more months."
    case .unknownError(let driver, let place, let month, let value):
      "\(place): the standard error of `\(driver)` in \(month) is \(value.map { "\($0), below 0" } ?? "not known"); expected a number from 0 up."
    case .drawsWithoutMonth(let driver, let file, let month):
      "\(file) has no draws of `\(driver)` in \(month), which the fit needs. Draws and figures must cover the same months."
    case .commonErrorTooLarge(let driver, let month, let common, let total):
      "In \(month), draws of `\(driver)` vary by \(Self.rounded(common)), but its standard error is \(Self.rounded(total)). State the standard error of all parts together, of which draws tell the common one."
    case .driverTooUncertain(let driver, let reliability):
      "Only \((reliability * 100).rounded()) % of the variance of `\(driver)`, given the other drivers, is not error; below 20 % no correction holds. Measure the driver better, or leave it out."
    case .inseparable(let list)
    where list.contains { ([$0.coefficient] + $0.from).contains("transient decay") }:
      "growth does not decay in these data: what a decaying baseline adds cannot be told apart from the rest. Use baseline constant."
    case .inseparable(let list):
      list.map { item in
        item.from.isEmpty
          ? "`\(item.coefficient)` never differs from its reference level in the months of the fit, "
            + "so its effect cannot be estimated."
          : "`\(item.coefficient)` cannot be told apart from \(item.from.map { "`\($0)`" }.joined(separator: ", ")): "
            + "in these data they always move together."
      }.joined(separator: " ")
        + (list.contains { !$0.from.isEmpty }
          ? " Leave out one of them, or use data in which they differ." : " Leave it out, or use other months.")
    case .repeatedDriver(let name): "the driver `\(name)` is given twice. Leave one out."
    case .noDriverColumn(let name): "the data have no column `\(name)` for a driver."
    case .driver(let error): error.description
    case .nothingLeft(let file):
      "\(file): the model explains every figure of MAU exactly (they never change, or follow an exact rule), so there is "
        + "no error from which to compute intervals. Check the column."
    case .figuresTooUncertain(let file):
      "\(file): the stated error of MAU (`standardError` or `rounding`) is larger than all that varies in the figures, so that "
        + "nothing is left to be explained. State a smaller one."
    case .responseAsDriver(let name):
      "the driver `\(name)` is the series itself. Choose another column."
    case .noRobustErrors(let reason):
      "robust standard errors do not exist here: \(reason). Use classical standard errors."
    case .seasonNotSeen:
      "the figures of MAU do not distinguish all twelve months of the year (are they quarterly or yearly?). "
        + "Use seasonality none."
    case .notFinite: "the numbers are too large or too small to be fitted. Check the units of the columns."
    case .badCombination(let parts, let advice): "\(parts) cannot be combined. \(advice)."
    case .badFlow(let place, let value, let users):
      "\(place): \(value.map { "\($0)" } ?? "blank") is not a valid number of users who came or left"
        + (users.map { " (there were \($0))" } ?? "") + "; expected a number of at least 0 for every month."
    case .badSavedFit(let file, let problem): "\(file): \(problem)."
    }
  }
}
