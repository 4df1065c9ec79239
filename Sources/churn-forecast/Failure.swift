import ArgumentParser
import ChurnForecast
import Foundation

/// Turns errors into one message on standard error and an exit code of sysexits.h.
enum Failure {
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
    guard let code = exitCode(of: error) else { ChurnForecastCommand.exit(withError: error) }
    FileHandle.standardError.write(Data("churn-forecast: \(error)\n".utf8))
    Foundation.exit(code)
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
    case let error as BatchError:
      switch error {
      case .folderNotEmpty, .notABatch: cannotCreate
      case .changed: data
      }
    case is ChurnModelError, is DriverError, is SpecificationError, is ForecastError, is ScenarioError, is WorkError:
      data
    case is LeastSquaresError: software
    default: nil
    }
  }
}
