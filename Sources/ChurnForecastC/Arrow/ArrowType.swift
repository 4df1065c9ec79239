/// What a column holds, by the format string of Arrow's C data interface.
enum ArrowType: Equatable {
  /// Whole numbers: bytes each, signed or not.
  case integer(bytes: Int, isSigned: Bool)
  /// Floating-point numbers: 4 or 8 bytes each.
  case float(bytes: Int)
  /// Whole numbers of 16 bytes divided by a power of ten.
  case decimal(scale: Int)
  /// One bit each.
  case boolean
  /// Texts between offsets of 4 or 8 bytes.
  case text(offsetBytes: Int)
  /// Texts as views: short ones in place, long ones in further buffers.
  case textView
  /// Days since 1970 (4 bytes).
  case days
  /// Ticks since 1970 (8 bytes); as many of them make a day.
  case ticks(perDay: Int64)
  /// No value at all.
  case null

  /// The type of a format; nil for one that is not read.
  ///
  /// - Parameters:
  ///   - format: as in the schema.
  ///   - column: the column, for messages.
  /// - Throws: ``TableError/timeZone(column:zone:)``.
  init?(_ format: String, column: String) throws(TableError) {
    switch format {
    case "c": self = .integer(bytes: 1, isSigned: true)
    case "C": self = .integer(bytes: 1, isSigned: false)
    case "s": self = .integer(bytes: 2, isSigned: true)
    case "S": self = .integer(bytes: 2, isSigned: false)
    case "i": self = .integer(bytes: 4, isSigned: true)
    case "I": self = .integer(bytes: 4, isSigned: false)
    case "l": self = .integer(bytes: 8, isSigned: true)
    case "L": self = .integer(bytes: 8, isSigned: false)
    case "f": self = .float(bytes: 4)
    case "g": self = .float(bytes: 8)
    case "b": self = .boolean
    case "u": self = .text(offsetBytes: 4)
    case "U": self = .text(offsetBytes: 8)
    case "vu": self = .textView
    case "tdD": self = .days
    case "tdm": self = .ticks(perDay: 86_400_000)
    case "n": self = .null
    default:
      if format.hasPrefix("d:") {
        let parts = format.dropFirst(2).split(separator: ",")
        guard parts.count == 2 || parts.count == 3 && parts[2] == "128", let scale = Int(parts[1]),
          (-38...38).contains(scale)
        else { return nil }
        self = .decimal(scale: scale)
        return
      }
      let units: [Character: Int64] = ["s": 86_400, "m": 86_400_000, "u": 86_400_000_000, "n": 86_400_000_000_000]
      guard format.hasPrefix("ts"), let unit = format.dropFirst(2).first, let ticks = units[unit],
        format.dropFirst(3).first == ":"
      else { return nil }
      let zone = format.dropFirst(4)
      guard zone.isEmpty else { throw .timeZone(column: column, zone: String(zone)) }
      self = .ticks(perDay: ticks)
    }
  }

  /// The numbers of buffers that a column may have, the validity among them.
  var buffers: ClosedRange<Int64> {
    switch self {
    // None, as specified; some give an empty validity.
    case .null: 0...1
    case .integer, .float, .decimal, .boolean, .days, .ticks: 2...2
    case .text: 3...3
    // Views, any number of buffers for their texts, and the lengths of these.
    case .textView: 3...1_000_000
    }
  }
}
