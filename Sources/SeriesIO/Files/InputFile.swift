#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is read once from its start to its end, piece by piece; `-` is standard input.
public final class InputFile {
  /// The identity of a file's contents as seen from outside: when the file changes, so does this.
  public struct Stamp: Sendable, Equatable {
    /// Its bytes.
    public let size: Int
    /// Seconds and nanoseconds of the last change.
    public let modified: [Int]
  }

  /// The file as the user named it.
  public let name: String
  /// Its state when it was opened; nil if it is not a regular file, such as a pipe.
  public let stamp: Stamp?
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Parameter path: its path; `-` for standard input.
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)``.
  public init(path: String) throws(SeriesIOError) {
    name = path
    guard !path.utf8.contains(0) else { throw .cannotRead(file: path, reason: "the name has a zero byte") }
    // Bounded: the system reads the path up to its zero.
    descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(file: path, reason: SystemCall.reason) }
    stamp = Self.stamp(of: descriptor)
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: its bytes are overwritten from the start.
  /// - Returns: the number of bytes read; 0 at the end of the file.
  /// - Throws: ``SeriesIOError/cannotRead(file:reason:)``.
  public func read(into buffer: inout [UInt8]) throws(SeriesIOError) -> Int {
    // Bounded by the buffer: the system reads no more than its count.
    let found = unsafe buffer.withUnsafeMutableBytes { unsafe read(into: $0) }
    guard found >= 0 else { throw .cannotRead(file: name, reason: SystemCall.reason) }
    return found
  }

  /// Reads into a buffer; -1, with the reason in errno, if that fails. Bounded by its count.
  func read(into place: UnsafeMutableRawBufferPointer) -> Int { unsafe SystemCall.read(descriptor, into: place) }

  /// Whether the file is unchanged since it was opened; always true if it is not a regular file.
  public var isUnchanged: Bool { Self.stamp(of: descriptor) == stamp }

  private static func stamp(of descriptor: Int32) -> Stamp? {
    var status = stat()
    // Bounded: the system fills in one status.
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Stamp(size: Int(status.st_size), modified: [Int(time.tv_sec), Int(time.tv_nsec)])
  }
}
