/// A time as it is written: with its distance from UTC, or without one.
package enum TimeText: Equatable {
  /// Seconds since 1970 in UTC.
  case absolute(Int)
  /// Seconds since 1970 of a clock whose zone is not written.
  case local(Int)

  /// Reads `2023-03-01T10:45`, with seconds and their decimals, with `Z`, `+01` or `+01:00`, with a blank in place of the T; a day
  /// alone; seconds or milliseconds since 1970 (10 or 13 digits); `Wed Oct 10 20:19:24 +0000 2018`, as a network writes it.
  ///
  /// Also `31.12.2023 10:45`, and with slashes where it is stated which number is the day.
  ///
  /// - Parameters:
  ///   - text: the text, without surrounding blanks; anything else gives nil.
  ///   - dates: which number of a date with slashes is the day.
  package init?(_ text: ArraySlice<UInt8>, dates: SignalDates? = nil) {
    if let seconds = Self.plain(text) {
      self = .absolute(seconds)
      return
    }
    var reader = DigitReader(text)
    guard let first = reader.number(4) else {
      if let seconds = Self.named(text) {
        self = .absolute(seconds)
      } else {
        self.init(yearLast: text, dates)
      }
      return
    }
    guard reader.take(UInt8(ascii: "-")) else {
      self.init(digits: text)
      return
    }
    guard let month = reader.number(2), (1...12).contains(month), reader.take(UInt8(ascii: "-")),
      let day = reader.number(2), (1...CivilTime.days(month, first)).contains(day)
    else { return nil }
    let date = CivilTime.seconds(year: first, month: month, day: day, second: 0)
    if reader.isAtEnd {
      self = .local(date)
      return
    }
    guard reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: " ")) || reader.take(UInt8(ascii: "t")),
      let hour = reader.number(2), hour <= 24, reader.take(UInt8(ascii: ":")), let minute = reader.number(2),
      minute < 60
    else { return nil }
    var second = 0
    if reader.take(UInt8(ascii: ":")) {
      // A leap second is the last second of its minute.
      guard let found = reader.number(2), found <= 60 else { return nil }
      second = min(found, 59)
      if reader.take(UInt8(ascii: ".")) || reader.take(UInt8(ascii: ",")) {
        guard reader.skipDigits() else { return nil }
      }
    }
    guard hour < 24 || minute + second == 0 else { return nil }
    let clock = date + hour * 3600 + minute * 60 + second
    _ = reader.take(UInt8(ascii: " "))
    if reader.isAtEnd {
      self = .local(clock)
    } else if let offset = reader.offset(), reader.isAtEnd {
      self = .absolute(clock - offset)
    } else {
      return nil
    }
  }

  /// `31.12.2023`, `31/12/2023 10:45` or `12/31/2023 10:45:00`.
  private init?(yearLast text: ArraySlice<UInt8>, _ dates: SignalDates?) {
    let blank = text.firstIndex(of: 0x20) ?? text.endIndex
    let date = text[..<blank]
    let isDotted = date.contains(UInt8(ascii: "."))
    let parts = date.split(
      separator: isDotted ? UInt8(ascii: ".") : UInt8(ascii: "/"), omittingEmptySubsequences: false
    ).map { part in
      part.allSatisfy { $0 &- 48 < 10 } && part.count <= 4 ? Int(String(decoding: part, as: UTF8.self)) : nil
    }
    guard parts.count == 3, let first = parts[0], let second = parts[1], let year = parts[2], year >= 1000,
      let order = isDotted ? .dmy : dates
    else { return nil }
    let (day, month) = order == .dmy ? (first, second) : (second, first)
    guard (1...12).contains(month), (1...CivilTime.days(month, year)).contains(day) else { return nil }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let rest = String(decoding: text[blank...], as: UTF8.self)
    self.init(Array("\(year)-\(two(month))-\(two(day))\(rest)".utf8)[...])
  }

  /// `Wed Oct 10 20:19:24 +0000 2018`.
  private static func named(_ text: ArraySlice<UInt8>) -> Int? {
    let parts = text.split(separator: 0x20)
    guard parts.count == 6, parts[0].count == 3,
      let month = months.firstIndex(of: String(decoding: parts[1], as: UTF8.self))
    else { return nil }
    var (day, clock, zone, year) = (
      DigitReader(parts[2]), DigitReader(parts[3]), DigitReader(parts[4]), DigitReader(parts[5])
    )
    guard let date = day.number(2), day.isAtEnd, let hour = clock.number(2), hour < 24, clock.take(UInt8(ascii: ":")),
      let minute = clock.number(2), minute < 60, clock.take(UInt8(ascii: ":")), let second = clock.number(2),
      second <= 60,
      clock.isAtEnd, let offset = zone.offset(), zone.isAtEnd, let number = year.number(4), year.isAtEnd,
      (1...CivilTime.days(month + 1, number)).contains(date)
    else { return nil }
    let midnight = CivilTime.seconds(year: number, month: month + 1, day: date, second: 0)
    return midnight + hour * 3600 + minute * 60 + min(second, 59) - offset
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Exactly `YYYY-MM-DDTHH:MM:SSZ`, the form of most files.
  private static func plain(_ text: ArraySlice<UInt8>) -> Int? {
    let first = text.startIndex
    guard text.count == 20, text[first + 19] == UInt8(ascii: "Z"), text[first + 10] == UInt8(ascii: "T"),
      text[first + 4] == UInt8(ascii: "-"), text[first + 7] == UInt8(ascii: "-"),
      text[first + 13] == UInt8(ascii: ":"), text[first + 16] == UInt8(ascii: ":")
    else { return nil }
    var isWell = true
    func two(_ place: Int) -> Int {
      let (tens, ones) = (text[first + place] &- 48, text[first + place + 1] &- 48)
      if tens > 9 || ones > 9 { isWell = false }
      return Int(tens) * 10 + Int(ones)
    }
    let (year, month, day) = (two(0) * 100 + two(2), two(5), two(8))
    let (hour, minute, second) = (two(11), two(14), two(17))
    guard isWell, (1...12).contains(month), day >= 1, day <= CivilTime.days(month, year), hour < 24, minute < 60,
      second < 60
    else { return nil }
    return CivilTime.seconds(year: year, month: month, day: day, second: hour * 3600 + minute * 60 + second)
  }

  /// Seconds or milliseconds since 1970.
  private init?(digits text: ArraySlice<UInt8>) {
    let whole = text.prefix { $0 &- 48 < 10 }
    let rest = text[whole.endIndex...]
    // Decimals of a second are left out.
    guard rest.isEmpty || (rest.first == UInt8(ascii: ".") && rest.dropFirst().allSatisfy { $0 &- 48 < 10 }) else {
      return nil
    }
    self.init(whole: whole)
  }

  private init?(whole text: ArraySlice<UInt8>) {
    guard text.count == 10 || text.count == 13 else { return nil }
    let number = text.reduce(0) { $0 * 10 + Int($1 &- 48) }
    self = .absolute(text.count == 10 ? number : number / 1000)
  }
}

/// Reads digits and signs one after another.
private struct DigitReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  var isAtEnd: Bool { rest.isEmpty }

  /// A number of exactly so many digits.
  mutating func number(_ count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var value = 0
    for byte in rest.prefix(count) {
      guard byte &- 48 < 10 else { return nil }
      value = value * 10 + Int(byte &- 48)
    }
    rest = rest.dropFirst(count)
    return value
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func skipDigits() -> Bool {
    let digits = rest.prefix { $0 &- 48 < 10 }
    rest = rest[digits.endIndex...]
    return !digits.isEmpty
  }

  /// `Z`, `UTC`, `+01`, `+0100` or `+01:00`, in seconds.
  mutating func offset() -> Int? {
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
    if rest.elementsEqual("UTC".utf8) {
      rest = rest[rest.endIndex...]
      return 0
    }
    let sign = take(UInt8(ascii: "+")) ? 1 : take(UInt8(ascii: "-")) ? -1 : 0
    guard sign != 0, let hours = number(2), hours <= 14 else { return nil }
    _ = take(UInt8(ascii: ":"))
    guard !rest.isEmpty else { return sign * hours * 3600 }
    guard let minutes = number(2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
