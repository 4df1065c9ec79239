import ChurnModels
import Evaluation
import Forecasting
import Models
import Series

/// A model to be fitted, or the automatic choice among models.
public struct ModelRequest: Sendable, Equatable {
  /// The model; for the automatic choice its drivers and timing.
  public var specification: ModelSpecification
  /// Whether the program chooses the model.
  public var isAutomatic: Bool

  /// A model; by default the automatic choice without drivers.
  public init(_ specification: ModelSpecification = ModelSpecification(), isAutomatic: Bool? = nil) {
    self.specification = specification
    self.isAutomatic = isAutomatic ?? (specification == ModelSpecification())
  }

  /// The model.
  public var model: any SpecifiedModel { ModelList.model(specification, isAutomatic: isAutomatic) }

  /// Backtests the model.
  ///
  /// - Parameters:
  ///   - table: MAU and drivers.
  ///   - options: horizon, origins, coverages.
  /// - Returns: a backtest; of benchmarks only for the automatic choice without drivers.
  /// - Throws: `ForecastError` where the figures allow no origin.
  public func backtest(_ table: MonthlyTable, options: Backtest.Options) throws -> Backtest {
    try Backtest(of: ModelList.judged(specification, isAutomatic: isAutomatic), table, options: options)
  }
}
