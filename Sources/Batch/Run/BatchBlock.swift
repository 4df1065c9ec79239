import SeriesIO

/// A block of a panel with the future drivers of its series.
struct BatchBlock: Sendable {
  /// The place of the block in the panel.
  let index: Int
  /// The place of its first series in the panel.
  let firstSeries: Int
  /// The first of its series that is not yet done.
  let start: Int
  let panel: PanelBlock
  /// The bytes of the panel up to its end.
  let position: Int
  /// By series of the block, the position of its future drivers; empty where none are read.
  let futures: [Future?]

  struct Future: Sendable {
    let block: PanelBlock
    let series: Int
  }
}
