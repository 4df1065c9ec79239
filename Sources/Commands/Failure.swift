import ArgumentParser
import ChurnForecast
import Foundation

/// Turns errors into one message on standard error and an exit code of sysexits.h.
enum Failure {
  /// Ends the program: quietly for help and version, with message and exit code for failures.
  static func exit(_ error: any Error) -> Never {
    // Whoever stops reading has seen enough.
    if case SeriesIOError.readerGone = error { Foundation.exit(0) }
    if let code = ExitCode(error)?.rawValue {
      let isList = if case SeriesIOError.faults = error { true } else { false }
      StandardStreams.complain(
        "churn-forecast: \(isList ? VisibleText.lines("\(error)") : VisibleText.line("\(error)"))\n")
      Foundation.exit(code)
    }
    let code = ChurnForecastCommand.exitCode(for: error)
    let text = ChurnForecastCommand.fullMessage(for: error)
    if code.isSuccess {
      do {
        try TextFile.print(text + "\n")
      } catch {
        exit(error)
      }
    } else {
      StandardStreams.complain(text + "\n")
    }
    Foundation.exit(code.rawValue)
  }
}
