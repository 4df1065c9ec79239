import SeriesIO

extension Manifest.Input {
  /// A file with its size and SHA-256.
  init(fingerprintOf path: String) throws(SeriesIOError) {
    let file = try InputFile(path: path)
    let fingerprint = Fingerprint()
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while case let count = try file.read(into: &piece), count > 0 { fingerprint.add(piece[..<count]) }
    self.init(file: path, bytes: fingerprint.bytes, sha256: fingerprint.text)
  }
}
