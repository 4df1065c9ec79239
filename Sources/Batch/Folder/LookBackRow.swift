import Reporting
import Scenarios
import Series

/// What a driver has cost a series: a row of a part of a batch's look backs.
enum LookBackRow {
  /// The columns. A row with a message has nothing else.
  static let columns = [
    "series", "since", "until", "driver", "actual", "instead", "lost", "lostLower", "lostUpper", "userMonths",
    "userMonthsLower", "userMonthsUpper", "message",
  ]

  /// The driver of the row that has the total of several.
  static let total = "total"

  /// A row a driver, and one of their total where there are several.
  static func bytes(_ name: [UInt8], _ lookBack: LookBack) -> [UInt8] {
    guard let first = lookBack.months.first?.month, let last = lookBack.months.last?.month else { return [] }
    var bytes: [UInt8] = []
    func append(_ driver: String, _ levels: [Double?], _ lost: [Double], _ userMonths: [Double]) {
      bytes += name
      bytes += Array(",\(first),\(last),".utf8) + PanelText.cell(driver)
      for level in levels { bytes += Array(",\(level.map { "\($0)" } ?? "")".utf8) }
      for users in lost + userMonths { bytes += Array(",\(NumberText.whole(users))".utf8) }
      bytes += Array(",\n".utf8)
    }
    for setting in lookBack.settings {
      func numbers(_ attribution: Attribution) -> [Double] {
        guard let part = attribution.contributions.first(where: { $0.name == setting.column }) else {
          return [0, 0, 0]
        }
        return [part.users, part.interval.lowerBound, part.interval.upperBound]
      }
      append(
        setting.column, [setting.actual, setting.instead], numbers(lookBack.lost), numbers(lookBack.lostUserMonths))
    }
    if lookBack.settings.count > 1 {
      func numbers(_ attribution: Attribution) -> [Double] {
        [attribution.difference, attribution.interval.lowerBound, attribution.interval.upperBound]
      }
      append(total, [nil, nil], numbers(lookBack.lost), numbers(lookBack.lostUserMonths))
    }
    return bytes
  }

  /// Why there is no look back.
  static func bytes(_ name: [UInt8], _ message: String) -> [UInt8] {
    name + [UInt8](repeating: UInt8(ascii: ","), count: columns.count - 1) + PanelText.cell(VisibleText.line(message))
      + [UInt8(ascii: "\n")]
  }
}
