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

  /// Fits the model, with the benchmarks with which it is compared.
  ///
  /// - Parameters:
  ///   - table: MAU and drivers.
  ///   - limit: the work that is allowed.
  /// - Returns: the fit.
  /// - Throws: the error of the model; `WorkError` where it would take too much.
  public func fit(_ table: MonthlyTable, limit: WorkLimit = .none) throws -> any FittedModel {
    try model.fittingWork(table, benchmarks: true).check(limit)
    return try model.fit(table, benchmarks: true)
  }

  /// The work of a backtest of the model.
  ///
  /// - Parameters:
  ///   - table: MAU and drivers.
  ///   - options: horizon, origins, coverages.
  /// - Returns: its time and memory.
  public func backtestWork(_ table: MonthlyTable, options: Backtest.Options) -> WorkEstimate {
    Backtest.work(of: ModelList.judged(specification, isAutomatic: isAutomatic), table, options: options)
  }

  /// Backtests the model.
  ///
  /// - Parameters:
  ///   - table: MAU and drivers.
  ///   - options: horizon, origins, coverages.
  ///   - limit: the work that is allowed.
  /// - Returns: a backtest; of benchmarks only for the automatic choice without drivers.
  /// - Throws: `ForecastError` where the figures allow no origin; `WorkError` where it would take too much.
  public func backtest(
    _ table: MonthlyTable, options: Backtest.Options, limit: WorkLimit = .none
  ) throws -> Backtest {
    try backtestWork(table, options: options).check(limit)
    return try Backtest(of: ModelList.judged(specification, isAutomatic: isAutomatic), table, options: options)
  }
}
