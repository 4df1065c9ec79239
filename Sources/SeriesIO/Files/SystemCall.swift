#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// System calls under names that do not collide with ours, and the reasons for their failures.
enum SystemCall {
  /// The system's reason for the last failed call. Bounded by the zero that ends it.
  static var reason: String { unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "unknown reason" }

  /// read(2), repeated if interrupted by a signal: the number of bytes, 0 at the end, -1 with the reason in errno. Bounded by
  /// the count of the place.
  static func read(_ descriptor: Int32, into place: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let found = unsafe systemRead(descriptor, place.baseAddress, place.count)
      if found >= 0 || errno != EINTR { return found }
    }
  }

  /// write(2) until all bytes are written; false, with the reason in errno, if that fails.
  static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    // Bounded by the buffer: the system writes no more of the rest than its count.
    unsafe bytes.withUnsafeBytes { buffer in
      var rest = unsafe buffer[...]
      while let start = unsafe rest.first.map({ _ in unsafe rest.startIndex }) {
        let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
        let count = unsafe systemWrite(descriptor, part.baseAddress, part.count)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        if count == 0 {
          // A device that takes nothing and says nothing would be asked for ever.
          errno = EIO
          return false
        }
        unsafe rest = buffer[(start + count)...]
      }
      return true
    }
  }

  /// fsync(2); true also if a file system, pipe or device reports that it cannot be forced to a disk.
  static func sync(_ descriptor: Int32) -> Bool {
    fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP
  }

  /// Bounded by the count, which the caller takes from a buffer.
  private static let systemRead: @Sendable (Int32, UnsafeMutableRawPointer?, Int) -> Int = {
    #if canImport(Glibc)
      unsafe Glibc.read($0, $1, $2)
    #elseif canImport(Musl)
      unsafe Musl.read($0, $1, $2)
    #else
      unsafe Darwin.read($0, $1, $2)
    #endif
  }

  /// Bounded by the count, which the caller takes from a buffer.
  private static let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = {
    #if canImport(Glibc)
      unsafe Glibc.write($0, $1, $2)
    #elseif canImport(Musl)
      unsafe Musl.write($0, $1, $2)
    #else
      unsafe Darwin.write($0, $1, $2)
    #endif
  }
}
