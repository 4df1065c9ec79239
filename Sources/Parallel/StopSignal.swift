#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The signals by which people and systems stop a program: interrupt (Ctrl-C) and termination.
public enum StopSignal {
  /// Has a body called, on a thread of its own, when the program is to stop, in place of the sudden end.
  ///
  /// To be called before any other thread is started. A signal that the program was told to ignore stays ignored. Where no
  /// thread can be started, signals end the program as usual.
  ///
  /// - Parameter body: receives the number of the signal, once.
  public static func watch(_ body: @escaping @Sendable (Int32) -> Void) {
    // Bounded: the system fills in sets and numbers of its own types, of which it does not keep the address.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] where !isIgnored(signal) { unsafe sigaddset(&signals, signal) }
    var earlier = sigset_t()
    guard unsafe pthread_sigmask(SIG_BLOCK, &signals, &earlier) == 0 else { return }
    let watched = signals
    let thread = WorkerThread {
      var signals = watched
      var signal: Int32 = 0
      if unsafe sigwait(&signals, &signal) == 0 { body(signal) }
    }
    if thread == nil { unsafe pthread_sigmask(SIG_SETMASK, &earlier, nil) }
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    // Bounded: the system fills in one action; a handler is compared as a number, never called.
    var action = sigaction()
    guard unsafe sigaction(signal, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      return unsafe action.__sigaction_u.__sa_handler.map { unsafe unsafeBitCast($0, to: Int.self) } == 1
    #else
      return unsafe action.__sigaction_handler.sa_handler.map { unsafe unsafeBitCast($0, to: Int.self) } == 1
    #endif
  }

  /// Has writing to a pipe without a reader fail, rather than end the program.
  public static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

  /// Ends the program at once, on any thread, as the shell reports a signal: with the code 128 + signal.
  public static func end(_ signal: Int32) -> Never { _exit(128 + signal) }

  /// Lets this thread wait.
  public static func wait(milliseconds: UInt32) { usleep(milliseconds * 1000) }
}
