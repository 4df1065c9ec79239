import SeriesIO

extension Manifest.Input {
  /// A file with its size and SHA-256.
  package init(fingerprintOf path: String) throws(SeriesIOError) {
    let file = try InputFile(path: path)
    let fingerprint = Fingerprint()
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while case let count = try file.read(into: &piece), count > 0 { fingerprint.add(piece[..<count]) }
    self.init(file: path, bytes: fingerprint.bytes, sha256: fingerprint.text)
  }
}

extension Manifest {
  /// The manifest of a new batch, with the fingerprints of the files that it reads.
  init(fingerprintOf options: BatchOptions) throws {
    try self.init(options, panel: Input(fingerprintOf: options.panel))
  }

  /// The manifest of a new batch, with the fingerprint of its file of future drivers.
  init(_ options: BatchOptions, panel: Input) throws {
    self.init(options, input: panel, drivers: try options.futureDrivers.map(Input.init(fingerprintOf:)))
  }
}
