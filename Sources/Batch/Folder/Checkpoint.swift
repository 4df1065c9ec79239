import Foundation
import SeriesIO

/// The counts of series up to the end of a part; its file marks the part as complete.
struct Checkpoint: Codable {
  let counts: BatchCounts

  init(counts: BatchCounts) { self.counts = counts }

  /// Reads a checkpoint; nil where there is none.
  init?(file: String) {
    guard TextFile.isFile(file), let bytes = try? TextFile.bytes(of: file),
      let checkpoint = try? JSONDecoder().decode(Self.self, from: Data(bytes)), checkpoint.counts.isPlausible
    else { return nil }
    self = checkpoint
  }

  /// The JSON text.
  var bytes: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return Array(try encoder.encode(self))
    }
  }
}
