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
  /// A symbolic link is followed and the permissions of an existing file are kept. What is no regular file (a pipe, a
  /// device) is written to as it is.
  ///
  /// - Parameters:
  ///   - text: the contents.
  ///   - path: where to.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``; nothing is left behind.
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
      let reason = systemReason()
      _ = unsafe unlink(temporary)
      throw .cannotWrite(file: path, reason: reason)
    }
  }

  /// Opens, writes, forces to the disk and closes; `path` is how messages call the file.
  private static func write(
    _ bytes: [UInt8], to file: String, flags: Int32, permissions: mode_t, _ path: String
  ) throws(SeriesIOError) {
    let descriptor = unsafe open(file, flags | O_CLOEXEC, permissions & 0o777)
    guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: systemReason()) }
    // The mask of the process must not narrow the permissions that the old file had.
    if flags & O_CREAT != 0, permissions != 0o644 { fchmod(descriptor, permissions & 0o777) }
    var failure = writeAll(bytes[...], to: descriptor) ? nil : systemReason()
    // Pipes and devices cannot be forced to a disk, and say so by EINVAL.
    if failure == nil, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS, errno != ENOTSUP {
      failure = systemReason()
    }
    if close(descriptor) != 0, failure == nil { failure = systemReason() }
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
  public static func print(_ text: String) throws(SeriesIOError) {
    guard writeAll(Array(text.utf8)[...], to: STDOUT_FILENO) else {
      throw .cannotWrite(file: "standard output", reason: systemReason())
    }
  }

  /// Writes bytes to standard output.
  ///
  /// - Parameter bytes: what to write.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``, for example when the disk is full or the reader is gone.
  public static func print(_ bytes: [UInt8]) throws(SeriesIOError) {
    guard writeAll(bytes[...], to: STDOUT_FILENO) else {
      throw .cannotWrite(file: "standard output", reason: systemReason())
    }
  }

  /// Writes all bytes; false, with the reason in errno, where that fails.
  static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
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
}

/// write(2), under a name that does not collide with ``TextFile/write(_:to:)``.
private let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { unsafe write($0, $1, $2) }
