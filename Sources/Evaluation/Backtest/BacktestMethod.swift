import ChurnModels
import Drivers
import LeastSquares
import Series
import Univariate

/// What is forecast in a backtest.
public enum BacktestMethod: Sendable, Hashable {
  /// The model, with the drivers as they turned out.
  case modelExPost
  /// The model, with drivers forecast from what was known at the origin.
  case modelExAnte
  /// The model without its drivers.
  case withoutDrivers
  /// The automatic forecast, with drivers forecast from what was known at the origin.
  case automatic
  /// A plain forecaster.
  case benchmark(Benchmark)

  /// Its name in tables and files.
  public var name: String {
    switch self {
    case .modelExPost: "model-ex-post"
    case .modelExAnte: "model-ex-ante"
    case .withoutDrivers: "without-drivers"
    case .automatic: "auto"
    case .benchmark(let benchmark): benchmark.rawValue
    }
  }
}
