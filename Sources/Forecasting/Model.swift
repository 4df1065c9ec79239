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
}

/// A model that a specification describes.
public protocol SpecifiedModel: Model {
  /// What the model consists of.
  var specification: ModelSpecification { get }
}

extension Model {
  /// What the model consists of; nil for a forecaster without drivers.
  public var statedSpecification: ModelSpecification? { (self as? any SpecifiedModel)?.specification }
  /// The columns other than MAU that a fit reads.
  public var inputColumns: [String] { statedSpecification?.inputColumns ?? [] }
}
