import Series

/// A way of writing numbers: what groups thousands, and what is before decimals.
package struct NumberNotation: Sendable, Hashable, CustomStringConvertible {
  /// What groups thousands; nil for nothing.
  let thousands: Character?
  /// What is before decimals.
  let decimal: Character

  /// That of programming languages.
  static let plain = NumberNotation(thousands: nil, decimal: ".")
  /// All of them; the plain one first.
  static let all: [NumberNotation] = [
    plain, NumberNotation(thousands: nil, decimal: ","), NumberNotation(thousands: ",", decimal: "."),
    NumberNotation(thousands: ".", decimal: ","),
    NumberNotation(thousands: " ", decimal: "."), NumberNotation(thousands: " ", decimal: ","),
    NumberNotation(thousands: "'", decimal: "."), NumberNotation(thousands: "'", decimal: ","),
  ]

  /// How it is written.
  package var description: String {
    let decimals = decimal == "," ? "a comma before decimals" : "a point before decimals"
    switch thousands {
    case ",": return "commas between thousands"
    case ".": return "points between thousands"
    case " ": return "blanks between thousands, \(decimals)"
    case "'": return "apostrophes between thousands"
    default: return decimals
    }
  }

  /// The number that digits denote.
  ///
  /// - Parameter text: digits, separators, a sign, perhaps an exponent.
  /// - Returns: nil where it is not written in this way, or beyond the range of numbers.
  func value(of text: String) -> Double? {
    if self == .plain { return SeriesFile.number(text) }
    var rest = text[...]
    var plain = ""
    if let sign = rest.first, sign == "-" || sign == "+" {
      plain.append(sign)
      rest = rest.dropFirst()
    }
    let parts = rest.split(separator: decimal, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2 else { return nil }
    if let thousands {
      let groups = whole.split(separator: thousands, omittingEmptySubsequences: false)
      if groups.count > 1 {
        guard (1...3).contains(groups[0].count), groups[0].first != "0",
          groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
      }
      plain += groups.joined()
    } else {
      plain += whole
    }
    guard let last = plain.utf8.last, (48...57).contains(last),
      plain.utf8.dropFirst(plain.hasPrefix("-") || plain.hasPrefix("+") ? 1 : 0).allSatisfy({ (48...57).contains($0) })
    else { return nil }
    if parts.count == 2 {
      guard let digit = parts[1].first, digit.isNumber else { return nil }
      plain += "." + parts[1]
    }
    return SeriesFile.number(plain)
  }
}

/// A cell without what surrounds its digits.
struct NumberCell: Sendable {
  /// Digits and separators; blanks of any kind are plain ones.
  let digits: String
  /// Whether a percent sign follows.
  let isPercent: Bool
  /// The factor of a letter that follows: k, M, B.
  let factor: Double
  /// The currency sign; nil for none.
  let currency: Character?

  /// Words for what was not observed.
  static let missing: Set<String> = [
    "na", "n/a", "n.a.", "n. a.", "nd", "n.d.", "n. d.", "k.a.", "k. a.", "n.v.", "s/d", "null", "nil", "none", "nan",
    "-", "–",
    "—", "#n/a", ".", "...", "…", "?",
  ]

  /// Takes a cell apart.
  init(_ cell: String) {
    var text = String(
      cell.map { character -> Character in
        switch character {
        case "\u{A0}", "\u{2009}", "\u{202F}", "\u{2007}": " "
        case "\u{2212}": "-"
        case "\u{2019}": "'"
        default: character
        }
      }
    ).trimmed
    var sign = ""
    func takeSign() {
      if let first = text.first, first == "-" || first == "–" {
        sign = "-"
        text = String(text.dropFirst()).trimmed
      }
    }
    takeSign()
    var currency: Character?
    if let first = text.first, Self.currencies.contains(first) {
      currency = first
      text = String(text.dropFirst()).trimmed
      takeSign()
    }
    if let last = text.last, Self.currencies.contains(last) {
      currency = last
      text = String(text.dropLast()).trimmed
    }
    isPercent = text.last == "%"
    if isPercent { text = String(text.dropLast()).trimmed }
    var factor = 1.0
    for (ending, size) in Self.factors where text.lowercased().hasSuffix(ending) && text.count > ending.count {
      factor = size
      text = String(text.dropLast(ending.count)).trimmed
      break
    }
    self.factor = factor
    self.currency = currency
    digits = sign + text
  }

  private static let currencies: Set<Character> = ["$", "€", "£", "¥"]
  private static let factors: [(String, Double)] = [
    ("mio", 1e6), ("mn", 1e6), ("bn", 1e9), ("k", 1e3), ("m", 1e6), ("b", 1e9),
  ]
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    guard let end = start.lastIndex(where: { $0 != " " }) else { return "" }
    return String(start[...end])
  }
}
