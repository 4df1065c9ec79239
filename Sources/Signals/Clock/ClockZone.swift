import Foundation
import Series

/// The time zone of clocks: what an hour of the week, a day and a month are.
public struct ClockZone: Sendable, Equatable {
  /// Its name, such as `Europe/Paris`.
  public let name: String
  /// Moments from which a distance from UTC holds, in order; before the first, its own.
  private let changes: [(from: Int, offset: Int)]

  /// UTC.
  public static let utc = ClockZone(name: "UTC", changes: [(Instant.calendar.lowerBound, 0)])

  private init(name: String, changes: [(from: Int, offset: Int)]) {
    self.name = name
    self.changes = changes
  }

  /// Whether both are the same zone.
  public static func == (left: ClockZone, right: ClockZone) -> Bool { left.name == right.name }

  /// The zone of a name of the time-zone database, such as `America/New_York`; `UTC`, `GMT` and `Z` are UTC.
  ///
  /// - Parameter name: the name.
  /// - Throws: ``SignalError/unknownZone(_:nearest:)``.
  public init(named name: String) throws(SignalError) {
    if ["UTC", "GMT", "Z"].contains(name.uppercased()) {
      self = .utc
      return
    }
    // Abbreviations such as CST stand for several zones.
    guard TimeZone.knownTimeZoneIdentifiers.contains(name), let zone = TimeZone(identifier: name) else {
      throw .unknownZone(name, nearest: nearestName(to: name, among: TimeZone.knownTimeZoneIdentifiers))
    }
    func offset(_ seconds: Int) -> Int {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }
    // The database has rules from 1970; further ahead they repeat.
    let week = 604_800
    var changes = [(from: Instant.calendar.lowerBound, offset: offset(0))]
    var (time, current) = (0, offset(0))
    while time < 4_102_444_800 {
      let next = offset(time + week)
      if next != current {
        var (low, high) = (time, time + week)
        while high - low > 1 {
          let middle = (low + high) / 2
          if offset(middle) == current { low = middle } else { high = middle }
        }
        changes.append((high, next))
        current = next
      }
      time += week
    }
    self.init(name: name, changes: changes)
  }

  /// The distance of its clocks from UTC, in seconds; positive to the east.
  package func offset(at seconds: Int) -> Int {
    guard changes.count > 1 else { return changes[0].offset }
    var (low, high) = (0, changes.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if changes[middle].from <= seconds { low = middle } else { high = middle }
    }
    return changes[low].offset
  }

  /// The moment at which clocks show a time; the first one where they show it twice, and as if they had not been put forward where they never do.
  package func seconds(local: Int) -> Int {
    let before = local - offset(at: local - 86_400)
    return offset(at: before) == local - before ? before : local - offset(at: before)
  }

  /// The month of a moment.
  package func month(of seconds: Int) -> Month {
    let time = CivilTime(seconds: seconds + offset(at: seconds))
    return Month(year: time.year, month: time.month)
  }

  /// The moment at which a month begins.
  package func start(of month: Month) -> Int {
    seconds(local: CivilTime.seconds(year: month.year, month: month.monthOfYear, day: 1, second: 0))
  }

  /// The first beginning of a day from a time on.
  package func startOfDay(after seconds: Int) -> Int {
    let clock = seconds + offset(at: seconds)
    let sinceMidnight = (clock % 86_400 + 86_400) % 86_400
    return self.seconds(local: sinceMidnight == 0 ? clock : clock - sinceMidnight + 86_400)
  }

  /// The seconds since Monday, 0 o'clock.
  package func secondOfWeek(_ seconds: Int) -> Int {
    // 1970 began on a Thursday.
    let local = seconds + offset(at: seconds) + 3 * 86_400
    return local - local.flooredDivision(604_800) * 604_800
  }

  /// The time of its clocks, such as `2023-03-01 11:45`.
  public func clock(_ instant: Instant) -> String {
    let seconds = instant.seconds
    return String(CivilTime(seconds: seconds + offset(at: seconds)).text(separator: " ").dropLast(3))
  }
}
