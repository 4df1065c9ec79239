import ChurnModels
import Series
import Univariate

/// Anything that can be fitted to a table: churn models, forecasters without drivers, and the choice among them.
///
/// Commands, batches and backtests know models by this protocol alone; ``ModelList`` lists them all.
public protocol Model: Sendable {
  /// The type of a fit of the model.
  associatedtype Fitted: FittedModel

  /// Its name in results.
  var name: String { get }
  /// The same model without its drivers; nil if it has none or cannot do without them.
  var withoutDrivers: (any Model)? { get }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - table: MAU and the raw columns of the drivers.
  ///   - benchmarks: whether to fit the benchmarks with which the model is compared.
  /// - Returns: the fit.
  /// - Throws: the error of the model's module, for data to which it cannot be fitted.
  func fit(_ table: MonthlyTable, benchmarks: Bool) throws -> Fitted

  /// The work of a fit.
  ///
  /// - Parameters:
  ///   - figures: the number of figures.
  ///   - months: the number of months from the first to the last figure.
  ///   - benchmarks: whether the benchmarks and the notes of the fit are made too.
  /// - Returns: the time and memory of ``fit(_:benchmarks:)``.
  func fittingWork(figures: Int, months: Int, benchmarks: Bool) -> WorkEstimate

  /// The work of a forecast from a fit.
  ///
  /// - Parameters:
  ///   - history: the number of months of the data.
  ///   - months: the horizon.
  ///   - drawn: the drivers that are drawn from their history.
  ///   - options: how it is made.
  /// - Returns: the time and memory of the forecast.
  func forecastingWork(history: Int, months: Int, drawn: DrawnDrivers, options: ForecastOptions) -> WorkEstimate
}

/// A model that a specification describes.
public protocol SpecifiedModel: Model {
  /// What the model consists of.
  var specification: ModelSpecification { get }
}

extension Model {
  /// The work of a fit to a table.
  ///
  /// - Parameters:
  ///   - table: what it is fitted to.
  ///   - benchmarks: whether the benchmarks and the notes of the fit are made too.
  /// - Returns: the time and memory.
  public func fittingWork(_ table: MonthlyTable, benchmarks: Bool) -> WorkEstimate {
    fittingWork(figures: table.mau.observedMonths.count, months: table.mau.values.count, benchmarks: benchmarks)
  }

  /// What the model consists of; nil for a forecaster without drivers.
  public var statedSpecification: ModelSpecification? { (self as? any SpecifiedModel)?.specification }
  /// The columns other than MAU that a fit reads.
  public var inputColumns: [String] { statedSpecification?.inputColumns ?? [] }
}
