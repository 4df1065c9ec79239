import Drivers
import Series
import Univariate

/// A raw column, or an upstream quantity, with its path in each scenario.
struct ScenarioColumn: Sendable {
  /// Its name.
  let name: String
  /// The first month of the paths: the first one without a known value, or the one after the base if that is earlier.
  let first: Month
  /// The number of months of a path whose values are known.
  let known: Int
  /// All values that are known, those from ``first`` on among them where the base is in the past.
  let whole: MonthlyColumn
  /// The values before ``first``; 11 years at the reference level for a stated driver.
  let history: MonthlyColumn
  /// The level from which an upstream quantity is measured, or at which a stated driver starts; nil with a history.
  let reference: Double?
  /// The lowest and highest value observed or stated; nil where neither is known.
  let range: ClosedRange<Double>?
  /// The forecasts from the history, one for each method that a scenario needs.
  let forecasts: [DriverForecast]
  /// How it goes on where a scenario does not say otherwise; nil where every scenario does.
  let continued: ContinuedDriver?
  /// Changes after the horizon.
  let late: [LateChange]
  /// One per scenario.
  let paths: [ScenarioPath]
  /// The path without any change.
  let unchanged: ScenarioPath

  /// Whether the draws of any scenario need the probabilities of normal deviates.
  var needsProbabilities: Bool { paths.contains { $0.randomness?.needsProbabilities == true } }

  /// Whether the draws of any scenario need normal deviates.
  var needsNormals: Bool { paths.contains(where: \.needsNormals) }

  /// History and path together.
  func complete(_ path: ScenarioPath) -> MonthlyColumn {
    history.continued(
      by: MonthlyColumn(
        name: name, first: first, values: path.values, file: reference == nil ? history.file : "path"))
  }
}
