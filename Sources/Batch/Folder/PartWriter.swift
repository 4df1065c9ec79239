import Foundation
import Reporting
import SeriesIO

/// Writes the rows of series, in their order, into part files of so many series each.
///
/// A part is complete when its forecasts, coefficients and failures stand on the disk under their names and, last of all,
/// the file in `.progress` that counts them: what has no such file is made again by a run that goes on.
final class PartWriter {
  /// What a part's file in `.progress` says.
  private struct Checkpoint: Codable {
    let counts: BatchCounts
  }

  /// A part that grows.
  private struct Part: Sendable {
    let forecasts: PartFile
    let coefficients: PartFile
    var failures: [UInt8] = []
    var series = 0
    /// Bytes that were not sent to the disk yet.
    var waiting = 0

    /// Gives the files their names, and counts them last of all.
    func finish(_ folder: OutputFolder, _ number: String, checkpoint: [UInt8]) throws {
      try forecasts.finish()
      try coefficients.finish()
      try folder.sync()
      try folder.sync(PartWriter.coefficients)
      try folder.write(failures, to: "\(PartWriter.progress)/\(number).csv")
      try folder.write(checkpoint, to: "\(PartWriter.progress)/\(number).json")
    }
  }

  fileprivate static let coefficients = "coefficients"
  fileprivate static let progress = ".progress"
  private static let failures = "failures.csv"
  /// So much of a part goes to the disk while it grows.
  private static let flushBytes = 1 << 22
  private static let success = "_SUCCESS"

  private let folder: OutputFolder
  private let partSize: Int
  private let levels: [Double]
  private var part: Part?
  private let disk = DiskQueue()

  /// What became of all series so far.
  private(set) var counts = BatchCounts()
  /// Complete parts, or parts on their way to the disk.
  private(set) var parts = 0

  /// - Parameters:
  ///   - folder: where to.
  ///   - options: levels and the size of parts.
  init(_ folder: OutputFolder, _ options: BatchOptions) {
    self.folder = folder
    partSize = options.partSize
    levels = options.levels
  }

  private static func number(_ part: Int) -> String {
    let digits = "\(part)"
    return "part-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// Whether a folder holds nothing but the lock.
  static func isEmpty(_ folder: String) -> Bool {
    OutputFolder.names(in: folder).allSatisfy { $0 == OutputFolder.lockName }
  }

  /// Whether names are those that a batch without a manifest can have left.
  static func isBatch(_ names: [String]) -> Bool {
    names.allSatisfy {
      $0 == OutputFolder.lockName || $0 == coefficients || $0 == progress || $0.hasSuffix(OutputFolder.unfinished)
    }
  }

  /// Whether the batch in the folder was finished.
  var isFinished: Bool { folder.names().contains(Self.success) }

  /// Makes the folders inside, and removes what an earlier run left behind its last complete part.
  func prepare() throws {
    try folder.makeFolder(Self.coefficients)
    try folder.makeFolder(Self.progress)
    for name in ["", Self.coefficients, Self.progress] { try folder.removeUnfinished(in: name) }
    while let text = try? TextFile.bytes(of: "\(folder.path)/\(Self.progress)/\(Self.number(parts)).json"),
      let checkpoint = try? JSONDecoder().decode(Checkpoint.self, from: Data(text))
    {
      counts = checkpoint.counts
      parts += 1
    }
    let known = (0..<parts).map { Self.number($0) }
    for inside in ["", Self.coefficients, Self.progress] {
      for name in folder.names(in: inside) where name.hasPrefix("part-") {
        if !known.contains(String(name.prefix { $0 != "." })) {
          try folder.remove(inside.isEmpty ? name : "\(inside)/\(name)")
        }
      }
    }
  }

  /// Takes the rows of a block in.
  func add(_ output: BlockOutput) async throws {
    var last = SeriesOutcome()
    var begun = last
    func put() {
      guard var part else { return }
      part.failures += output.failures[begun.failureEnd..<last.failureEnd]
      let forecasts = output.forecasts[begun.forecastEnd..<last.forecastEnd]
      let coefficients = output.coefficients[begun.coefficientEnd..<last.coefficientEnd]
      part.waiting += forecasts.count
      let isDue = part.waiting >= Self.flushBytes
      if isDue { part.waiting = 0 }
      let (forecastFile, coefficientFile) = (part.forecasts, part.coefficients)
      disk.add(bytes: forecasts.count + coefficients.count) {
        try forecastFile.append(forecasts)
        try coefficientFile.append(coefficients)
        if isDue {
          try forecastFile.flush()
          try coefficientFile.flush()
        }
      }
      self.part = part
      begun = last
    }
    for outcome in output.outcomes {
      if part == nil { try begin() }
      last = outcome
      counts.add(outcome)
      part?.series += 1
      if let current = part, current.series == partSize {
        put()
        try end()
        try await disk.relieve()
      }
    }
    put()
    try await disk.relieve()
  }

  private func begin() throws {
    let name = Self.number(parts) + ".csv"
    let forecasts = try PartFile(folder, name)
    let coefficients = try PartFile(folder, "\(Self.coefficients)/\(name)")
    try forecasts.append(PanelText.forecastHeader(levels: levels))
    try coefficients.append(PanelText.coefficientHeader)
    part = Part(forecasts: forecasts, coefficients: coefficients)
  }

  /// Sends the part on its way to the disk, behind the one before it.
  private func end() throws {
    guard let part else { return }
    self.part = nil
    let number = Self.number(parts)
    let checkpoint = Array(try JSONEncoder().encode(Checkpoint(counts: counts)))
    parts += 1
    // Its files stay open until then: few parts may wait, however small they are.
    disk.add(bytes: part.failures.count + DiskQueue.mostWaiting / 16) { [folder] in
      try part.finish(folder, number, checkpoint: checkpoint)
    }
  }

  /// Waits until what is on its way is on the disk, and gives up what is not complete: where no part was begun to be completed,
  /// the folder is as empty as it was.
  func abandon() async {
    try? await disk.finish()
    for name in ["", Self.coefficients, Self.progress] { try? folder.removeUnfinished(in: name) }
    guard parts == 0 else { return }
    try? removeProgress()
    try? folder.removeFolder(Self.coefficients)
    try? folder.remove(Manifest.name)
  }

  /// Ends the last part and writes failures, manifest and `_SUCCESS`.
  func finish(_ manifest: Manifest) async throws {
    if part == nil, parts == 0 { try begin() }
    try end()
    try await disk.finish()
    let failures = try PartFile(folder, Self.failures)
    try failures.append(PanelText.failureHeader)
    for part in 0..<parts {
      try failures.append(TextFile.bytes(of: "\(folder.path)/\(Self.progress)/\(Self.number(part)).csv"))
    }
    try failures.finish()
    var manifest = manifest
    manifest.counts = counts
    manifest.parts = parts
    try folder.write(manifest.bytes, to: Manifest.name)
    try folder.write([], to: Self.success)
    try removeProgress()
  }

  /// Removes what only a run that goes on needs.
  func removeProgress() throws {
    for name in folder.names(in: Self.progress) { try folder.remove("\(Self.progress)/\(name)") }
    try folder.removeFolder(Self.progress)
    try folder.sync()
  }
}
