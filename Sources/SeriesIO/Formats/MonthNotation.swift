import Series

/// A way of writing months or days; all cells of a column are written in one.
package struct MonthNotation: Sendable, Hashable, CustomStringConvertible {
  /// The order of the parts.
  package enum Order: Sendable, Hashable {
    case yearMonth, monthYear, yearMonthDay, dayMonthYear, monthDayYear, quarter, quarterYear, year
    case nameYear, nameShortYear, yearName, dayNameYear, nameDayYear, compactMonth, compactDay, serial
  }

  package let order: Order
  /// What is between the parts.
  let separator: String
  /// Whether a time of midnight follows.
  let hasTime: Bool

  /// How it is written.
  package var description: String {
    let s = separator
    let text =
      switch order {
      case .yearMonth: "YYYY\(s)MM"
      case .monthYear: "MM\(s)YYYY"
      case .yearMonthDay: "YYYY\(s)MM\(s)DD"
      case .dayMonthYear: "day\(s)month\(s)year"
      case .monthDayYear: "month\(s)day\(s)year"
      case .quarter: "YYYY\(s)Qn"
      case .quarterYear: "Qn\(s)YYYY"
      case .year: "YYYY"
      case .nameYear: "name\(s)YYYY"
      case .nameShortYear: "name\(s)YY"
      case .yearName: "YYYY\(s)name"
      case .dayNameYear: "day\(s)name\(s)year"
      case .nameDayYear: "name\(s)day\(s)year"
      case .compactMonth: "YYYYMM"
      case .compactDay: "YYYYMMDD"
      case .serial: "days as spreadsheets count them"
      }
    return hasTime ? text + " at midnight" : text
  }

  /// Whether it is one of the international forms with which no one need agree first.
  var isUsual: Bool {
    switch order {
    case .yearMonth, .yearMonthDay: separator == "-" && !hasTime
    case .quarter, .year: true
    default: false
    }
  }

  /// Whether it is a year, quarter or month in international form; figures that were published by year at first and by month later
  /// have all of them in one column.
  var isPeriod: Bool { isUsual && order != .yearMonthDay }

  /// The months of a period.
  var monthsOfPeriod: Int { order == .year ? 12 : order == .quarter ? 3 : 1 }

  /// Every way in which a cell can be read.
  ///
  /// - Parameters:
  ///   - cell: without surrounding blanks.
  ///   - dates: the order that the user stated; nil for none.
  /// - Returns: the day or month by notation; empty where it is none.
  static func readings(of cell: String, dates: DateOrder?) -> [MonthNotation: CalendarDate] {
    guard cell.utf8.count <= 64 else { return [:] }
    let (date, hasTime) = withoutMidnight(cell)
    guard let parts = Parts(date) else { return [:] }
    var readings: [MonthNotation: CalendarDate] = [:]
    func add(_ order: Order, _ date: CalendarDate?) {
      guard let date else { return }
      readings[MonthNotation(order: order, separator: parts.separator, hasTime: hasTime)] = date
    }
    let texts = parts.texts
    switch texts.count {
    case 1: single(texts[0], dates, add)
    case 2:
      if let year = full(texts[0]) {
        add(.yearMonth, number(texts[1], 1...2).flatMap { CalendarDate(year: year, month: $0) })
        add(.quarter, quarter(texts[1]).flatMap { CalendarDate(year: year, month: 3 * $0) })
        add(.yearName, MonthName.month(texts[1]).flatMap { CalendarDate(year: year, month: $0) })
      }
      if let year = full(texts[1]) {
        add(.monthYear, number(texts[0], 1...2).flatMap { CalendarDate(year: year, month: $0) })
        add(.quarterYear, quarter(texts[0]).flatMap { CalendarDate(year: year, month: 3 * $0) })
        add(.nameYear, MonthName.month(texts[0]).flatMap { CalendarDate(year: year, month: $0) })
      }
      // Platforms have no figures from before 1970.
      if let short = number(texts[1], 2...2), short < 70, let month = MonthName.month(texts[0]) {
        add(.nameShortYear, CalendarDate(year: 2000 + short, month: month))
      }
    case 3: triple(texts, add)
    default: break
    }
    // Days of another order than the stated one.
    return readings.filter { notation, _ in
      switch dates {
      case .dayFirst: notation.order != .monthDayYear
      case .monthFirst: notation.order != .dayMonthYear
      case .serial, nil: true
      }
    }
  }

  private static func single(_ text: String, _ dates: DateOrder?, _ add: (Order, CalendarDate?) -> Void) {
    if dates == .serial {
      add(.serial, number(text, 1...7).flatMap { CalendarDate(serial: $0) })
      return
    }
    if let year = full(text) { add(.year, CalendarDate(year: year, month: 12)) }
    if let digits = number(text, 6...6) { add(.compactMonth, CalendarDate(year: digits / 100, month: digits % 100)) }
    if let digits = number(text, 8...8) {
      add(.compactDay, CalendarDate(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100))
    }
    if text.utf8.count == 6, let year = full(String(text.prefix(4))) {
      add(.quarter, quarter(String(text.suffix(2))).flatMap { CalendarDate(year: year, month: 3 * $0) })
    }
  }

  private static func triple(_ texts: [String], _ add: (Order, CalendarDate?) -> Void) {
    let numbers = texts.map { number($0, 1...2) }
    if let year = full(texts[0]), let month = numbers[1], let day = numbers[2] {
      add(.yearMonthDay, CalendarDate(year: year, month: month, day: day))
    }
    guard let year = full(texts[2]) else { return }
    if let first = numbers[0], let second = numbers[1] {
      add(.dayMonthYear, CalendarDate(year: year, month: second, day: first))
      add(.monthDayYear, CalendarDate(year: year, month: first, day: second))
    } else if let day = numbers[0], let month = MonthName.month(texts[1]) {
      add(.dayNameYear, CalendarDate(year: year, month: month, day: day))
    } else if let day = numbers[1], let month = MonthName.month(texts[0]) {
      add(.nameDayYear, CalendarDate(year: year, month: month, day: day))
    }
  }

  private static func number(_ text: String, _ digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  private static func full(_ text: String) -> Int? { number(text, 4...4) }

  /// n of Qn, or of the French Tn.
  private static func quarter(_ text: String) -> Int? {
    guard let letter = text.first, "QqTt".contains(letter), let value = number(String(text.dropFirst()), 1...1) else {
      return nil
    }
    return (1...4).contains(value) ? value : nil
  }

  /// A date without a time that is midnight; the whole text where there is no such time.
  private static func withoutMidnight(_ text: String) -> (date: String, hasTime: Bool) {
    guard let index = text.lastIndex(where: { $0 == "T" || $0 == " " }), index > text.startIndex else {
      return (text, false)
    }
    var time = text[text.index(after: index)...]
    guard time.contains(":") else { return (text, false) }
    for zone in ["Z", "+00:00", "+0000"] where time.hasSuffix(zone) {
      time = time.dropLast(zone.count)
      break
    }
    guard time.allSatisfy({ "0:.".contains($0) }), time.first == "0" else { return (text, false) }
    return (String(text[..<index]), true)
  }

  /// The parts of a date and the one separator between them.
  private struct Parts {
    var texts: [String] = []
    var separator = ""

    init?(_ text: String) {
      var separators: Set<String> = []
      var between = ""
      for character in text {
        if character.isLetter || character.isNumber {
          if !between.isEmpty || texts.isEmpty {
            if !texts.isEmpty { separators.insert(between) }
            texts.append("")
            between = ""
          }
          texts[texts.count - 1].append(character)
        } else {
          guard "-/. ,\u{A0}".contains(character), between.count < 2, !texts.isEmpty else { return nil }
          between.append(character)
        }
      }
      // A dot that ends an abbreviation is no separator: "janv. 2020".
      let names = separators.map { $0 == ". " || $0 == ", " || $0 == "\u{A0}" ? " " : $0 }
      guard between.isEmpty, Set(names).count <= 1, (names.first ?? "").count <= 1 else { return nil }
      separator = names.first ?? ""
    }
  }
}

/// The order of day and month, or the way of counting days, that a user states.
public enum DateOrder: String, Sendable, CaseIterable {
  /// The day first.
  case dayFirst = "dmy"
  /// The month first.
  case monthFirst = "mdy"
  /// Days as spreadsheets count them.
  case serial
}

/// Names of months in English and French.
enum MonthName {
  /// English, French, German, Spanish, Portuguese, Italian and Dutch.
  private static let names = [
    "january february march april may june july august september october november december",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "janner feber mrt april mai juni juli august set okt nov dez",
  ].map { $0.split(separator: " ").map(String.init) }

  /// The month of a name or of its first three letters or more, where no other month begins with them.
  static func month(_ text: String) -> Int? {
    var folded = ""
    for character in text.lowercased() {
      switch character {
      case "é", "è": folded.append("e")
      case "û": folded.append("u")
      case "ä": folded.append("a")
      case "ç": folded.append("c")
      case "a"..."z": folded.append(character)
      default: return nil
      }
    }
    guard folded.count >= 3 else { return nil }
    var found: Set<Int> = []
    for language in names {
      for (index, name) in language.enumerated() where name.hasPrefix(folded) { found.insert(index + 1) }
    }
    return found.count == 1 ? found.first : nil
  }
}
