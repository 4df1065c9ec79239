import ChurnModels
import Evaluation
import Forecasting
import Series

/// The growth model of a fit, whose past can be gone through again.
public struct PastModel: Sendable {
  /// The growth model.
  public let growth: FittedNetGrowth
  /// The weight that the automatic choice gives it in forecasts; nil where it is the whole model.
  public let weight: Double?

  /// The growth model of a fit.
  ///
  /// - Parameter fit: a fit of net growth, or the automatic choice with drivers.
  /// - Throws: ``PastModelError`` for other models, and where the choice has no growth model.
  public init(_ fit: any FittedModel) throws(PastModelError) {
    switch fit {
    case let fit as FittedNetGrowth: (growth, weight) = (fit, nil)
    case let choice as AutomaticForecast:
      guard let own = choice.growth else {
        throw choice.specification.drivers.isEmpty ? .noDrivers : .notFitted(choice.failure)
      }
      (growth, weight) = (own, choice.weight)
    default: throw .otherModel
    }
  }
}
