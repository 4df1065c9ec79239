import SeriesIO

/// Writes the rows of a batch into part files in a folder, and records their inputs in the manifest.
final class FolderOutput: BatchOutput {
  private let options: BatchOptions
  private let folder: OutputFolder
  private let writer: PartWriter
  private var manifest: Manifest?
  private var fingerprints: Task<Manifest, any Error>?
  private(set) var finished: BatchSummary?
  var counts: BatchCounts { finished?.counts ?? writer.counts }

  init(_ options: BatchOptions, path: String) throws {
    self.options = options
    if !options.isResumed, !PartWriter.isEmpty(path) { throw BatchError.folderNotEmpty(path) }
    folder = try OutputFolder(path: path)
    // Another run may have filled it before we held the lock.
    if !options.isResumed, !PartWriter.isEmpty(path) { throw BatchError.folderNotEmpty(path) }
    writer = PartWriter(folder, options)
    let earlier = Manifest(folder: path)
    if earlier == nil, !PartWriter.isBatch(folder.names()) { throw BatchError.notABatch(path) }
    if options.panel == "-" {
      manifest = try Manifest(options, panel: .init(file: "-"))
    } else if let earlier {
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
      fingerprints = Task.detached { [folder] in
        let manifest = try Manifest(fingerprintOf: options)
        try folder.write(manifest.bytes, to: FolderLayout.manifest)
        return manifest
      }
    }
  }

  func add(_ rows: BlockOutput) async throws {
    if let fingerprints, manifest == nil, writer.parts == 0 {
      // No part is complete before the manifest records its inputs.
      if counts.series + rows.outcomes.count >= options.partSize { manifest = try await fingerprints.value }
    }
    try await writer.add(rows)
  }

  func abandon() async {
    _ = try? await fingerprints?.value
    await writer.abandon()
  }

  func finish(streamed: Fingerprint?, seconds: Double) async throws -> Int {
    if manifest == nil { manifest = try await fingerprints?.value }
    guard var manifest else { preconditionFailure("a manifest is given, or its fingerprints are taken") }
    if let streamed {
      manifest.identity.input.bytes = streamed.bytes
      manifest.identity.input.sha256 = streamed.text
    }
    manifest.times.finished = Manifest.now
    manifest.times.seconds = seconds
    try await writer.finish(manifest)
    return writer.parts
  }
}
