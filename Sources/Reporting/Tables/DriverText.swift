import Series
import Univariate

/// How drivers go on, in words.
enum DriverText {
  /// The condition under which a forecast holds, to follow its headline; empty where all drivers are stated or there are none.
  static func condition(_ drivers: [ContinuedDriver]) -> String {
    let parts = drivers.filter { $0.kind != .stated }.map { "`\($0.column)` \(verb($0))" }
    return parts.isEmpty ? "" : ", if " + wordList(parts)
  }

  private static func verb(_ driver: ContinuedDriver) -> String {
    let level = NumberText.significant(driver.level)
    return switch driver.kind {
    case .stated: "goes on as stated"
    case .held, .state: "stays at \(level)"
    case .counts: "goes on with \(level) a month"
    case .meanReversion, .seasonal: "returns to about \(level)"
    case .randomWalk: "goes on from \(level)"
    }
  }

  /// The sentences about a driver of a forecast; none where all of its future is stated and agrees with its history.
  static func lines(_ driver: ContinuedDriver) -> [String] {
    var lines = driver.kind == .stated ? [] : [continuation(driver)]
    if driver.kind == .state { lines[0] += " State its future by --future." }
    if let month = driver.contradiction {
      lines.append("The future of `\(driver.column)` differs from its history in \(month): the history is used.")
    }
    return lines
  }

  /// How a driver goes on.
  static func continuation(_ driver: ContinuedDriver) -> String {
    let level = NumberText.significant(driver.level)
    return switch driver.kind {
    case .stated: "`\(driver.column)` goes on as stated."
    case .held:
      "`\(driver.column)` is held at \(level), its value of \(driver.since), and taken as certain (--driver-forecast hold)."
    case .state:
      "`\(driver.column)` is a state: it stays at \(level), its value of \(driver.since), and is taken as certain."
    case .counts:
      "`\(driver.column)` goes on after \(driver.since) as counts, \(level) a month, with their uncertainty."
    case .meanReversion:
      "`\(driver.column)` returns after \(driver.since) to its mean, on average \(level), with its uncertainty."
    case .seasonal:
      "`\(driver.column)` goes on after \(driver.since) with its season, on average \(level), with its uncertainty."
    case .randomWalk:
      "`\(driver.column)` goes on from \(level), its value of \(driver.since), as a random walk, with its uncertainty."
    }
  }

  /// The fields of a driver.
  static func field(_ driver: ContinuedDriver) -> ResultField {
    .record([
      "column": .text(driver.column), "continuation": .text(driver.kind.rawValue), "level": .number(driver.level),
      "since": .month(driver.since),
    ])
  }
}
