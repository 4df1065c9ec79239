#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread that does one piece of work; whoever starts it joins it exactly once.
///
/// The system's own threads rather than a pool: a pool that cannot start a thread waits for one for ever.
@safe public struct WorkerThread: Sendable {
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  #if canImport(Darwin)
    // Bounded by this type: the thread is only ever joined.
    private nonisolated(unsafe) let thread: pthread_t
  #else
    private let thread: pthread_t
  #endif

  /// Starts a thread; nil where the system allows no more.
  ///
  /// - Parameter body: what it does.
  public init?(_ body: @escaping @Sendable () -> Void) {
    // Bounded by the count of references: the thread takes over the one reference; where none starts, it is given back here.
    let work = unsafe Unmanaged.passRetained(Work(body))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let status = unsafe pthread_create(&thread, nil, runWork, work.toOpaque())
    guard status == 0 else {
      unsafe work.release()
      return nil
    }
    #if canImport(Darwin)
      guard let thread = unsafe thread else { return nil }
      unsafe self.thread = thread
    #else
      self.thread = thread
    #endif
  }

  /// Waits until its work is done.
  public func join() {
    // Bounded by the caller, who joins once.
    #if canImport(Darwin)
      unsafe pthread_join(thread, nil)
    #else
      pthread_join(thread, nil)
    #endif
  }

  /// Bounded: the context is the work that was handed over, with its one reference.
  fileprivate static func run(_ context: UnsafeMutableRawPointer) {
    unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
  }
}

// Bounded: the system hands over the context that the thread was started with.
#if canImport(Darwin)
  private func runWork(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe WorkerThread.run(context)
    return nil
  }
#else
  private func runWork(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context = unsafe context { unsafe WorkerThread.run(context) }
    return nil
  }
#endif
