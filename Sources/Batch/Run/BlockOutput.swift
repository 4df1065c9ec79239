/// The output of a block of series.
struct BlockOutput: Sendable {
  /// Rows of forecasts, coefficients and failures, series after series.
  var forecasts: [UInt8] = []
  var coefficients: [UInt8] = []
  var failures: [UInt8] = []
  var outcomes: [SeriesOutcome] = []
}
