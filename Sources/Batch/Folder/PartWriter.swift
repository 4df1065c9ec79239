import SeriesIO

/// Writes the rows of series, in order, into part files of a fixed number of series.
///
/// A part is complete when its forecasts, coefficients and failures are on the disk under their names and, last of all,
/// the file in `.progress` that counts them: a resumed run makes every part again that has no such file.
final class PartWriter {
  /// A part that grows.
  private struct Part: Sendable {
    let forecasts: PartFile
    let coefficients: PartFile
    /// nil where the batch does not look back.
    let lookBacks: PartFile?
    var failures: [UInt8] = []
    var series = 0
    /// Bytes not yet sent to the disk.
    var waiting = 0

    /// Gives the files their names, and counts them last of all.
    func finish(_ number: Int, in folder: OutputFolder, checkpoint: [UInt8]) throws {
      try forecasts.finish()
      try coefficients.finish()
      try lookBacks?.finish()
      try folder.sync()
      try folder.sync(FolderLayout.coefficients)
      if lookBacks != nil { try folder.sync(FolderLayout.lookBacks) }
      try folder.write(failures, to: FolderLayout.failures(ofPart: number))
      try folder.write(checkpoint, to: FolderLayout.checkpoint(ofPart: number))
    }
  }

  /// The number of bytes of a growing part that go to the disk at once.
  private static let flushBytes = 1 << 22

  private let folder: OutputFolder
  private let partSize: Int
  private let coverages: [Double]
  private let looksBack: Bool
  private var part: Part?
  private let disk = DiskQueue()

  /// The counts of all series so far.
  private(set) var counts = BatchCounts()
  /// Complete parts, or parts on their way to the disk.
  private(set) var parts = 0

  /// - Parameters:
  ///   - folder: the folder.
  ///   - options: coverages and the size of parts.
  init(_ folder: OutputFolder, _ options: BatchOptions) {
    self.folder = folder
    partSize = options.partSize
    coverages = options.forecasts.coverages
    looksBack = options.lookBack != nil
  }

  /// Whether the batch in the folder was finished.
  var isFinished: Bool { folder.names().contains(FolderLayout.success) }

  /// Creates the subfolders, and removes everything that an earlier run left after its last complete part.
  func prepare() throws {
    try folder.makeFolder(FolderLayout.coefficients)
    if looksBack { try folder.makeFolder(FolderLayout.lookBacks) }
    try folder.makeFolder(FolderLayout.progress)
    for inside in FolderLayout.folders { try folder.removeUnfinished(in: inside) }
    while isComplete(parts), let checkpoint = Checkpoint(file: path(FolderLayout.checkpoint(ofPart: parts))) {
      counts = checkpoint.counts
      parts += 1
    }
    for inside in FolderLayout.folders {
      for name in folder.names(in: inside) {
        guard let part = FolderLayout.part(of: name), part >= parts else { continue }
        try folder.remove(inside.isEmpty ? name : "\(inside)/\(name)")
      }
    }
  }

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  /// Whether the files of a part are there, and its failures can be taken over as they are.
  private func isComplete(_ part: Int) -> Bool {
    guard TextFile.isFile(path(FolderLayout.forecasts(ofPart: part))),
      TextFile.isFile(path(FolderLayout.coefficients(ofPart: part))),
      !looksBack || TextFile.isFile(path(FolderLayout.lookBacks(ofPart: part))),
      let failures = try? TextFile.bytes(of: path(FolderLayout.failures(ofPart: part)), limit: .max)
    else { return false }
    return TableFile.isWhole(failures, columns: FailureRow.columns.count)
  }

  /// Adds the rows of a block.
  func add(_ output: BlockOutput) throws {
    var last = SeriesOutcome()
    var begun = last
    func put() {
      guard var part else { return }
      part.failures += output.failures[begun.failureEnd..<last.failureEnd]
      let forecasts = output.forecasts[begun.forecastEnd..<last.forecastEnd]
      let coefficients = output.coefficients[begun.coefficientEnd..<last.coefficientEnd]
      let lookBacks = output.lookBacks[begun.lookBackEnd..<last.lookBackEnd]
      part.waiting += forecasts.count + lookBacks.count
      let isDue = part.waiting >= Self.flushBytes
      if isDue { part.waiting = 0 }
      let (forecastFile, coefficientFile, lookBackFile) = (part.forecasts, part.coefficients, part.lookBacks)
      disk.add(bytes: forecasts.count + coefficients.count + lookBacks.count) {
        try forecastFile.append(forecasts)
        try coefficientFile.append(coefficients)
        try lookBackFile?.append(lookBacks)
        if isDue {
          try forecastFile.flush()
          try coefficientFile.flush()
          try lookBackFile?.flush()
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
        try disk.relieve()
      }
    }
    put()
    try disk.relieve()
  }

  private func begin() throws {
    let forecasts = try PartFile(folder, FolderLayout.forecasts(ofPart: parts))
    let coefficients = try PartFile(folder, FolderLayout.coefficients(ofPart: parts))
    try forecasts.append(PanelText.forecastHeader(coverages: coverages))
    try coefficients.append(PanelText.coefficientHeader)
    let lookBacks = looksBack ? try PartFile(folder, FolderLayout.lookBacks(ofPart: parts)) : nil
    try lookBacks?.append(PanelText.lookBackHeader)
    part = Part(forecasts: forecasts, coefficients: coefficients, lookBacks: lookBacks)
  }

  /// Sends the part to the disk, after the one before it.
  private func end() throws {
    guard let part else { return }
    self.part = nil
    let number = parts
    let checkpoint = try Checkpoint(counts: counts).bytes
    parts += 1
    // Its files stay open until then: only few parts may wait, however small they are.
    disk.add(bytes: part.failures.count + DiskQueue.mostWaiting / 2) { [folder] in
      try part.finish(number, in: folder, checkpoint: checkpoint)
    }
  }

  /// Waits until everything sent is on the disk, and discards incomplete parts: where no part was completed,
  /// the folder is as empty as it was.
  func abandon() {
    try? disk.finish()
    for inside in FolderLayout.folders { try? folder.removeUnfinished(in: inside) }
    guard parts == 0 else { return }
    try? removeProgress()
    try? folder.removeFolder(FolderLayout.coefficients)
    if looksBack { try? folder.removeFolder(FolderLayout.lookBacks) }
    try? folder.remove(FolderLayout.manifest)
  }

  /// Ends the last part and writes failures, manifest and `_SUCCESS`.
  func finish(_ manifest: Manifest) throws {
    if part == nil, parts == 0 { try begin() }
    try end()
    try disk.finish()
    let failures = try PartFile(folder, FolderLayout.failures)
    try failures.append(PanelText.failureHeader)
    for part in 0..<parts {
      try failures.append(TextFile.bytes(of: path(FolderLayout.failures(ofPart: part)), limit: .max))
    }
    try failures.finish()
    var manifest = manifest
    manifest.counts = counts
    manifest.parts = parts
    try folder.write(manifest.bytes, to: FolderLayout.manifest)
    try folder.write([], to: FolderLayout.success)
    try removeProgress()
  }

  /// Removes the files that only a resumed run needs.
  func removeProgress() throws {
    for name in folder.names(in: FolderLayout.progress)
    where FolderLayout.part(of: name) != nil || name.hasSuffix(OutputFolder.unfinished) {
      try folder.remove("\(FolderLayout.progress)/\(name)")
    }
    try folder.removeFolder(FolderLayout.progress)
    try folder.sync()
  }
}
