import ChurnModels

/// The output of a block of series.
struct BlockOutput: Sendable {
  /// Rows of forecasts, coefficients and failures, series after series.
  var forecasts: [UInt8] = []
  var coefficients: [UInt8] = []
  var failures: [UInt8] = []
  var outcomes: [SeriesOutcome] = []
  /// The sums of the effects of the series, in the pass that pools them.
  var effects = PoolSums()
}
