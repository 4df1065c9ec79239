import Forecasting
import Evaluation
import Foundation
import SeriesIO

/// What `manifest.json` says of a batch: what it was made of, and in the end what came out.
struct Manifest: Codable {
  /// A file that was read.
  struct Input: Codable, Equatable {
    let file: String
    var bytes: Int?
    var sha256: String?
  }

  /// What the bytes of the output depend on.
  struct Identity: Codable, Equatable {
    var version: String
    var input: Input
    var drivers: Input?
    var model: String
    var options: [String: String]
  }

  /// When.
  struct Times: Codable {
    var started: String
    var finished: String?
    var seconds: Double?
  }

  var identity: Identity
  var arguments: [String]
  var seed: UInt64
  var counts: BatchCounts?
  var parts: Int?
  var times: Times

  static let name = "manifest.json"

  /// The JSON text.
  var bytes: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
  }

  /// Reads the manifest of a folder; nil where there is none.
  init?(folder: String) {
    guard let bytes = try? TextFile.bytes(of: "\(folder)/\(Self.name)"),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes))
    else { return nil }
    self = manifest
  }

  init(_ options: BatchOptions, input: Input, drivers: Input?) {
    identity = Identity(
      version: options.version, input: input, drivers: drivers, model: Self.model(options),
      options: Self.options(options))
    arguments = options.arguments
    seed = options.seed
    times = Times(started: Self.now)
  }

  static var now: String { Date.now.formatted(.iso8601) }

  /// The model file, or what stands in its place.
  private static func model(_ options: BatchOptions) -> String {
    if !options.modelText.isEmpty { return options.modelText }
    guard let specification = options.model.statedSpecification else { return options.model.name }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = (try? encoder.encode(specification)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return options.model is AutomaticModel ? "\(options.model.name) \(text)" : text
  }

  /// All else that decides what is written.
  private static func options(_ options: BatchOptions) -> [String: String] {
    [
      "series": options.series, "mau": options.mauColumn, "month": options.month ?? "", "months": "\(options.months)",
      "levels": options.levels.map { "\($0)" }.joined(separator: ","), "draws": options.draws.map { "\($0)" } ?? "",
      "seed": "\(options.seed)", "driverForecast": "\(options.drivers)", "sort": "\(options.isSorted)",
      "partSize": "\(options.partSize)",
    ]
  }
}

extension Manifest.Identity {
  /// What differs from an earlier batch; nil if nothing does.
  func difference(from earlier: Self) -> String? {
    if input.bytes != earlier.input.bytes || input.sha256 != earlier.input.sha256 { return "\(input.file) changed" }
    if drivers?.sha256 != earlier.drivers?.sha256 { return "the file of later drivers changed" }
    if model != earlier.model { return "the model changed" }
    if version != earlier.version { return "the program changed from version \(earlier.version) to \(version)" }
    let changed = Set(options.keys).union(earlier.options.keys).filter { options[$0] != earlier.options[$0] }.sorted()
    return changed.first.map {
      "the option \($0) changed from \(earlier.options[$0] ?? "none") to \(options[$0] ?? "none")"
    }
  }
}
