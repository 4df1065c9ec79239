import Series

/// A day and time of the calendar, without a zone.
struct CivilTime {
  let year: Int
  let month: Int
  let day: Int
  let second: Int

  /// Seconds since the beginning of 1970 of a day and time.
  ///
  /// Source: days since March of year 0 in 400-year cycles of 146,097 days.
  static func seconds(year: Int, month: Int, day: Int, second: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let cycle = (y >= 0 ? y : y - 399) / 400
    let ofCycle = y - cycle * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let days = cycle * 146_097 + ofCycle * 365 + ofCycle / 4 - ofCycle / 100 + ofYear - 719_468
    return days * 86_400 + second
  }

  init(seconds: Int) {
    let day = seconds.flooredDivision(86_400)
    second = seconds - day * 86_400
    let z = day + 719_468
    let cycle = z.flooredDivision(146_097)
    let ofCycle = z - cycle * 146_097
    let years = (ofCycle - ofCycle / 1_460 + ofCycle / 36_524 - ofCycle / 146_096) / 365
    let ofYear = ofCycle - (365 * years + years / 4 - years / 100)
    let shifted = (5 * ofYear + 2) / 153
    self.day = ofYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = years + cycle * 400 + (month <= 2 ? 1 : 0)
  }

  /// The number of days of a month of a year.
  static func days(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `YYYY-MM-DD`, the separator, `HH:MM:SS`.
  func text(separator: String) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-" + two(month) + "-" + two(day)
      + separator + two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60)
  }
}

extension Int {
  /// The quotient rounded down.
  func flooredDivision(_ divisor: Int) -> Int { self >= 0 ? self / divisor : (self - divisor + 1) / divisor }
}
