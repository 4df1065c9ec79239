import Forecasting
import Reporting
import SeriesIO

/// Where the rows of a batch go: part files in a folder, or standard output.
final class BatchOutput {
  private let options: BatchOptions
  private let writer: PartWriter?
  private var manifest: Manifest?
  private var fingerprints: Task<Manifest, any Error>?
  private let folder: OutputFolder?
  private(set) var counts = BatchCounts()
  /// The summary of a run that had ended before.
  private(set) var finished: BatchSummary?

  init(_ options: BatchOptions) throws {
    self.options = options
    guard let path = options.folder else {
      (writer, folder) = (nil, nil)
      try TextFile.print(PanelText.forecastHeader(levels: options.levels))
      return
    }
    if !options.isResumed, !PartWriter.isEmpty(path) { throw BatchError.folderNotEmpty(path) }
    let folder = try OutputFolder(path: path)
    // Another run may have filled it before the lock was ours.
    if !options.isResumed, !PartWriter.isEmpty(path) { throw BatchError.folderNotEmpty(path) }
    self.folder = folder
    let writer = PartWriter(folder, options)
    self.writer = writer
    let earlier = Manifest(folder: path)
    if earlier == nil, !PartWriter.isBatch(folder.names()) { throw BatchError.notABatch(path) }
    if options.panel == "-" {
      manifest = Manifest(
        options, input: .init(file: "-"), drivers: try options.futureDrivers.map(Manifest.Input.init(fingerprintOf:)))
    } else if let earlier {
      let now = Manifest(
        options, input: try Manifest.Input(fingerprintOf: options.panel),
        drivers: try options.futureDrivers.map(Manifest.Input.init(fingerprintOf:)))
      if let difference = now.identity.difference(from: earlier.identity) {
        throw BatchError.changed(folder: path, what: difference)
      }
      manifest = now
      if writer.isFinished, let counts = earlier.counts {
        try writer.removeProgress()
        finished = BatchSummary(counts: counts, earlier: counts.series, parts: earlier.parts ?? 0, seconds: 0)
        self.counts = counts
        return
      }
    }
    try writer.prepare()
    counts = writer.counts
    if manifest == nil {
      // A first look at the whole file goes on beside the work.
      fingerprints = Task.detached {
        let manifest = Manifest(
          options, input: try Manifest.Input(fingerprintOf: options.panel),
          drivers: try options.futureDrivers.map(Manifest.Input.init(fingerprintOf:)))
        try folder.write(manifest.bytes, to: Manifest.name)
        return manifest
      }
    }
  }

  func add(_ rows: BlockOutput) async throws {
    if let fingerprints, manifest == nil, (writer?.parts ?? 0) == 0 {
      // No part is complete before the manifest says what it was made of.
      if counts.series + rows.outcomes.count >= options.partSize { manifest = try await fingerprints.value }
    }
    if let writer {
      try await writer.add(rows)
      counts = writer.counts
    } else {
      try TextFile.print(rows.forecasts)
      for outcome in rows.outcomes { counts.add(outcome) }
    }
  }

  func abandon() async {
    _ = try? await fingerprints?.value
    await writer?.abandon()
  }

  func finish(streamed: Fingerprint?, seconds: Double, earlier: Int) async throws -> BatchSummary {
    if manifest == nil, let fingerprints { manifest = try await fingerprints.value }
    if let streamed {
      manifest?.identity.input.bytes = streamed.bytes
      manifest?.identity.input.sha256 = streamed.text
    }
    manifest?.times.finished = Manifest.now
    manifest?.times.seconds = seconds
    if let writer, let manifest { try await writer.finish(manifest) }
    return BatchSummary(counts: counts, earlier: earlier, parts: writer?.parts ?? 0, seconds: seconds)
  }
}
