import ArgumentParser
import ChurnForecast
import Foundation

/// Turns errors into one message on standard error and an exit code of sysexits.h.
enum Failure {
  /// Wrong usage.
  static let usage: Int32 = 64
  /// Bad data.
  static let data: Int32 = 65
  /// Input not found.
  static let noInput: Int32 = 66
  /// An internal error.
  static let software: Int32 = 70
  /// Output cannot be written.
  static let cannotCreate: Int32 = 73

  /// Ends the program: quietly for help and version, with message and exit code for failures.
  static func exit(_ error: any Error) -> Never {
    // Whoever stops reading has seen enough.
    if case SeriesIOError.readerGone = error { Foundation.exit(0) }
    if let code = exitCode(of: error) {
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

  /// The exit code of one of our errors; nil for those of the argument parser.
  private static func exitCode(of error: any Error) -> Int32? {
    switch error {
    case let error as SeriesIOError:
      switch error.kind {
      case .badData: data
      case .inputNotFound: noInput
      case .outputNotWritable: cannotCreate
      }
    case let error as SignalError: error.fileError.flatMap { exitCode(of: $0) } ?? data
    case let error as BatchError:
      switch error {
      case .folderNotEmpty, .notABatch, .notResumable: cannotCreate
      case .changed, .stopped, .noForecast: data
      }
    case ForecastError.shortHorizon: usage
    case is ChurnModelError, is DriverError, is SpecificationError, is ForecastError, is ScenarioError, is WorkError:
      data
    case is LeastSquaresError: software
    default: nil
    }
  }
}
