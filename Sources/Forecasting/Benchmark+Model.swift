import ChurnModels
import Series
import Univariate

extension Benchmark: Model {
  /// As it is written on the command line.
  public var name: String { rawValue }
  /// It has no drivers.
  public var withoutDrivers: (any Model)? { nil }

  /// Takes the data; the forecast fits whatever there is to fit.
  ///
  /// - Parameters:
  ///   - table: MAU; drivers are not read.
  ///   - benchmarks: without effect.
  /// - Returns: the forecaster with its data.
  public func fit(_ table: MonthlyTable, benchmarks: Bool) -> FittedBenchmark {
    FittedBenchmark(benchmark: self, data: table)
  }
}
