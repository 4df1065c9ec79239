import SeriesIO

/// The shared settings of all workers.
struct BatchJob: Sendable {
  let options: BatchOptions
  let layout: PanelLayout
  let futureLayout: PanelLayout?
}
