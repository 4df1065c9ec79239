import ArgumentParser
import ChurnForecast

/// The errors of a driver's figures, written `column=errors`, `column=0.7` or `column=errors,draws.csv`.
struct DriverErrorAssignment: ExpressibleByArgument {
  let column: String
  let error: MeasurementError

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    column = String(argument[..<sign])
    let parts = argument[argument.index(after: sign)...].split(separator: ",", maxSplits: 1)
    guard let errors = parts.first, !errors.isEmpty else { return nil }
    // A number is 0 or more, and has no draws.
    if let number = Double(String(errors)) { guard number >= 0, number.isFinite, parts.count == 1 else { return nil } }
    error = MeasurementError(String(errors), draws: parts.count > 1 ? String(parts[1]) : nil)
  }
}
