import ChurnModels
import Series
import Univariate

extension Benchmark: Model {
  /// The name on the command line.
  public var name: String { rawValue }
  /// Nil: there are no drivers.
  public var withoutDrivers: (any Model)? { nil }

  /// Stores the data; fitting happens when forecasting.
  ///
  /// - Parameters:
  ///   - table: MAU; drivers are not read.
  ///   - benchmarks: ignored.
  /// - Returns: the forecaster with its data.
  public func fit(_ table: MonthlyTable, benchmarks: Bool) -> FittedBenchmark {
    FittedBenchmark(benchmark: self, data: table)
  }
}
