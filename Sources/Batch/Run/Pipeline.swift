/// Computes blocks on several cores and hands their rows on in the order of the blocks.
struct Pipeline {
  let job: BatchJob
  let jobs: Int

  /// Runs through all blocks.
  ///
  /// - Parameters:
  ///   - reader: gives the blocks.
  ///   - take: receives the position after a block and its rows, block by block in order.
  /// - Throws: the first error of reader, workers or receiver.
  func run(_ reader: BatchReader, take: (Int, BlockOutput) async throws -> Void) async throws {
    guard jobs > 1 else {
      var worker = SeriesWorker(job)
      while let block = try reader.next() { try await take(block.position, worker.output(block)) }
      return
    }
    let job = job
    try await withThrowingTaskGroup(of: (Int, Int, BlockOutput).self) { group in
      var finished: [Int: (Int, BlockOutput)] = [:]
      var wanted = 0
      var running = 0
      func collect() async throws {
        guard let (index, position, rows) = try await group.next() else { return }
        running -= 1
        finished[index] = (position, rows)
      }
      func handOn() async throws {
        while let (position, rows) = finished.removeValue(forKey: wanted) {
          wanted += 1
          try await take(position, rows)
        }
      }
      while let block = try reader.next() {
        // Rows that wait for a slow block must not pile up.
        func isFarAhead() -> Bool { block.index - wanted >= 8 * jobs }
        while running >= jobs || isFarAhead() {
          try await collect()
          if isFarAhead() { try await handOn() }
        }
        group.addTask {
          var worker = SeriesWorker(job)
          return (block.index, block.position, try worker.output(block))
        }
        running += 1
        // After the start of the next block, so that no core waits for the output.
        try await handOn()
      }
      while running > 0 {
        try await collect()
        try await handOn()
      }
    }
  }
}
