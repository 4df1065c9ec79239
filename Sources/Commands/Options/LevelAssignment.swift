import ArgumentParser
import ChurnForecast

/// A level of a driver, written `driver=level`.
struct LevelAssignment {
  let driver: String
  let level: Double

  init(_ argument: String) throws {
    guard let sign = argument.lastIndex(of: "="), sign != argument.startIndex,
      let level = Double(argument[argument.index(after: sign)...]), NumberRange.contains(level)
    else {
      throw ValidationError(
        "\"\(argument)\" is not of the form driver=level, for example outages=0.5; the level must be \(NumberRange.words)."
      )
    }
    driver = String(argument[..<sign])
    self.level = level
  }
}
