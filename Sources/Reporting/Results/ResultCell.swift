import Series

/// One value of a result, and its text for people.
public struct ResultCell: Sendable, Equatable {
  /// The content of a cell.
  package indirect enum Content: Sendable, Equatable {
    case missing
    case text(String)
    case number(Double, NumberFormat)
    case count(Int)
    case month(Month)
    case flag(Bool)
    case interval(ResultCell, ResultCell)
  }

  package let content: Content
  /// The text shown to people instead of the value.
  private let words: String?

  private init(_ content: Content, words: String? = nil) {
    self.content = content
    self.words = words
  }

  /// A cell of text, or of a number that is shown to people as this text.
  ///
  /// - Parameters:
  ///   - text: the text for people.
  ///   - value: the number, the same as in JSON; nil for text.
  public init(_ text: String, value: Double? = nil) {
    self = value.map { ResultCell(.number($0, .significant(4)), words: text) } ?? ResultCell(.text(text))
  }

  /// The text for people.
  public var text: String {
    if let words { return words }
    return switch content {
    case .missing: ""
    case .text(let text): text
    case .number(let value, let format): format.text(value)
    case .count(let count): "\(count)"
    case .month(let month): "\(month)"
    case .flag(let flag): flag ? "true" : "false"
    case .interval(let lower, let upper): NumberText.interval(lower.text, upper.text)
    }
  }

  /// The number for machines; nil for text, intervals, and numbers that are not finite.
  public var value: Double? {
    switch content {
    case .number(let value, let format): value.isFinite ? format.exact(value) : nil
    case .count(let count): Double(count)
    case .missing, .text, .month, .flag, .interval: nil
    }
  }

  /// The two ends of an interval, else the cell itself.
  package var parts: [ResultCell] {
    if case .interval(let lower, let upper) = content { return [lower, upper] }
    return [self]
  }

  /// The value for CSV; nothing for a number that is not finite. An interval has one for each of its ``parts``.
  package var machineText: String {
    switch content {
    case .missing, .interval: ""
    case .text(let text): text
    case .number(let value, let format): format.machineText(value)
    case .count(let count): "\(count)"
    case .month(let month): "\(month)"
    case .flag(let flag): flag ? "true" : "false"
    }
  }

  /// The count of users; nil for anything else, and for one with a text of its own.
  var users: Double? {
    guard words == nil, case .number(let value, let format) = content else { return nil }
    return switch format {
    case .users, .signedUsers, .amount, .signedAmount: value
    case .significant, .decimals, .percent, .probability: nil
    }
  }

  /// The same cell with its counts of users written in another way.
  func written(_ text: (Double) -> String) -> ResultCell {
    if words == nil, case .interval(let lower, let upper) = content {
      return .interval(lower.written(text), upper.written(text))
    }
    guard let users, users.isFinite, case .number(_, let format) = content else { return self }
    let isSigned = format == .signedUsers || format == .signedAmount
    return shown(as: (isSigned && users > 0 ? "+" : "") + text(users))
  }

  /// The same value with another text for people.
  package func shown(as words: String) -> ResultCell { ResultCell(content, words: words) }
}

extension ResultCell {
  /// No value; people see the text.
  package static func missing(_ words: String = "") -> ResultCell { ResultCell(.missing, words: words) }

  /// A name or other text; missing for nil.
  package static func text(_ text: String?) -> ResultCell { text.map { ResultCell(.text($0)) } ?? missing() }

  /// A number; missing for nil.
  package static func number(_ value: Double?, _ format: NumberFormat) -> ResultCell {
    value.map { ResultCell(.number($0, format)) } ?? missing()
  }

  /// A number with four significant digits; missing for nil.
  package static func number(_ value: Double?) -> ResultCell { number(value, .significant(4)) }

  /// A count of users; whole users for machines.
  package static func users(_ count: Double) -> ResultCell { number(count, .users) }

  /// A difference of users with its sign.
  package static func signedUsers(_ count: Double) -> ResultCell { number(count, .signedUsers) }

  /// A fraction as a percentage with this number of decimals.
  package static func percent(_ fraction: Double, _ decimals: Int = 0) -> ResultCell {
    number(fraction, .percent(decimals))
  }

  /// A whole number.
  package static func count(_ count: Int) -> ResultCell { ResultCell(.count(count)) }

  /// A month; missing for nil, which is shown to people as the text.
  package static func month(_ month: Month?, orElse words: String = "") -> ResultCell {
    month.map { ResultCell(.month($0)) } ?? missing(words)
  }

  /// A yes or no.
  package static func flag(_ flag: Bool) -> ResultCell { ResultCell(.flag(flag)) }

  /// Two ends.
  package static func interval(_ lower: ResultCell, _ upper: ResultCell) -> ResultCell {
    ResultCell(.interval(lower, upper))
  }

  /// Two ends of the same unit.
  package static func interval(_ lower: Double, _ upper: Double, _ format: NumberFormat) -> ResultCell {
    interval(number(lower, format), number(upper, format))
  }

  /// A range; missing for nil.
  package static func interval(_ range: ClosedRange<Double>?, _ format: NumberFormat) -> ResultCell {
    range.map { interval($0.lowerBound, $0.upperBound, format) } ?? missing()
  }
}
