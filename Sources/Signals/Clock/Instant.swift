/// A moment, to the second.
public struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Seconds since the beginning of 1970 in UTC, without leap seconds.
  public let seconds: Int

  /// A moment.
  public init(seconds: Int) { self.seconds = seconds }

  /// The beginning of year 0 and the end of year 9999, which four digits can write.
  static let calendar = -62_167_219_200...253_402_300_799

  /// ISO 8601 in UTC, such as `2023-03-01T10:45:00Z`.
  public var description: String { CivilTime(seconds: seconds).text(separator: "T") + "Z" }

  /// Earlier moments come first.
  public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}

extension Instant {
  /// A moment that an option states.
  ///
  /// - Parameters:
  ///   - text: ISO 8601; without a zone, clocks of this zone.
  ///   - zone: the zone.
  ///   - option: the name of the option, for messages.
  /// - Throws: ``SignalError/badOption(_:value:)``.
  public init(parsing text: String, zone: ClockZone, option: String) throws(SignalError) {
    switch TimeText(Array(text.utf8)[...]) {
    case .absolute(let seconds): self.init(seconds: seconds)
    case .local(let seconds): self.init(seconds: zone.seconds(local: seconds))
    case nil: throw .badOption(option, value: text)
    }
  }
}
