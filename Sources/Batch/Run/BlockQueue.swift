import Foundation
import Parallel

/// Blocks on their way through the workers, and their rows until it is their turn.
final class BlockQueue: Sendable {
  private typealias Outcome = Result<(position: Int, rows: BlockOutput), any Error>

  /// What the reader and the workers share.
  private final class Shared: @unchecked Sendable {
    // Cannot race: everything below is read and written with the condition locked.
    let condition = NSCondition()
    var blocks: [BatchBlock] = []
    var outcomes: [Int: Outcome] = [:]
    /// Blocks that were added, and those whose rows were handed on.
    var added = 0
    var handedOn = 0
    /// Bytes of rows that wait for their turn.
    var bytes = 0
    var isClosed = false

    /// Computes blocks until the queue is closed.
    func run(_ job: BatchJob) {
      var worker = SeriesWorker(job)
      while let block = next() {
        let outcome = Outcome { (block.position, try worker.output(block)) }
        condition.withLock {
          outcomes[block.index] = outcome
          bytes += Self.size(outcome)
          condition.broadcast()
        }
      }
    }

    private func next() -> BatchBlock? {
      condition.withLock {
        while blocks.isEmpty, !isClosed { condition.wait() }
        return isClosed ? nil : blocks.removeFirst()
      }
    }

    static func size(_ outcome: Outcome) -> Int {
      guard case .success(let (_, rows)) = outcome else { return 0 }
      return rows.forecasts.count + rows.coefficients.count + rows.failures.count + rows.lookBacks.count
    }

    /// The next rows in order, if they are there.
    func take() throws -> (position: Int, rows: BlockOutput)? {
      guard let outcome = outcomes.removeValue(forKey: handedOn) else { return nil }
      handedOn += 1
      bytes -= Self.size(outcome)
      return try outcome.get()
    }
  }

  /// Rows of more bytes than this wait for no block that is further ahead.
  private static let mostBytes = 1 << 27

  private let shared = Shared()
  private let threads: [WorkerThread]

  /// - Parameters:
  ///   - job: what the workers do.
  ///   - threads: how many are wanted; fewer, perhaps none, where the system allows no more.
  init(_ job: BatchJob, threads: Int) {
    self.threads = (0..<threads).compactMap { [shared] _ in WorkerThread { shared.run(job) } }
  }

  /// Whether anyone computes.
  var hasThreads: Bool { !threads.isEmpty }

  /// Whether another block may be added: rows that wait for a slow block must not pile up.
  var hasRoom: Bool {
    shared.condition.withLock {
      shared.blocks.count < threads.count && shared.added - shared.handedOn < 8 * threads.count
        && shared.bytes < Self.mostBytes
    }
  }

  /// Adds the next block.
  func add(_ block: BatchBlock) {
    shared.condition.withLock {
      shared.blocks.append(block)
      shared.added += 1
      shared.condition.broadcast()
    }
  }

  /// The rows whose turn it is, if they are there.
  func ready() throws -> (position: Int, rows: BlockOutput)? { try shared.condition.withLock { try shared.take() } }

  /// Waits for the rows whose turn it is; nil where all were handed on.
  func wait() throws -> (position: Int, rows: BlockOutput)? {
    try shared.condition.withLock {
      while shared.handedOn < shared.added {
        if let rows = try shared.take() { return rows }
        shared.condition.wait()
      }
      return nil
    }
  }

  /// Ends the workers after the blocks that they are at.
  func close() {
    shared.condition.withLock {
      shared.isClosed = true
      shared.condition.broadcast()
    }
    for thread in threads { thread.join() }
  }
}
