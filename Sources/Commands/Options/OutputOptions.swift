import ArgumentParser
import ChurnForecast
import Foundation

/// How results are written.
struct OutputOptions: ParsableArguments {
  @Option(help: "The format of the result.")
  var format = OutputFormat.table

  /// The text of a result as it is asked for; wide tables are divided, and headings stand out, only on a terminal.
  func text(of report: some ResultReport) -> String { report.rendered(as: format, on: Self.terminal) }

  /// Writes a result to standard output.
  func show(_ report: some ResultReport) throws { try TextFile.print(text(of: report)) }

  /// The terminal that standard output is; nil for a file or a pipe. Without colours where NO_COLOR is set, or a terminal has none.
  private static var terminal: Terminal? {
    guard StandardStreams.showsResultsOnTerminal else { return nil }
    let environment = ProcessInfo.processInfo.environment
    let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
    return Terminal(width: StandardStreams.columns ?? 80, isColoured: !isPlain)
  }
}
