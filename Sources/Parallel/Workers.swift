import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Work that several threads do together.
public enum Workers {
  /// Computes values on as many cores as there are: the threads take the next piece as soon as they have done one, and
  /// where no thread can be started, this one does them all.
  ///
  /// - Parameters:
  ///   - count: the number of pieces.
  ///   - body: computes the value of a piece, which must not depend on the others.
  /// - Returns: the values in the order of the pieces.
  public static func map<Value: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    let values = Mutex([Int: Value]())
    let next = Mutex(0)
    run(min(count, cores)) {
      while case let piece = next.withLock({ next in
        defer { next += 1 }
        return next
      }), piece < count {
        let value = body(piece)
        values.withLock { $0[piece] = value }
      }
    }
    return values.withLock { values in (0..<max(0, count)).compactMap { values[$0] } }
  }

  /// Runs a body on this thread and on as many others as can be started, up to a number, and returns when all have ended.
  private static func run(_ count: Int, _ body: @Sendable () -> Void) {
    withoutActuallyEscaping(body) { body in
      let others = (1..<max(1, min(count, mostThreads))).compactMap { _ in WorkerThread(body) }
      body()
      for thread in others { thread.join() }
    }
  }

  /// More threads than any machine has cores.
  private static let mostThreads = 1024

  /// The number of cores that can be used.
  public static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
