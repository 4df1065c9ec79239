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
  ///   - threads: the most threads that work at once; all cores by default.
  ///   - body: computes the value of a piece, which must not depend on the others.
  /// - Returns: the values in the order of the pieces.
  public static func map<Value: Sendable>(
    _ count: Int, threads: Int = Workers.cores, _ body: @Sendable (Int) -> Value
  ) -> [Value] {
    let count = max(0, count)
    let next = Atomic(0)
    let slots = UnsafeMutableBufferPointer<Value?>.allocate(capacity: count)
    // Bounded by the capacity, all of which is initialised before any thread starts and given back after all have ended.
    unsafe slots.initialize(repeating: nil)
    defer {
      unsafe slots.deinitialize()
      unsafe slots.deallocate()
    }
    nonisolated(unsafe) let values = unsafe slots
    run(min(count, threads)) {
      while case let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue, piece < count {
        // Bounded by the count; no other thread has this piece, and all are joined before it is read.
        unsafe values[piece] = body(piece)
      }
    }
    // Bounded by the capacity.
    return unsafe slots.compactMap { $0 }
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
