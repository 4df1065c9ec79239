import Forecasting

/// The report of a fit, whatever its model.
public struct FittedModelReport: ResultReport {
  private let fit: any FittedModel

  /// The report of a fit.
  public init(_ fit: any FittedModel) { self.fit = fit }

  /// Tables, notes and fields: those of the model's own report, else its coefficients.
  public var document: ResultDocument {
    if let fit = fit as? any ReportedModel { return fit.report.document }
    let coefficients = CoefficientRows.table(fit.coefficients)
    return ResultDocument([.table(coefficients)], data: coefficients, fields: ["coefficients": .records(coefficients)])
  }
}
