/// A calendar month, stored as a count so that months can be subtracted.
public struct Month: Hashable, Comparable, Strideable, Sendable, CustomStringConvertible, Codable {
  /// Months since January of year 0.
  public let ordinal: Int

  /// The month with a given count since January of year 0.
  public init(ordinal: Int) { self.ordinal = ordinal }

  /// A month of a year.
  ///
  /// - Parameters:
  ///   - year: 0 … 9999.
  ///   - month: 1 (January) … 12 (December).
  public init(year: Int, month: Int) {
    // Cannot trap: texts are checked before, and all other months are written in the program.
    precondition((1...12).contains(month), "a month must be between 1 and 12")
    ordinal = year * 12 + month - 1
  }

  /// The month that a text denotes: `YYYY-MM`; `YYYY-MM-DD`; `YYYY-Qn` or `YYYYQn`, the last month of the quarter;
  /// `YYYY`, December.
  ///
  /// - Parameter text: one of these forms, without spaces; anything else gives nil.
  public init?(parsing text: some StringProtocol) {
    if text.utf8.count == 6, let letter = text.dropFirst(4).first, letter == "Q" || letter == "q" {
      self.init(parsing: text.prefix(4) + "-" + text.suffix(2))
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first.flatMap({ Self.digits($0, count: 4) }) else { return nil }
    switch parts.count {
    case 1: self.init(year: year, month: 12)
    case 2:
      if let letter = parts[1].first, letter == "Q" || letter == "q" {
        guard let quarter = Self.digits(parts[1].dropFirst(), count: 1), (1...4).contains(quarter) else { return nil }
        self.init(year: year, month: quarter * 3)
      } else {
        guard let month = Self.digits(parts[1], count: 2), (1...12).contains(month) else { return nil }
        self.init(year: year, month: month)
      }
    case 3:
      guard let month = Self.digits(parts[1], count: 2), (1...12).contains(month),
        let day = Self.digits(parts[2], count: 2), (1...Self.days(in: month, of: year)).contains(day)
      else { return nil }
      self.init(year: year, month: month)
    default: return nil
    }
  }

  private static func digits(_ text: some StringProtocol, count: Int) -> Int? {
    guard text.utf8.count == count, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// January of year 0 and December of year 9999: what `YYYY-MM` can write, so that a reader understands it.
  public static let calendar = Month(ordinal: 0)...Month(year: 9999, month: 12)

  /// The year.
  public var year: Int { ordinal >= 0 ? ordinal / 12 : (ordinal - 11) / 12 }
  /// The month of the year, 1 … 12.
  public var monthOfYear: Int { ordinal - year * 12 + 1 }

  /// `YYYY-MM`; a year before 0 has a sign.
  public var description: String {
    let digits = String(abs(year))
    return (year < 0 ? "-" : "") + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      + (monthOfYear < 10 ? "-0" : "-")
      + String(monthOfYear)
  }

  /// Earlier months come first.
  public static func < (left: Month, right: Month) -> Bool { left.ordinal < right.ordinal }
  /// Months from this one to another.
  public func distance(to other: Month) -> Int { other.ordinal - ordinal }
  /// The month n months later.
  public func advanced(by n: Int) -> Month { Month(ordinal: ordinal + n) }

  /// English abbreviations of the twelve months.
  public static let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension Month {
  /// Reads a month written as `YYYY-MM`.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let month = Month(parsing: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is not a month"))
    }
    self = month
  }

  /// Writes the month as `YYYY-MM`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
