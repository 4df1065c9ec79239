import Parallel

/// Computes blocks on several cores and hands their rows on in the order of the blocks.
struct Pipeline {
  let job: BatchJob
  let jobs: Int

  /// Runs through all blocks.
  ///
  /// - Parameters:
  ///   - reader: gives the blocks, on this thread.
  ///   - take: receives, on this thread, the position after a block and its rows, block by block in order.
  /// - Throws: the first error of reader, workers or receiver; ``BatchError/stopped`` where a stop was asked for.
  func run(_ reader: BatchReader, take: (Int, BlockOutput) throws -> Void) throws {
    let queue = BlockQueue(job, threads: jobs > 1 ? jobs : 0)
    // Nobody computes for an output that has failed.
    defer { queue.close() }
    guard queue.hasThreads else {
      var worker = SeriesWorker(job)
      while let block = try next(reader) { try take(block.position, worker.output(block)) }
      return
    }
    while let block = try next(reader) {
      while !queue.hasRoom, let (position, rows) = try queue.wait() { try take(position, rows) }
      queue.add(block)
      while let (position, rows) = try queue.ready() { try take(position, rows) }
    }
    while let (position, rows) = try queue.wait() { try take(position, rows) }
  }

  private func next(_ reader: BatchReader) throws -> BatchBlock? {
    if job.options.stop.isRequested { throw BatchError.stopped }
    return try reader.next()
  }
}
