import Evaluation
import Forecasting
import Foundation
import SeriesIO

/// The contents of `manifest.json`: the inputs of a batch and, at the end, its results.
public struct Manifest: Sendable, Equatable, Codable {
  /// A file that was read.
  public struct Input: Sendable, Equatable, Codable {
    /// The file as named by the user; `-` is standard input.
    public let file: String
    /// Its size; nil where it was not read as a whole.
    public internal(set) var bytes: Int?
    /// The SHA-256 of its bytes in hexadecimal digits; nil where it was not read as a whole.
    public internal(set) var sha256: String?

    /// A file, with its size and fingerprint if known.
    package init(file: String, bytes: Int? = nil, sha256: String? = nil) {
      self.file = file
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// Everything on which the bytes of the output depend.
  public struct Identity: Sendable, Equatable, Codable {
    /// The version of the program.
    public internal(set) var version: String
    /// The panel.
    public internal(set) var input: Input
    /// The file of future drivers; nil for none.
    public internal(set) var drivers: Input?
    /// The model file, or the description given in its place.
    public internal(set) var model: String
    /// All other options that affect the output, by name.
    public internal(set) var options: [String: String]
  }

  /// Times.
  public struct Times: Sendable, Equatable, Codable {
    /// The start of the last run into the folder, ISO 8601.
    public internal(set) var started: String
    /// The end; nil for a batch that is not complete.
    public internal(set) var finished: String?
    /// How long the last run took.
    public internal(set) var seconds: Double?
  }

  /// Everything on which the bytes of the output depend.
  public internal(set) var identity: Identity
  /// How the batch was started.
  public internal(set) var arguments: [String]
  /// The seed of its simulations.
  public internal(set) var seed: UInt64
  /// The counts of series; nil for a batch that is not complete.
  public internal(set) var counts: BatchCounts?
  /// The number of parts; nil for a batch that is not complete.
  public internal(set) var parts: Int?
  /// When it ran.
  public internal(set) var times: Times

  /// The JSON text.
  package var bytes: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
  }

  /// Reads the text of `manifest.json`; nil if no batch wrote it.
  public init?(_ text: String) {
    guard let manifest = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)),
      manifest.counts?.isPlausible != false, manifest.parts ?? 0 >= 0
    else { return nil }
    self = manifest
  }

  /// Reads the manifest of a folder; nil where there is none.
  init?(folder: String) {
    let file = "\(folder)/\(FolderLayout.manifest)"
    guard TextFile.isFile(file), let text = try? TextFile.text(of: file) else { return nil }
    self.init(text)
  }

  /// The manifest of a new batch.
  ///
  /// - Parameters:
  ///   - options: what it reads and how it is forecast.
  ///   - input: the panel.
  ///   - drivers: the file of future drivers; nil for none.
  package init(_ options: BatchOptions, input: Input, drivers: Input?) {
    identity = Identity(
      version: options.version, input: input, drivers: drivers, model: Self.model(options),
      options: Self.options(options))
    arguments = options.arguments
    seed = options.forecasts.seed
    times = Times(started: Self.now)
  }

  /// Whether the panel was read from standard input.
  var isStreamed: Bool { identity.input.file == Self.standardInput }

  /// How a panel from standard input is called.
  static let standardInput = "-"

  static var now: String { Date.now.formatted(.iso8601) }

  /// The model file, or the description in its place.
  private static func model(_ options: BatchOptions) -> String {
    if !options.modelText.isEmpty { return options.modelText }
    guard let specification = options.forecasts.model.statedSpecification else { return options.forecasts.model.name }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = (try? encoder.encode(specification)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return options.forecasts.model is AutomaticModel ? "\(options.forecasts.model.name) \(text)" : text
  }

  /// All other options that affect the output.
  private static func options(_ options: BatchOptions) -> [String: String] {
    var stated = [
      "series": options.series, "mau": options.mauColumn, "month": options.month ?? "",
      "months": "\(options.forecasts.months)",
      "levels": options.forecasts.coverages.map { "\($0)" }.joined(separator: ","),
      "draws": options.forecasts.draws.map { "\($0)" } ?? "",
      "seed": "\(options.forecasts.seed)", "driverForecast": "\(options.forecasts.drivers)",
      "sort": "\(options.isSorted)",
      "partSize": "\(options.partSize)",
    ]
    stated["dates"] = options.dates?.rawValue
    stated["decimal"] = options.decimal?.rawValue
    if options.isPooled { stated["pool"] = options.poolColumn.map { "drivers by \($0)" } ?? "drivers" }
    stated["lookBack"] = options.lookBack?.description
    stated["usersIn"] = options.usersUnit.map { "\($0)" }
    return stated
  }
}

extension Manifest.Identity {
  /// What differs from an earlier batch; nil if nothing does.
  package func difference(from earlier: Self) -> String? {
    if input.bytes != earlier.input.bytes || input.sha256 != earlier.input.sha256 { return "\(input.file) changed" }
    if drivers?.sha256 != earlier.drivers?.sha256 { return "the file of future drivers changed" }
    if model != earlier.model { return "the model changed" }
    if version != earlier.version { return "the program changed from version \(earlier.version) to \(version)" }
    let changed = Set(options.keys).union(earlier.options.keys).filter { options[$0] != earlier.options[$0] }.sorted()
    return changed.first.map {
      "the option \($0) changed from \(earlier.options[$0] ?? "none") to \(options[$0] ?? "none")"
    }
  }
}
