import ArgumentParser
import ChurnForecast

/// The unit of a driver, written `driver=unit`.
struct UnitOption: ExpressibleByArgument {
  let driver: String
  let unit: Double

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="), let unit = Double(argument[argument.index(after: sign)...]),
      unit.isFinite, unit != 0
    else { return nil }
    driver = String(argument[..<sign])
    self.unit = unit
  }
}
