import Drivers
import Series

extension ModelSpecification {
  /// The model with the draws that its drivers name.
  ///
  /// - Parameter parts: reads what the errors of a column have in common from a file, as independent parts.
  /// - Returns: a model that needs no file.
  /// - Throws: the error of reading.
  public func readingDraws(
    _ parts: (_ file: String, _ column: String) throws -> [MonthlyColumn]
  ) rethrows -> ModelSpecification {
    var result = self
    result.drivers = try drivers.map { driver in
      guard let error = driver.error, let draws = error.draws, let column = driver.expression.column else {
        return driver
      }
      return driver.measured(error.with(common: try parts(draws, column)))
    }
    return result
  }
}
