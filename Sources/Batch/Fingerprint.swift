import Crypto
import SeriesIO

/// SHA-256 of bytes that come piece by piece.
struct Fingerprint {
  private var hash = SHA256()
  private(set) var bytes = 0

  mutating func add(_ piece: ArraySlice<UInt8>) {
    hash.update(data: piece)
    bytes += piece.count
  }

  /// The digest in hexadecimal digits.
  var text: String {
    hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The digest and size of a file.
  static func input(_ path: String) throws -> Manifest.Input {
    let file = try InputFile(path: path)
    var fingerprint = Fingerprint()
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while case let count = try file.read(into: &piece), count > 0 { fingerprint.add(piece[..<count]) }
    return Manifest.Input(file: path, bytes: fingerprint.bytes, sha256: fingerprint.text)
  }
}
