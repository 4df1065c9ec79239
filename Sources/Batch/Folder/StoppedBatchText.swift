import Reporting
import SeriesIO

/// What people are told of a batch that was stopped.
public enum StoppedBatchText {
  /// What is complete, and how to go on.
  ///
  /// - Parameter options: the batch; its folder is looked into.
  /// - Returns: lines, each ended by a line feed.
  public static func text(_ options: BatchOptions) -> String {
    guard let folder = options.folder else {
      return "churn-forecast: stopped; the forecasts on standard output are not complete.\n"
    }
    var parts = 0
    var counts = BatchCounts()
    while let checkpoint = Checkpoint(file: "\(folder)/\(FolderLayout.checkpoint(ofPart: parts))") {
      counts = checkpoint.counts
      parts += 1
    }
    let complete =
      parts == 0
      ? "no part is complete" : "\(parts) part\(parts == 1 ? "" : "s") with \(counts.series) series are complete"
    let start = "churn-forecast: stopped; in \(folder), \(complete)."
    if options.panel == Manifest.standardInput {
      return start + " Standard input cannot be read again: "
        + (parts == 0 ? "run it again.\n" : "empty the folder and run it again.\n")
    }
    let arguments = options.arguments + (options.arguments.contains("--resume") ? [] : ["--resume"])
    return start + " Go on with:\n  churn-forecast \(ShellText.command(arguments))\n"
  }
}
