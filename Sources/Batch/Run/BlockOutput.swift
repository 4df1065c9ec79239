import ChurnModels

/// The output of a block of series.
struct BlockOutput: Sendable {
  /// Rows of forecasts, coefficients, failures and look backs, series after series.
  var forecasts: [UInt8] = []
  var coefficients: [UInt8] = []
  var failures: [UInt8] = []
  var lookBacks: [UInt8] = []
  var outcomes: [SeriesOutcome] = []
  /// By group, the sums of the effects of its series, in the pass that pools them.
  var effects: [String: PoolSums] = [:]
}
