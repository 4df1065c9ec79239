import Foundation
import Parallel

/// Work for the disk, done in order on a thread of its own, so that no core waits for a slow disk; where no thread can be
/// started, it is done at once.
///
/// After an error nothing more is done.
package final class DiskQueue: Sendable {
  /// What callers and the thread share.
  private final class Shared: @unchecked Sendable {
    // Cannot race: everything below is read and written with the condition locked.
    let condition = NSCondition()
    var work: [(bytes: Int, body: @Sendable () throws -> Void)] = []
    /// Bytes not yet written.
    var waiting = 0
    var error: (any Error)?
    var isClosed = false

    /// Does work until the queue is closed.
    func run() {
      while let (bytes, body) = next() { done(bytes, Result(catching: body)) }
    }

    private func next() -> (bytes: Int, body: @Sendable () throws -> Void)? {
      condition.withLock {
        while work.isEmpty, !isClosed { condition.wait() }
        return work.isEmpty ? nil : work.removeFirst()
      }
    }

    func done(_ bytes: Int, _ result: Result<Void, any Error>) {
      condition.withLock {
        waiting -= bytes
        if case .failure(let problem) = result {
          error = problem
          waiting -= work.reduce(0) { $0 + $1.bytes }
          work = []
        }
        condition.broadcast()
      }
    }
  }

  /// The number of unwritten bytes above which callers wait.
  package static let mostWaiting = 1 << 24

  private let shared = Shared()
  private let thread: WorkerThread?

  /// No work yet.
  package init() { thread = WorkerThread { [shared] in shared.run() } }

  deinit {
    shared.condition.withLock {
      shared.isClosed = true
      shared.condition.broadcast()
    }
    thread?.join()
  }

  /// Takes work.
  ///
  /// - Parameters:
  ///   - bytes: the memory that it holds, at least 1, or an equivalent for other resources.
  ///   - work: what to do; its error is thrown by those who wait.
  package func add(bytes: Int, _ work: @escaping @Sendable () throws -> Void) {
    let hasFailed = shared.condition.withLock {
      guard shared.error == nil else { return true }
      shared.waiting += max(1, bytes)
      if thread != nil { shared.work.append((max(1, bytes), work)) }
      shared.condition.broadcast()
      return false
    }
    if !hasFailed, thread == nil { shared.done(max(1, bytes), Result(catching: work)) }
  }

  /// Waits while too much is waiting for the disk.
  ///
  /// - Throws: the error of earlier work.
  package func relieve() throws {
    let isFull = shared.condition.withLock { shared.waiting > Self.mostWaiting }
    try wait(isFull)
  }

  /// Waits until all is done.
  ///
  /// - Throws: the error that ended it.
  package func finish() throws { try wait(true) }

  private func wait(_ isNeeded: Bool) throws {
    let error = shared.condition.withLock {
      while isNeeded, shared.waiting > 0 { shared.condition.wait() }
      return shared.error
    }
    if let error { throw error }
  }
}
