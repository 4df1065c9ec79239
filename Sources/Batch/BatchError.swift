import Series

/// Why a batch cannot be run. The description is one message for people.
public enum BatchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There are files in the output folder, and the run is not to resume them: what they are.
  case folderNotEmpty(String, FolderContents)
  /// The folder is not that of an earlier batch.
  case notABatch(String)
  /// The batch to be resumed is a different one: what differs.
  case changed(folder: String, what: String)
  /// The batch in the folder was read from standard input, which cannot be read again.
  case notResumable(String)
  /// Effects cannot be pooled: why.
  case notPooled(String)
  /// The batch was told to stop.
  case stopped
  /// The batch is complete, and no series has a forecast: how many there are, and the most frequent failure.
  case noForecast(series: Int, BatchCounts.Failures)

  /// Why a complete batch is of no use.
  ///
  /// - Parameter counts: its series.
  /// - Returns: nil where some series has a forecast, or there are none.
  public static func useless(_ counts: BatchCounts) -> BatchError? {
    guard counts.series > 0, counts.failed == counts.series else { return nil }
    return counts.failures.min { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .map { .noForecast(series: counts.series, $0.value) }
  }

  /// One message for people.
  public var description: String {
    switch self {
    case .folderNotEmpty(let folder, .interrupted):
      "\(folder): the folder is not empty. Choose another, empty it, or resume the interrupted run in it with --resume."
    case .folderNotEmpty(let folder, .streamed):
      "\(folder): the folder is not empty. The interrupted run in it was read from standard input and cannot be resumed; "
        + "empty the folder or choose another."
    case .folderNotEmpty(let folder, .complete):
      "\(folder): the folder is not empty. The batch in it is complete; empty the folder or choose another."
    case .folderNotEmpty(let folder, .other): "\(folder): the folder is not empty. Choose another or empty it."
    case .notABatch(let folder):
      "\(folder): the folder has files, but no manifest.json of a batch to resume. Choose another folder."
    case .notResumable(let folder):
      "\(folder): the run in this folder was read from standard input and cannot be resumed. Empty the folder and run it "
        + "again."
    case .notPooled(let reason): "the effects of the series cannot be pooled: \(reason)"
    case .stopped: "the batch was stopped."
    case .noForecast(let series, let failures):
      (series == 1 ? "the only series has no forecast. " : "none of the \(series) series has a forecast. ")
        + "\(BatchSummaryText.shown(failures.series)): \(VisibleText.line(failures.message))"
    case .changed(let folder, let what):
      "\(folder): \(what) since the run to be resumed, and parts of different runs cannot be mixed. Start again "
        + "in another folder."
    }
  }
}
