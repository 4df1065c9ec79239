#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whole files, read at once, and written complete or not at all.
public enum TextFile {
  /// More bytes than any table of months, saved fit or manifest has.
  public static let usualLimit = 1 << 25

  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - path: its path; `-` for standard input.
  ///   - limit: the number of bytes that it may have; no more are read.
  /// - Returns: all its bytes.
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)``, or ``SeriesIOError/tooLarge(file:limit:)``.
  public static func bytes(of path: String, limit: Int = usualLimit) throws(SeriesIOError) -> [UInt8] {
    let input = try InputFile(path: path)
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = try input.read(into: &buffer), count > 0 {
      guard result.count + count <= limit else { throw .tooLarge(file: path, limit: limit) }
      result.append(contentsOf: buffer[..<count])
    }
    return result
  }

  /// The text of a UTF-8 file, without its byte-order mark.
  ///
  /// - Parameters:
  ///   - path: its path; `-` for standard input.
  ///   - limit: the number of bytes that it may have; no more are read.
  /// - Returns: its text.
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)``, ``SeriesIOError/tooLarge(file:limit:)`` or
  ///   ``SeriesIOError/notUTF8(file:)``.
  public static func text(of path: String, limit: Int = usualLimit) throws(SeriesIOError) -> String {
    var bytes = try bytes(of: path, limit: limit)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(file: path) }
    return text
  }

  /// Writes a file, complete or not at all (see ``OutputFile``).
  ///
  /// - Parameters:
  ///   - text: the contents.
  ///   - path: where to.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``; no partial file remains.
  public static func write(_ text: String, to path: String) throws(SeriesIOError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes a file, complete or not at all (see ``OutputFile``).
  ///
  /// - Parameters:
  ///   - bytes: the contents.
  ///   - path: where to.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``; no partial file remains.
  public static func write(_ bytes: [UInt8], to path: String) throws(SeriesIOError) {
    let file = try OutputFile(path: path)
    try file.append(bytes)
    try file.finish()
  }

  /// Whether a file or folder exists at a path.
  public static func exists(_ path: String) -> Bool { FileStatus(path) != nil }

  /// Whether a regular file exists at a path, perhaps through a link: reading it cannot wait for anyone.
  public static func isFile(_ path: String) -> Bool { FileStatus(path)?.isRegular == true }

  /// Whether two paths lead to the same existing file.
  ///
  /// - Parameters:
  ///   - first: a path.
  ///   - second: another path.
  /// - Returns: false also where one does not exist.
  public static func isSame(_ first: String, _ second: String) -> Bool {
    guard let first = resolved(first), let second = resolved(second) else { return false }
    return first == second
  }

  /// The path without symbolic links; nil if nothing exists there.
  private static func resolved(_ path: String) -> String? {
    // Bounded by the zeros that end both paths; the second is allocated by the system.
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// Writes text to standard output.
  ///
  /// - Parameter text: what to write.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``, for example when the disk is full or the reader is gone.
  public static func print(_ text: String) throws(SeriesIOError) { try print(Array(text.utf8)) }

  /// Writes bytes to standard output.
  ///
  /// - Parameter bytes: what to write.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``, for example when the disk is full or the reader is gone.
  public static func print(_ bytes: [UInt8]) throws(SeriesIOError) {
    guard SystemCall.write(bytes[...], to: STDOUT_FILENO) else {
      if errno == EPIPE { throw .readerGone }
      throw .cannotWrite(file: "standard output", reason: SystemCall.reason)
    }
  }
}
