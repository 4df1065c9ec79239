import ArgumentParser
import ChurnForecast

/// What a driver would have been: `driver=reference`, `driver=year-before`, `driver=0.5` or `driver=levels.csv`.
struct PastChangeOption {
  let driver: String
  let level: Level

  /// A level as it is written.
  enum Level: Equatable {
    case known(PastChange.Level)
    /// A file with a column of the driver's name.
    case file(String)
  }

  init(_ text: String) throws {
    guard let sign = text.lastIndex(of: "="), sign != text.startIndex, text.index(after: sign) != text.endIndex else {
      throw ValidationError(
        "\"\(text)\" is not of the form driver=level; the level is a number, reference, year-before or a CSV file.")
    }
    driver = String(text[..<sign])
    let value = String(text[text.index(after: sign)...])
    switch value {
    case "reference": level = .known(.reference)
    case "year-before": level = .known(.yearBefore)
    default:
      guard let number = Double(value) else {
        level = .file(value)
        return
      }
      guard NumberRange.contains(number) else {
        throw ValidationError("\"\(text)\": the level must be \(NumberRange.words).")
      }
      level = .known(.to(number))
    }
  }

  /// The change, with the levels of a file read.
  func change(_ reading: ReadingOptions) throws -> PastChange {
    switch level {
    case .known(let level): PastChange(driver, level)
    case .file(let path):
      PastChange(driver, .table(try SeriesFile(path: path, reading: reading).column(driver, content: .number)))
    }
  }
}
