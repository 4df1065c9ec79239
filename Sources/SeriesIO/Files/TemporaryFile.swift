#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file without a name, gone with the program: bytes are added at its end and read from anywhere.
final class TemporaryFile {
  private let descriptor: Int32
  private let folder: String
  private var size = 0

  init() throws(SeriesIOError) {
    folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    // Bounded by the zero with which the array ends, as mkstemp expects; its name is new and cannot be a link.
    var template = Array("\(folder)/churn-forecast-XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw .cannotWrite(file: folder, reason: SystemCall.reason) }
    _ = unsafe unlink(template)
  }

  deinit { close(descriptor) }

  /// Adds bytes.
  ///
  /// - Returns: where they are in the file.
  func append(_ bytes: [UInt8]) throws(SeriesIOError) -> Range<Int> {
    guard SystemCall.write(bytes[...], to: descriptor) else {
      throw .cannotWrite(file: folder, reason: SystemCall.reason)
    }
    defer { size += bytes.count }
    return size..<(size + bytes.count)
  }

  /// Reads bytes to the end of an array.
  func read(_ range: Range<Int>, into bytes: inout [UInt8]) throws(SeriesIOError) {
    let start = bytes.count - range.lowerBound
    bytes.append(contentsOf: repeatElement(0, count: range.count))
    var next = range.lowerBound
    while next < range.upperBound {
      // Bounded by the zeros just added.
      let found = unsafe bytes.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress?.advanced(by: start + next), range.upperBound - next, off_t(next))
      }
      if found < 0, errno == EINTR { continue }
      guard found > 0 else {
        throw .cannotRead(file: "temporary file", reason: found < 0 ? SystemCall.reason : "it is too short")
      }
      next += found
    }
  }
}
