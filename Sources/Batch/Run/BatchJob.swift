import SeriesIO

/// The shared settings of all workers.
struct BatchJob: Sendable {
  let options: BatchOptions
  let layout: PanelLayout
  let futureLayout: PanelLayout?
  /// Whether series are only estimated, for a pool of their effects.
  var isPoolPass = false
}
