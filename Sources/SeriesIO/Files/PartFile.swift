import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that grows under a temporary name until it is complete.
public final class PartFile: Sendable {
  private let final: String
  private let temporary: String
  /// −1 once the file is closed.
  private let descriptor: Mutex<Int32>

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - folder: where it will be.
  ///   - name: its name there, perhaps in a folder inside.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``, also where something else than a file has one
  ///   of its names, such as a link or a device.
  public init(_ folder: OutputFolder, _ name: String) throws(SeriesIOError) {
    final = "\(folder.path)/\(name)"
    temporary = final + OutputFolder.unfinished
    try OutputFolder.checkRegular(final)
    // Bounded: the system reads the path up to its zero.
    let opened = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard opened >= 0 else { throw .cannotWrite(file: final, reason: SystemCall.reason) }
    descriptor = Mutex(opened)
  }

  deinit { shut() }

  /// Gives the descriptor back, once.
  private func shut() {
    descriptor.withLock { descriptor in
      if descriptor >= 0 { close(descriptor) }
      descriptor = -1
    }
  }

  /// Appends bytes; if that fails, nothing of the file is left.
  public func append(_ bytes: [UInt8]) throws(SeriesIOError) { try append(bytes[...]) }

  /// Appends some of an array's bytes; if that fails, nothing of the file is left.
  public func append(_ bytes: ArraySlice<UInt8>) throws(SeriesIOError) {
    guard descriptor.withLock({ SystemCall.write(bytes, to: $0) }) else { throw failed() }
  }

  /// Forces what is written so far to the disk, leaving less for the end; if that fails, nothing of the file is left.
  public func flush() throws(SeriesIOError) {
    guard descriptor.withLock({ SystemCall.sync($0) }) else { throw failed() }
  }

  /// Forces the file to the disk and gives it its name. The folder must be forced too.
  public func finish() throws(SeriesIOError) {
    try flush()
    shut()
    // Bounded: the system reads the paths up to their zeros.
    guard unsafe rename(temporary, final) == 0 else { throw failed() }
  }

  /// Abandons the file and returns the error that says why.
  private func failed() -> SeriesIOError {
    let reason = SystemCall.reason
    // Bounded: the system reads the path up to its zero.
    _ = unsafe unlink(temporary)
    return .cannotWrite(file: final, reason: reason)
  }
}
