import ChurnModels
import Evaluation
import Forecasting
import Series

/// The model of a fit whose past can be gone through again.
public struct PastModel: Sendable {
  /// The model: net growth, or stock and flow.
  public let fit: any RecursiveFit
  /// The weight that the automatic choice gives it in forecasts; nil where it is the whole model.
  public let weight: Double?

  /// The model of a fit.
  ///
  /// - Parameter fit: a fit of net growth or of stock and flow, or the automatic choice with drivers.
  /// - Throws: ``PastModelError`` for other models, and where the choice has no growth model.
  public init(_ fit: any FittedModel) throws(PastModelError) {
    switch fit {
    case let fit as any RecursiveFit: (self.fit, weight) = (fit, nil)
    case let choice as AutomaticForecast:
      guard let own = choice.growth else {
        throw choice.specification.drivers.isEmpty ? .noDrivers : .notFitted(choice.failure)
      }
      (self.fit, weight) = (own, choice.weight)
    default: throw .otherModel
    }
  }
}
