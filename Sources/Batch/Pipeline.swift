import SeriesIO

/// Computes blocks on several cores and hands their rows on in the order of the blocks.
struct Pipeline {
  let job: BatchJob
  let jobs: Int

  /// Runs through all blocks.
  ///
  /// - Parameters:
  ///   - reader: gives the blocks.
  ///   - take: receives the bytes that a block was read from and its rows, block by block in their order.
  /// - Throws: the first error of reader, workers or receiver.
  func run(_ reader: BatchReader, take: (Int, BlockOutput) async throws -> Void) async throws {
    guard jobs > 1 else {
      var worker = SeriesWorker(job)
      while let block = try reader.next() { try await take(block.panel.count, worker.output(block)) }
      return
    }
    let job = job
    try await withThrowingTaskGroup(of: (Int, Int, BlockOutput).self) { group in
      var finished: [Int: (Int, BlockOutput)] = [:]
      var wanted = 0
      var running = 0
      func collect() async throws {
        guard let (index, bytes, rows) = try await group.next() else { return }
        running -= 1
        finished[index] = (bytes, rows)
      }
      func handOn() async throws {
        while let (bytes, rows) = finished.removeValue(forKey: wanted) {
          wanted += 1
          try await take(bytes, rows)
        }
      }
      while let block = try reader.next() {
        // Rows that wait for those of a slow block shall not pile up.
        while running >= jobs || block.index - wanted >= 8 * jobs {
          try await collect()
          try await handOn()
        }
        group.addTask {
          var worker = SeriesWorker(job)
          return (block.index, block.panel.count, try worker.output(block))
        }
        running += 1
      }
      while running > 0 {
        try await collect()
        try await handOn()
      }
    }
  }
}
