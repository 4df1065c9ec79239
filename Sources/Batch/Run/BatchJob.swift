import SeriesIO

/// What every worker needs to know.
struct BatchJob: Sendable {
  let options: BatchOptions
  let layout: PanelLayout
  let futureLayout: PanelLayout?
}
