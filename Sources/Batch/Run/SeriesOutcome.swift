/// The outcome of one series: where its rows end in the output of its block, and why it failed if it did.
struct SeriesOutcome: Sendable {
  /// A failure.
  struct Failure: Sendable {
    let series: String
    let reason: FailureReason
    let message: String
  }

  var forecastEnd = 0
  var coefficientEnd = 0
  var failureEnd = 0
  var lookBackEnd = 0
  var isFallback = false
  var failure: Failure?
}
