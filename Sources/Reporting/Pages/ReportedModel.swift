import Forecasting

/// A fit with more to report than its coefficients: its report, and the sections of its page.
package protocol ReportedModel: FittedModel {
  /// The report of the fit.
  var report: any ResultReport { get }
  /// The sections of its page between the forecast and the data.
  var sections: [ReportPage.Section] { get }
}
