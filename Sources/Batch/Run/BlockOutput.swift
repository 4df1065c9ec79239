/// What a block of series gives.
struct BlockOutput: Sendable {
  /// Rows of forecasts, coefficients and failures, series behind series.
  var forecasts: [UInt8] = []
  var coefficients: [UInt8] = []
  var failures: [UInt8] = []
  var outcomes: [SeriesOutcome] = []
}
