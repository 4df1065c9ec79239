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
  /// - Parameter path: its path; `-` for standard input.
  /// - Returns: all its bytes.
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)``.
  public static func bytes(of path: String) throws(SeriesIOError) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(file: path, reason: SystemCall.reason) }
    defer { if path != "-" { close(descriptor) } }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe SystemCall.read(descriptor, into: $0) }
      if count == 0 { return result }
      if count < 0 { throw .cannotRead(file: path, reason: SystemCall.reason) }
      result.append(contentsOf: buffer[..<count])
    }
  }

  /// The text of a UTF-8 file, without its byte-order mark.
  ///
  /// - Parameter path: its path; `-` for standard input.
  /// - Returns: its text.
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)``, or ``SeriesIOError/notUTF8(file:)``.
  public static func text(of path: String) throws(SeriesIOError) -> String {
    let bytes = try bytes(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(file: path)
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Writes a file under a temporary name beside it, forces it to the disk and renames it: readers see the old file or
  /// the new one, never a part.
  ///
  /// A symbolic link is followed and the permissions of an existing file are kept. Anything that is not a regular file
  /// (a pipe, a device) is written to directly.
  ///
  /// - Parameters:
  ///   - text: the contents.
  ///   - path: where to.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``; no partial file remains.
  public static func write(_ text: String, to path: String) throws(SeriesIOError) {
    let bytes = Array(text.utf8)
    let target = resolved(path) ?? path
    let mode = fileMode(of: target)
    if let mode, mode & S_IFMT != S_IFREG {
      try write(bytes, to: target, flags: O_WRONLY, permissions: 0, path)
      return
    }
    let temporary = "\(target).\(getpid()).tmp"
    _ = unsafe unlink(temporary)
    do {
      try write(bytes, to: temporary, flags: O_WRONLY | O_CREAT | O_EXCL, permissions: mode ?? 0o644, path)
    } catch {
      _ = unsafe unlink(temporary)
      throw error
    }
    guard unsafe rename(temporary, target) == 0 else {
      let reason = SystemCall.reason
      _ = unsafe unlink(temporary)
      throw .cannotWrite(file: path, reason: reason)
    }
  }

  /// Opens, writes, forces to the disk and closes; `path` is the file's name in messages.
  private static func write(
    _ bytes: [UInt8], to file: String, flags: Int32, permissions: mode_t, _ path: String
  ) throws(SeriesIOError) {
    let descriptor = unsafe open(file, flags | O_CLOEXEC, permissions & 0o777)
    guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: SystemCall.reason) }
    // The mask of the process must not narrow the permissions that the old file had.
    if flags & O_CREAT != 0, permissions != 0o644 { fchmod(descriptor, permissions & 0o777) }
    var failure = SystemCall.write(bytes[...], to: descriptor) ? nil : SystemCall.reason
    if failure == nil, !SystemCall.sync(descriptor) { failure = SystemCall.reason }
    if close(descriptor) != 0, failure == nil { failure = SystemCall.reason }
    if let failure { throw .cannotWrite(file: path, reason: failure) }
  }

  /// Whether a file or folder exists at a path.
  public static func exists(_ path: String) -> Bool { fileMode(of: path) != nil }

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
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  private static func fileMode(of path: String) -> mode_t? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode : nil
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
      throw .cannotWrite(file: "standard output", reason: SystemCall.reason)
    }
  }
}
