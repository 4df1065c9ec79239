import Univariate

/// A method compared in a backtest, by name.
public struct BacktestMethod: Sendable, Hashable {
  /// Its name in tables and files.
  public let name: String

  init(name: String) { self.name = name }

  /// The model, with the actual values of the drivers.
  public static let modelExPost = BacktestMethod(name: "model-ex-post")
  /// The model, with drivers forecast from what was known at the origin.
  public static let modelExAnte = BacktestMethod(name: "model-ex-ante")
  /// The model without its drivers.
  public static let withoutDrivers = BacktestMethod(name: "without-drivers")
  /// The automatic forecast, with drivers forecast from what was known at the origin.
  public static let automatic = BacktestMethod(name: AutomaticForecast.name)

  /// Whether it is a forecaster without drivers.
  public var isBenchmark: Bool { Benchmark(rawValue: name) != nil }

  /// A forecaster without drivers.
  public static func benchmark(_ benchmark: Benchmark) -> BacktestMethod { BacktestMethod(name: benchmark.rawValue) }
}
