import ChurnModels
import Forecasting
import LeastSquares
import Models
import Scenarios
import Series

/// A look back on the past of a fit.
public struct LookBackRequest: Sendable {
  /// What would have been; empty for every driver at its reference level.
  public var changes: [PastChange] = []
  /// The first month that changes; nil for the month after the first figure.
  public var since: Month?
  /// The last month that changes; nil for that of the last figure.
  public var until: Month?
  /// The coverages of the intervals, between 0 and 1.
  public var coverages = ScenarioFile.usualCoverages
  /// The number of draws of the estimates, even.
  public var draws = ForecastOptions().draws
  /// Their seed.
  public var seed: UInt64 = 1

  /// A look back with every driver at its reference level.
  public init() {}

  /// The answer.
  public struct Answer: Sendable {
    /// The model.
    public let model: PastModel
    /// What the drivers have cost; nil where the model has none with a level.
    public let lookBack: LookBack?
    /// The history by causes.
    public let decomposition: Decomposition
  }

  /// Goes through the past of a fit.
  ///
  /// - Parameter fit: a fit of net growth or of stock and flow, or the automatic choice with drivers.
  /// - Returns: what was asked, and the decomposition of the whole history.
  /// - Throws: `PastModelError`, `LookBackError`, errors of scenarios and drivers.
  public func answer(of fit: any FittedModel) throws -> Answer {
    let model = try PastModel(fit)
    let hasLevels = !model.fit.specification.driverColumns.isEmpty
    let lookBack =
      hasLevels || !changes.isEmpty
      ? try LookBack(
        model.fit, changes, since: since, until: until, coverages: coverages, draws: draws, seed: seed) : nil
    return Answer(
      model: model, lookBack: lookBack,
      decomposition: try Decomposition(
        model.fit, coverage: coverages.max() ?? Coverages.single, draws: min(draws, 2000), seed: seed))
  }
}
