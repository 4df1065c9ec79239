import ChurnModels
import Evaluation
import Forecasting

/// The report of a fit, whatever its model.
public struct FittedModelReport {
  private let fit: any FittedModel

  /// The report of a fit.
  public init(_ fit: any FittedModel) { self.fit = fit }

  /// The report as text.
  ///
  /// - Parameter format: how it is written.
  /// - Returns: text that ends with a line feed.
  public func rendered(as format: OutputFormat) -> String {
    switch fit {
    case let fit as FittedNetGrowth: FitReport(fit).rendered(as: format)
    case let fit as FittedChurnHazard: HazardReport(fit).rendered(as: format)
    case let fit as AutomaticForecast: AutomaticReport(fit).rendered(as: format)
    default: CoefficientRows.csv(fit.coefficients)
    }
  }
}
