import SeriesIO

/// The values of a file of JSON: one a line, or those of one document, which is then read as a whole.
struct JSONRows {
  /// How messages call the file.
  let file: String
  private let reader: LineReader

  /// - Parameters:
  ///   - input: a file.
  ///   - beginning: what was read from it before.
  init(_ input: InputFile, beginning: [UInt8]) {
    file = input.name
    reader = LineReader(input, beginning: beginning)
  }

  /// Calls with the values of lines, or with the whole document, which has no line.
  ///
  /// - Parameter body: takes a value and its line.
  /// - Throws: ``SignalError``, or what the body throws.
  func forEach(_ body: (JSONValue, Int?) throws(SignalError) -> Void) throws(SignalError) {
    var held: [UInt8] = []
    var isByLine: Bool?
    while let line = try SignalError.wrap({ () throws(SeriesIOError) in try reader.next() }) {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      if isByLine == nil {
        // An object that ends in its line begins a file with an object a line.
        isByLine = line.first == UInt8(ascii: "{") && (try? JSONValue.read(Array(line), file: file, line: 1)) != nil
      }
      if isByLine == true {
        try body(JSONValue.read(Array(line), file: file, line: reader.line), reader.line)
      } else {
        guard held.count + line.count < TextFile.usualLimit * 8 else {
          throw .file(.tooLarge(file: file, limit: TextFile.usualLimit * 8))
        }
        held += line
        held.append(0x0A)
      }
    }
    if !held.isEmpty { try body(JSONValue.read(held, file: file, line: nil), nil) }
  }
}
