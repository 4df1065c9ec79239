/// Reads a text line by line, in memory that does not grow.
package final class LineReader {
  private let input: InputFile
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)
  private var rest: [UInt8]
  private var start = 0
  private var isAtEnd = false
  /// The number of the line that was read last, counted from 1.
  package private(set) var line = 0

  /// A longer line than any row has.
  private static let longest = 1 << 26

  /// - Parameters:
  ///   - input: the file.
  ///   - beginning: bytes that were read from it before.
  package init(_ input: InputFile, beginning: [UInt8] = []) {
    self.input = input
    rest = beginning
  }

  /// The next line without its end; nil at the end.
  ///
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)`` or ``SeriesIOError/lineTooLong(file:line:limit:)``.
  package func next() throws(SeriesIOError) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let feed = rest[searched...].firstIndex(of: 0x0A) {
        defer { start = feed + 1 }
        line += 1
        return rest[start..<(feed > start && rest[feed - 1] == 0x0D ? feed - 1 : feed)]
      }
      if isAtEnd {
        guard start < rest.count else { return nil }
        defer { start = rest.count }
        line += 1
        return rest[start...]
      }
      rest.removeSubrange(..<start)
      start = 0
      searched = rest.count
      guard rest.count < Self.longest else {
        throw .lineTooLong(file: input.name, line: line + 1, limit: Self.longest)
      }
      let count = try input.read(into: &buffer)
      isAtEnd = count == 0
      rest.append(contentsOf: buffer[..<count])
    }
  }
}
