import SeriesIO

/// Reads a panel block by block, together with the future drivers.
final class BatchReader {
  private let panel: PanelReader
  private let futures: PanelReader?
  private var future: BatchBlock.Future?
  private var index = 0
  private var series = 0
  private let done: Int
  /// The bytes of the panel that were read.
  private(set) var position = 0
  /// Those of the blocks that were skipped.
  private(set) var passed = 0

  /// - Parameters:
  ///   - panel: the panel.
  ///   - futures: future drivers; nil for none.
  ///   - done: the series to skip.
  /// - Throws: `SeriesIOError` when the future drivers cannot be read.
  init(_ panel: PanelReader, futures: PanelReader?, done: Int) throws {
    self.panel = panel
    self.futures = futures
    self.done = done
    try advance()
  }

  private func advance() throws {
    guard let futures else { return }
    if let current = future, current.series + 1 < current.block.series.count {
      future = .init(block: current.block, series: current.series + 1)
    } else {
      future = try futures.next().map { .init(block: $0, series: 0) }
    }
  }

  /// The next block that is not done.
  ///
  /// - Returns: nil at the end.
  /// - Throws: `SeriesIOError` when a panel cannot be read further, is not grouped, or future drivers are in another
  ///   order.
  func next() throws -> BatchBlock? {
    while let block = try panel.next() {
      let futures = try futures(of: block)
      let first = series
      series += block.series.count
      position += block.count
      if series <= done {
        passed = position
        continue
      }
      defer { index += 1 }
      return BatchBlock(
        index: index, firstSeries: first, start: max(0, done - first), panel: block, position: position,
        futures: futures)
    }
    if let future { throw outOfOrder(future) }
    return nil
  }

  private func futures(of block: PanelBlock) throws -> [BatchBlock.Future?] {
    guard futures != nil else { return [] }
    var result = [BatchBlock.Future?](repeating: nil, count: block.series.count)
    var next = 0
    while let future, next < block.series.count {
      let wanted = future.block.series[future.series].identity
      guard let found = block.series[next...].firstIndex(where: { $0.identity == wanted }) else {
        // Not in the rest of this block: still to come, or already passed.
        if panel.hasSeen(wanted) { throw outOfOrder(future) }
        break
      }
      result[found] = future
      next = found + 1
      try advance()
    }
    if let future, next == block.series.count, panel.hasSeen(future.block.series[future.series].identity) {
      throw outOfOrder(future)
    }
    return result
  }

  private func outOfOrder(_ future: BatchBlock.Future) -> SeriesIOError {
    futures?.outOfOrder(future.block, future.series, panel: panel.file) ?? .changedWhileRead(file: panel.file)
  }
}
