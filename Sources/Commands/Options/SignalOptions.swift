import ArgumentParser
import ChurnForecast

/// How raw signals are read.
struct SignalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The time zone of users' clocks, of months, and of times that state none, such as Europe/Paris (default: UTC, but times without a zone are refused).",
      valueName: "zone"))
  var zone: String?

  @Option(
    help: ArgumentHelp(
      "Names of columns or keys that are not the usual ones, such as time=date,reports=value. Roles: time, reports, country, part, start, end, severity, text, language, score, label, predicted.",
      valueName: "role=name,…"))
  var columns: String?

  @Option(help: "Which number of a date such as 1/2/2023 is the day: dmy or mdy.")
  var dates: SignalDates?

  /// The zone in which months are counted.
  var clock: ClockZone {
    get throws { try statedClock ?? .utc }
  }

  /// The zone of times that state none; nil where it is not stated.
  var statedClock: ClockZone? {
    get throws { try zone.map { name throws(SignalError) in try ClockZone(named: name) } }
  }

  /// The files in their order.
  func read(_ paths: [String]) throws -> [SignalFile] {
    let (stated, names) = (try statedClock, try names)
    return try paths.map { path throws(SignalError) in try SignalFile(path, columns: names, zone: stated) }
  }

  /// The names of columns.
  var names: SignalColumns {
    get throws {
      var result = SignalColumns()
      result.dates = dates
      for (role, name) in try Self.pairs(columns ?? "", "--columns", separator: "=", example: "time=date") {
        guard let known = SignalColumns.Role(rawValue: role) else {
          let roles = SignalColumns.Role.allCases.map(\.rawValue)
          throw ValidationError(
            "--columns: there is no role `\(role)`; the roles are \(roles.joined(separator: ", ")).")
        }
        result.names[known] = name
      }
      return result
    }
  }

  /// Pairs such as `a=b,c=d`.
  static func pairs(
    _ text: String, _ option: String, separator: Character, example: String
  ) throws -> [(String, String)] {
    try text.split(separator: ",").map { pair in
      guard let place = pair.lastIndex(of: separator), place != pair.startIndex else {
        throw ValidationError("\(option): \"\(pair)\" is not of the form \(example).")
      }
      return (String(pair[..<place]), String(pair[pair.index(after: place)...]))
    }
  }
}
