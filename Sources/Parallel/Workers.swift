#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Work that several threads do together.
public enum Workers {
  /// Runs a body on this thread and on as many others as can be started, up to a number, and returns when all have ended.
  ///
  /// The bodies share the work among themselves, for example by taking the next piece under a lock, so that any number of
  /// them does all of it: where no thread can be started, this thread does it alone.
  ///
  /// - Parameters:
  ///   - count: the number of threads wanted, this one included; at least one runs.
  ///   - body: what each of them does.
  public static func run(_ count: Int, _ body: @Sendable () -> Void) {
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
