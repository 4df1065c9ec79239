import Series

/// A day of the calendar, or a month as a whole.
package struct CalendarDate: Sendable, Hashable, Comparable {
  /// Its month.
  package let month: Month
  /// The day of the month; nil for a month as a whole.
  package let day: Int?

  /// A month as a whole; nil where the numbers are none.
  init?(year: Int, month: Int) {
    guard (0...9999).contains(year), (1...12).contains(month) else { return nil }
    self.month = Month(year: year, month: month)
    day = nil
  }

  /// A day; nil where the calendar has none.
  init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month) else { return nil }
    self.month = Month(year: year, month: month)
    guard (1...Self.days(in: self.month)).contains(day) else { return nil }
    self.day = day
  }

  /// A day counted as spreadsheets do: 1 is the last day of 1899, 43831 the first of 2020.
  package init?(serial: Int) {
    guard (1...2_958_465).contains(serial) else { return nil }
    // Days since March of year 0, in 400-year cycles of 146,097 days (Fliegel and van Flandern 1968).
    let days = serial + 693_899
    let cycle = days / 146_097
    let ofCycle = days % 146_097
    let year = (ofCycle - ofCycle / 1_460 + ofCycle / 36_524 - ofCycle / 146_096) / 365
    let ofYear = ofCycle - (365 * year + year / 4 - year / 100)
    let shifted = (5 * ofYear + 2) / 153
    self.init(
      year: 400 * cycle + year + (shifted >= 10 ? 1 : 0), month: shifted < 10 ? shifted + 3 : shifted - 9,
      day: ofYear - (153 * shifted + 2) / 5 + 1)
  }

  /// The number of days of a month.
  package static func days(in month: Month) -> Int {
    switch month.monthOfYear {
    case 2: (month.year % 4 == 0 && month.year % 100 != 0) || month.year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether it is the last day of its month.
  package var isMonthEnd: Bool { day == Self.days(in: month) }

  /// The first day of a month in days since 1970 began.
  package static func daysSince1970(_ month: Month) -> Int {
    func ordinal(_ month: Month) -> Int { CalendarDate(year: month.year, month: month.monthOfYear)?.ordinal ?? 0 }
    return ordinal(month) - ordinal(Month(year: 1970, month: 1))
  }

  /// Days since a fixed one, for distances.
  var ordinal: Int {
    let (y, m) = (month.year - (month.monthOfYear <= 2 ? 1 : 0), (month.monthOfYear + 9) % 12)
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + (day ?? 1)
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.month, left.day ?? 0) < (right.month, right.day ?? 0)
  }
}
