import Foundation

/// Panels for tests of `batch`.
enum Panel {
  static let header = "series,month,mau,x\n"

  /// Rows of a series that grows towards a size and is driven by x, always the same for an index.
  static func rows(_ name: String, index: Int, months: Int = 40) -> [String] {
    var state = UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    var level = 11 + uniform()
    return (0..<months).map { month in
      let x = (uniform() * 5).rounded()
      level += 0.06 * (13 - level) - 0.01 * (x - 2) + 0.02 * (uniform() - 0.5)
      return "\(name),20\(20 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1),\(Int(exp(level))),\(x)\n"
    }
  }

  /// A panel of this many series.
  static func text(_ count: Int, months: Int = 40) -> String {
    header + (0..<count).map { rows("s\($0)", index: $0, months: months).joined() }.joined()
  }

  static let model = ["--driver", "x", "--baseline", "saturating"]
}

extension URL {
  /// The bytes of a file in a folder.
  func bytes(_ name: String) throws -> Data { try Data(contentsOf: appending(path: name)) }

  /// The text of a file in a folder.
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func write(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: appending(path: name)) }

  /// All files in a folder and below with their bytes, except the manifest, which has times, and the lock.
  func results() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path()) {
      var isFolder: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(atPath: appending(path: name).path(), isDirectory: &isFolder)
      if !isFolder.boolValue, name != "manifest.json", name != ".lock" { files[name] = try bytes(name) }
    }
    return files
  }
}
