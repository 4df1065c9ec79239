import Series

/// Why a batch cannot be run. The description is one message for people.
public enum BatchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are files in the output folder and nobody said that they are to be continued.
  case folderNotEmpty(String)
  /// The folder is not that of an earlier batch.
  case notABatch(String)
  /// The batch that is to be continued was another one: what differs.
  case changed(folder: String, what: String)

  /// One message for people.
  public var description: String {
    switch self {
    case .folderNotEmpty(let folder):
      "\(folder): the folder is not empty. Choose another, empty it, or continue the run that stopped there with --resume."
    case .notABatch(let folder):
      "\(folder): there are files, but no manifest.json of a batch that could be continued. Choose another folder."
    case .changed(let folder, let what):
      "\(folder): \(what) since the run that is to be continued, and parts of different runs do not go together. Start anew "
        + "in another folder."
    }
  }
}
