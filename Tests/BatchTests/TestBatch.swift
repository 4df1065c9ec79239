import ChurnForecast
import Foundation
import RealModule

/// Panels and folders for tests of batches.
enum TestBatch {
  static let header = "series,month,mau,x\n"

  /// Rows of a series that grows towards a size and is driven by x.
  static func rows(_ name: String, index: Int, months: Int = 36) -> [String] {
    var stream = RandomStream(seed: 4, index: index)
    var level = 12.0
    return (0..<months).map { month in
      let x = Double(stream.poisson(2))
      level += 0.05 * (13 - level) - 0.01 * (x - 2) + 0.01 * stream.normal()
      return "\(name),\(Month(year: 2020, month: 1).advanced(by: month)),\(Int(Double.exp(level))),\(x)\n"
    }
  }

  /// A panel of this many series.
  static func panel(_ series: Int) -> String {
    header + (0..<series).map { rows("s\($0)", index: $0).joined() }.joined()
  }

  static let specification = ModelSpecification(
    baseline: .saturating, drivers: [DriverSpecification(.column("x"))])

  /// A batch of `panel.csv` in a folder into `out` there.
  static func options(_ folder: String) -> BatchOptions {
    var options = BatchOptions(panel: "\(folder)/panel.csv", model: NetGrowth(specification))
    options.folder = "\(folder)/out"
    options.jobs = 2
    return options
  }

  /// The text of every file in a folder and below, by its name, except the lock and the manifest, which has times.
  static func files(_ folder: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where name != "manifest.json" && name != ".lock" {
      let type = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.type] as? FileAttributeType
      if type == .typeRegular { files[name] = try TextFile.text(of: "\(folder)/\(name)") }
    }
    return files
  }

  /// Removes a file.
  static func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }
}

/// A folder that is removed after the test.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "churn-batch-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder.path())
}
