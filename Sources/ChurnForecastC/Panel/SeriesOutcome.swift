import Batch
import Reporting
import Series
import SeriesIO

/// The forecast of a series of a table, or why it has none.
final class SeriesOutcome: Sendable {
  /// The name of the series; nil where its rows have none.
  let name: String?
  let months: [Month]
  /// By month, the median and then the lower and upper end of every interval.
  let values: [Double]
  /// The model that made it.
  let model: String
  /// The names of the coefficients, and of each its estimate, standard error and 95 % interval.
  let coefficients: (names: [String], values: [Double])
  let failure: (reason: FailureReason, message: String)?
  /// An error that concerns all series alike.
  let error: (any Error)?

  /// Forecasts a series.
  ///
  /// - Parameters:
  ///   - series: the series.
  ///   - forecaster: the storage that it is forecast in.
  ///   - style: how months are written, which may limit them.
  ///   - later: later drivers by series, and the names of their columns; nil for none.
  init(
    _ series: TableSeries, by forecaster: inout PanelForecaster, _ style: TimeStyle,
    _ later: (rows: [ExactName?: SeriesRows], names: [String])?
  ) {
    name = series.name
    var failure = series.failure
    var error: (any Error)?
    if failure == nil, let name = series.name {
      var rows = series.rows
      if let later, let known = later.rows[ExactName(name)] {
        rows.extend(by: known, later.names, among: forecaster.columns)
      }
      do {
        try forecaster.run(PanelForecaster.Input(SeriesIdentity(name: name), rows))
        try style.check(forecaster.months)
      } catch let problem as TableError {
        failure = (.notForecast, "\(problem)")
      } catch let problem {
        if let reason = FailureReason(problem) {
          failure = (reason, VisibleText.line("\(problem)"))
        } else {
          error = problem
        }
      }
    }
    (self.failure, self.error) = (failure, error)
    let isForecast = failure == nil && error == nil
    months = isForecast ? forecaster.months : []
    values = isForecast ? forecaster.values : []
    model = isForecast ? forecaster.model : ""
    coefficients = isForecast ? (forecaster.coefficientNames, forecaster.coefficients) : ([], [])
  }
}

extension TableSeries {
  /// The month that comes twice; nil where every month comes once.
  var repetition: TableError? {
    rows.repetition.map { earlier, later in
      .repeatedMonth(
        series: name ?? "", month: "\(Month(ordinal: rows.months[later]))", rows: (places[earlier], places[later]))
    }
  }

  /// Why it cannot be forecast, before any model looks at it; nil for no reason.
  var failure: (reason: FailureReason, message: String)? {
    if name?.isEmpty ?? true { return (.nameless, "rows without the name of a series") }
    if let (reason, error) = fault { return (reason, "\(error)") }
    return repetition.map { (.repeatedMonth, "\($0)") }
  }
}
