import Batch
import ChurnModels
import Drivers
import Forecasting
import LeastSquares
import Models
import Scenarios
import Series
import SeriesIO
import Signals
import Univariate

/// The exit codes of sysexits.h that the program ends with.
public enum ExitCode: Int32, Sendable {
  /// Wrong usage.
  case usage = 64
  /// Bad data.
  case data = 65
  /// Input not found.
  case noInput = 66
  /// An internal error.
  case software = 70
  /// Output cannot be written.
  case cannotCreate = 73

  /// The exit code of one of our errors; nil for others.
  public init?(_ error: any Error) {
    switch error {
    case let error as SeriesIOError:
      switch error.kind {
      case .badData: self = .data
      case .inputNotFound: self = .noInput
      case .outputNotWritable: self = .cannotCreate
      }
    case let error as SignalError: self = error.fileError.flatMap { ExitCode($0) } ?? .data
    case let error as BatchError:
      switch error {
      case .folderNotEmpty, .notABatch, .notResumable: self = .cannotCreate
      case .changed, .stopped, .noForecast, .notPooled: self = .data
      }
    case ForecastError.shortHorizon: self = .usage
    case LookBackError.unknownDriver, LookBackError.repeatedDriver: self = .usage
    case ImpactError.unknownSeries, ImpactError.duplicateName, ImpactError.badCoverage: self = .usage
    case is LookBackError, is PastModelError, is ImpactError, is RetentionError, is CohortTableError, is AccountingMiss,
      is GrowthAccountingError:
      self = .data
    case is ChurnModelError, is DriverError, is SpecificationError, is ForecastError, is ScenarioError, is WorkError:
      self = .data
    case is LeastSquaresError: self = .software
    default: return nil
    }
  }
}
