import ChurnModels
import Series
import Univariate

/// Whatever can be fitted to a table: churn models, forecasters without drivers, the choice among them.
///
/// Commands, batches and backtests know models by this protocol alone; ``ModelList`` lists them all.
public protocol Model: Sendable {
  /// What a fit of the model is.
  associatedtype Fitted: FittedModel

  /// Its name in results.
  var name: String { get }
  /// The same model without its drivers; nil where it has none, or cannot do without.
  var withoutDrivers: (any Model)? { get }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - table: MAU and the raw columns of the drivers.
  ///   - benchmarks: whether a model that compares itself with others fits these too.
  /// - Returns: the fit.
  /// - Throws: the error of the model's room, for data that it cannot be fitted to.
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
  /// The columns beside MAU that a fit reads.
  public var inputColumns: [String] { statedSpecification?.inputColumns ?? [] }
}
