import Series

/// Why a batch cannot be run. The description is one message for people.
public enum BatchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are files in the output folder, and the run is not to resume them.
  case folderNotEmpty(String)
  /// The folder is not that of an earlier batch.
  case notABatch(String)
  /// The batch to be resumed is a different one: what differs.
  case changed(folder: String, what: String)

  /// One message for people.
  public var description: String {
    switch self {
    case .folderNotEmpty(let folder):
      "\(folder): the folder is not empty. Choose another, empty it, or resume the interrupted run in it with --resume."
    case .notABatch(let folder):
      "\(folder): the folder has files, but no manifest.json of a batch to resume. Choose another folder."
    case .changed(let folder, let what):
      "\(folder): \(what) since the run to be resumed, and parts of different runs cannot be mixed. Start again "
        + "in another folder."
    }
  }
}
