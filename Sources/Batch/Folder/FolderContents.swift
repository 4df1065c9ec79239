import SeriesIO

/// What is found in a folder that is to receive a batch.
public enum FolderContents: Sendable, Equatable {
  /// A run that can be resumed.
  case interrupted
  /// A run that was read from standard input and is not complete.
  case streamed
  /// A complete batch.
  case complete
  /// Something else.
  case other

  /// Looks into a folder; nil where there is nothing but perhaps the lock.
  init?(_ folder: String) {
    let names = OutputFolder.names(in: folder)
    if names.allSatisfy({ $0 == OutputFolder.lockName }) { return nil }
    if let manifest = Manifest(folder: folder) {
      self = names.contains(FolderLayout.success) ? .complete : manifest.isStreamed ? .streamed : .interrupted
    } else if names.allSatisfy({ FolderLayout.isUnfinished($0) }) {
      self = .interrupted
    } else {
      self = .other
    }
  }
}
