#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whole files, read at once, and written complete or not at all.
public enum TextFile {
  /// The bytes of a file.
  ///
  /// - Parameter path: where it is; `-` for standard input.
  /// - Returns: all its bytes.
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)``.
  public static func bytes(of path: String) throws(SeriesIOError) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(file: path, reason: systemReason()) }
    defer { if path != "-" { close(descriptor) } }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count == 0 { return result }
      if count < 0 {
        if errno == EINTR { continue }
        throw .cannotRead(file: path, reason: systemReason())
      }
      result.append(contentsOf: buffer[..<count])
    }
  }

  /// The text of a UTF-8 file, without its byte-order mark.
  ///
  /// - Parameter path: where it is; `-` for standard input.
  /// - Returns: its text.
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)``, or ``SeriesIOError/notText(file:line:reason:)``.
  public static func text(of path: String) throws(SeriesIOError) -> String {
    let bytes = try bytes(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notText(file: path, line: 1, reason: "the file is not UTF-8 text")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Writes a file under a temporary name beside it, forces it to the disk and renames it: readers see the old file or
  /// the new one, never a part.
  ///
  /// - Parameters:
  ///   - text: the contents.
  ///   - path: where to.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``; nothing is left behind.
  public static func write(_ text: String, to path: String) throws(SeriesIOError) {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: systemReason()) }
    let complete = writeAll(Array(text.utf8), to: descriptor) && fsync(descriptor) == 0
    let reason = systemReason()
    let closed = close(descriptor) == 0
    guard complete, closed, unsafe rename(temporary, path) == 0 else {
      let failure = complete ? systemReason() : reason
      _ = unsafe unlink(temporary)
      throw .cannotWrite(file: path, reason: failure)
    }
  }

  /// Writes text to standard output.
  ///
  /// - Parameter text: what to write.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``, for example when the disk is full or the reader is gone.
  public static func print(_ text: String) throws(SeriesIOError) {
    guard writeAll(Array(text.utf8), to: STDOUT_FILENO) else {
      throw .cannotWrite(file: "standard output", reason: systemReason())
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      var rest = unsafe buffer[...]
      while let start = unsafe rest.first.map({ _ in unsafe rest.startIndex }) {
        let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
        let count = unsafe systemWrite(descriptor, part.baseAddress, part.count)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        unsafe rest = buffer[(start + count)...]
      }
      return true
    }
  }

  private static func systemReason() -> String {
    unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "unknown reason"
  }
}

/// write(2), under a name that does not collide with ``TextFile/write(_:to:)``.
private let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { unsafe write($0, $1, $2) }
