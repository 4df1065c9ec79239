import ArgumentParser
import ChurnForecast

/// The unit of a driver, written `driver=unit`.
struct UnitOption {
  let driver: String
  let unit: Double

  init(_ argument: String) throws {
    guard let sign = argument.lastIndex(of: "="), let unit = Double(argument[argument.index(after: sign)...]),
      unit != 0,
      NumberRange.contains(unit)
    else {
      throw ValidationError(
        "expected driver=unit, for example outages=2; the unit must be \(NumberRange.words), and not 0.")
    }
    driver = String(argument[..<sign])
    self.unit = unit
  }
}
