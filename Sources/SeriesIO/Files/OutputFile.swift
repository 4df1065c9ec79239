#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is written complete or not at all: under a temporary name beside it, forced to the disk, and renamed, so that
/// readers see the old file or the new one, never a part.
///
/// A symbolic link is followed, and the permissions of an existing file are kept. Anything that is not a regular file (a pipe,
/// a device), and the file that is standard output, is written to directly; a folder is refused. The temporary file is
/// created anew, never opened through a link.
public final class OutputFile {
  private let path: String
  private let target: String
  /// The name until the end; nil where the target itself is written to.
  private var temporary: String?
  private var descriptor: Int32

  /// Begins a file.
  ///
  /// - Parameter path: where it will be.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``.
  public init(path: String) throws(SeriesIOError) {
    self.path = path
    // Bounded: the system reads the path up to its zero.
    let found = FileStatus(path)
    if let found, found.isStandardOutput || !found.isRegular {
      (target, temporary) = (path, nil)
      descriptor = found.isStandardOutput ? dup(STDOUT_FILENO) : unsafe open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: SystemCall.reason) }
      return
    }
    target = FileStatus.target(of: path)
    let folder = PathText.folder(of: target)
    var name: String
    repeat {
      // A short name: the target's may already be as long as names can be.
      let number = String(UInt64.random(in: 0...UInt64.max), radix: 36)
      name = "\(folder).churn-forecast-\(number)\(OutputFolder.unfinished)"
      descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, found?.permissions ?? 0o644)
    } while descriptor < 0 && errno == EEXIST
    guard descriptor >= 0 else { throw .cannotWrite(file: path, reason: SystemCall.reason) }
    temporary = name
    if let found {
      // The mask of the process must not narrow the permissions that the old file had.
      _ = fchown(descriptor, found.owner, found.group)
      fchmod(descriptor, found.permissions)
    }
  }

  deinit { abandon() }

  /// Adds bytes at the end; if that fails, nothing of the file is left.
  ///
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``.
  public func append(_ bytes: [UInt8]) throws(SeriesIOError) {
    guard SystemCall.write(bytes[...], to: descriptor) else { throw failed() }
  }

  /// Forces the file to the disk and gives it its name.
  ///
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``; nothing of the new file is left, and the old one is as it was.
  public func finish() throws(SeriesIOError) {
    guard SystemCall.sync(descriptor) else { throw failed() }
    let status = close(descriptor)
    descriptor = -1
    guard status == 0 else { throw failed() }
    guard let temporary else { return }
    // Bounded: the system reads the paths up to their zeros.
    guard unsafe rename(temporary, target) == 0 else { throw failed() }
    self.temporary = nil
  }

  private func failed() -> SeriesIOError {
    let reason = SystemCall.reason
    abandon()
    return .cannotWrite(file: path, reason: reason)
  }

  private func abandon() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    // Bounded: the system reads the path up to its zero.
    if let temporary { _ = unsafe unlink(temporary) }
    temporary = nil
  }
}
