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
  private let descriptor: Int32

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - folder: where it will be.
  ///   - name: its name there, perhaps in a folder inside.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``.
  public convenience init(_ folder: OutputFolder, _ name: String) throws(SeriesIOError) {
    try self.init(path: "\(folder.path)/\(name)")
  }

  /// Begins a file.
  ///
  /// - Parameter path: where it will be.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``.
  public init(path: String) throws(SeriesIOError) {
    final = path
    temporary = final + OutputFolder.unfinished
    descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(file: final, reason: SystemCall.reason) }
  }

  deinit { close(descriptor) }

  /// Appends bytes; if that fails, nothing of the file is left.
  public func append(_ bytes: [UInt8]) throws(SeriesIOError) { try append(bytes[...]) }

  /// Appends some of an array's bytes; if that fails, nothing of the file is left.
  public func append(_ bytes: ArraySlice<UInt8>) throws(SeriesIOError) {
    guard SystemCall.write(bytes, to: descriptor) else { throw failed() }
  }

  /// Forces what is written so far to the disk, leaving less for the end; if that fails, nothing of the file is left.
  public func flush() throws(SeriesIOError) {
    guard SystemCall.sync(descriptor) else { throw failed() }
  }

  /// Forces the file to the disk and gives it its name. The folder must be forced too.
  public func finish() throws(SeriesIOError) {
    try flush()
    guard unsafe rename(temporary, final) == 0 else { throw failed() }
  }

  /// Abandons the file and returns the error that says why.
  private func failed() -> SeriesIOError {
    let reason = SystemCall.reason
    _ = unsafe unlink(temporary)
    return .cannotWrite(file: final, reason: reason)
  }
}
