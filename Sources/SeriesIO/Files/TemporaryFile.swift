#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file without a name, gone with the program.
final class TemporaryFile {
  private let descriptor: Int32
  private var offset = 0

  init(_ bytes: [UInt8]) throws(SeriesIOError) {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/churn-forecast-XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw .cannotWrite(file: folder, reason: SystemCall.reason) }
    _ = unsafe unlink(template)
    guard SystemCall.write(bytes[...], to: descriptor) else {
      let reason = SystemCall.reason
      close(descriptor)
      throw .cannotWrite(file: folder, reason: reason)
    }
  }

  deinit { close(descriptor) }

  func read(into bytes: inout [UInt8], count: Int) throws(SeriesIOError) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    let found = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress?.advanced(by: start), count, off_t(offset))
    }
    bytes.removeLast(count - max(found, 0))
    guard found > 0 else {
      throw .cannotRead(file: "temporary file", reason: found < 0 ? SystemCall.reason : "it is too short")
    }
    offset += found
  }
}
