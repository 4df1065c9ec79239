import ChurnModels
import Drivers
import Forecasting
import SeriesIO

/// Writes the rows of a batch into part files in a folder, and records their inputs in the manifest.
final class FolderOutput: BatchOutput {
  private let options: BatchOptions
  private let folder: OutputFolder
  private let writer: PartWriter
  private var manifest: Manifest?
  private var fingerprints: FingerprintTask?
  private(set) var finished: BatchSummary?
  var counts: BatchCounts { finished?.counts ?? writer.counts }

  init(_ options: BatchOptions, path: String) throws {
    self.options = options
    func check() throws {
      let contents = FolderContents(path)
      if !options.isResumed, let contents { throw BatchError.folderNotEmpty(path, contents) }
      if contents == .streamed { throw BatchError.notResumable(path) }
      if contents == .other { throw BatchError.notABatch(path) }
    }
    try check()
    folder = try OutputFolder(path: path)
    // Another run may have filled it before we held the lock.
    try check()
    writer = PartWriter(folder, options)
    if options.panel == Manifest.standardInput {
      let streamed = try Manifest(options, panel: .init(file: Manifest.standardInput))
      try folder.write(streamed.bytes, to: FolderLayout.manifest)
      manifest = streamed
    } else if let earlier = Manifest(folder: path) {
      let now = try Manifest(fingerprintOf: options)
      if let difference = now.identity.difference(from: earlier.identity) {
        throw BatchError.changed(folder: path, what: difference)
      }
      manifest = now
      if writer.isFinished, let counts = earlier.counts {
        try writer.removeProgress()
        finished = BatchSummary(counts: counts, earlier: counts.series, parts: earlier.parts ?? 0, seconds: 0)
        return
      }
    }
    try writer.prepare()
    if manifest == nil {
      // A first pass over the whole file runs in parallel with the work.
      fingerprints = FingerprintTask { [folder] in
        let manifest = try Manifest(fingerprintOf: options)
        try folder.write(manifest.bytes, to: FolderLayout.manifest)
        return manifest
      }
    }
  }

  func add(_ rows: BlockOutput) throws {
    if let fingerprints, manifest == nil, writer.parts == 0 {
      // No part is complete before the manifest records its inputs.
      if counts.series + rows.outcomes.count >= options.partSize { manifest = try fingerprints.value() }
    }
    try writer.add(rows)
  }

  func abandon() {
    _ = try? fingerprints?.value()
    writer.abandon()
  }

  func finish(streamed: Fingerprint?, seconds: Double) throws -> Int {
    if manifest == nil { manifest = try fingerprints?.value() }
    // Cannot trap: that is how `init` ends.
    guard var manifest else { preconditionFailure("a manifest is given, or its fingerprints are taken") }
    if let streamed {
      manifest.identity.input.bytes = streamed.bytes
      manifest.identity.input.sha256 = streamed.text
    }
    manifest.times.finished = Manifest.now
    manifest.times.seconds = seconds
    if let pools = options.pools {
      let names = options.forecasts.model.statedSpecification?.drivers.map(\.name) ?? []
      try folder.write(PoolingRow.bytes(pools, names), to: FolderLayout.pooling)
    }
    try writer.finish(manifest)
    return writer.parts
  }
}
