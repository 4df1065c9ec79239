import SeriesIO

/// Hands the rows of forecasts, and their header, to the caller.
final class RowOutput: BatchOutput {
  private let write: ([UInt8]) throws -> Void
  private(set) var counts = BatchCounts()
  var finished: BatchSummary? { nil }

  init(coverages: [Double], _ write: @escaping ([UInt8]) throws -> Void) throws {
    self.write = write
    try write(PanelText.forecastHeader(coverages: coverages))
  }

  func add(_ rows: BlockOutput) throws {
    try write(rows.forecasts)
    for outcome in rows.outcomes { counts.add(outcome) }
  }

  func abandon() {}

  func finish(streamed: Fingerprint?, seconds: Double) throws -> Int { 0 }
}
