import SeriesIO

/// A file of raw signals at its first row: CSV or JSON, told apart by the first byte that is no blank.
enum SignalInput {
  case table(RecordReader)
  case json(JSONRows)

  /// - Parameter path: the file; `-` is standard input.
  /// - Throws: ``SignalError``.
  init(_ path: String) throws(SignalError) {
    let input = try SignalError.wrap { () throws(SeriesIOError) in try InputFile(path: path) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var beginning: [UInt8] = []
    while true {
      let count = try SignalError.wrap { () throws(SeriesIOError) in try input.read(into: &buffer) }
      beginning += buffer[..<count]
      if count == 0 || beginning.contains(where: { $0 > 0x20 && $0 < 0x80 }) { break }
    }
    let first = beginning.first { $0 > 0x20 && $0 < 0x80 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      self = .json(JSONRows(input, beginning: beginning))
    } else {
      let bytes = beginning
      self = .table(
        try SignalError.wrap { () throws(SeriesIOError) in try RecordReader(input, beginning: bytes) })
    }
  }
}
