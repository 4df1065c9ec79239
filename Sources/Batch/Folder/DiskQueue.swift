import Dispatch
import Synchronization

/// Work for the disk, done in order on a thread of its own, so that no core waits for a slow disk.
///
/// After an error nothing more is done.
package final class DiskQueue: Sendable {
  private struct State {
    /// Bytes not yet written.
    var waiting = 0
    var error: (any Error)?
  }

  /// The number of unwritten bytes above which callers wait.
  package static let mostWaiting = 1 << 24

  private let queue = DispatchQueue(label: "disk")
  private let state = Mutex(State())

  /// No work yet.
  package init() {}

  /// Takes work.
  ///
  /// - Parameters:
  ///   - bytes: the memory that it holds, or an equivalent for other resources.
  ///   - work: what to do; its error is thrown by those who wait.
  package func add(bytes: Int, _ work: @escaping @Sendable () throws -> Void) {
    state.withLock { $0.waiting += bytes }
    queue.async { [self] in
      let hasFailed = state.withLock { $0.error != nil }
      let result = Result { if !hasFailed { try work() } }
      state.withLock { state in
        state.waiting -= bytes
        if case .failure(let error) = result { state.error = error }
      }
    }
  }

  /// Waits while too much is waiting for the disk.
  ///
  /// - Throws: the error of earlier work.
  package func relieve() async throws {
    let isFull = state.withLock { $0.waiting > Self.mostWaiting }
    if isFull { return try await finish() }
    if let error = state.withLock({ $0.error }) { throw error }
  }

  /// Waits until all is done.
  ///
  /// - Throws: the error that ended it.
  package func finish() async throws {
    await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
    if let error = state.withLock({ $0.error }) { throw error }
  }
}
