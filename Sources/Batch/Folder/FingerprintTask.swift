import Parallel
import Synchronization

/// The manifest of a batch, made from the fingerprints of its inputs on a thread of its own, or at once where none can be
/// started.
final class FingerprintTask: Sendable {
  private final class Shared: Sendable {
    let result = Mutex<Result<Manifest, any Error>?>(nil)
  }

  private let shared = Shared()
  /// Nil once it was joined.
  private let thread: Mutex<WorkerThread?>

  /// Starts it.
  init(_ body: @escaping @Sendable () throws -> Manifest) {
    let work: @Sendable () -> Void = { [shared] in
      let result = Result(catching: body)
      shared.result.withLock { $0 = result }
    }
    let started = WorkerThread(work)
    thread = Mutex(started)
    if started == nil { work() }
  }

  deinit { join() }

  private func join() {
    thread.withLock { thread in
      thread?.join()
      thread = nil
    }
  }

  /// Waits for the manifest.
  func value() throws -> Manifest {
    join()
    guard let result = shared.result.withLock({ $0 }) else {
      // Cannot trap: a thread that was joined has left its result.
      preconditionFailure("a joined thread has a result")
    }
    return try result.get()
  }
}
