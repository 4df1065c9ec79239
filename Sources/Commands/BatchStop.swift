import ChurnForecast
import Synchronization

/// Stops a batch on Ctrl-C or SIGTERM: in good order if that takes no longer than people wait, else at once, which loses
/// nothing that is complete either.
final class BatchStop: Sendable {
  private let options: BatchOptions
  private let signal = Mutex<Int32>(0)
  private let isSaid = Mutex(false)

  init(_ options: BatchOptions) { self.options = options }

  /// Begins to watch for signals.
  func watch() {
    StopSignal.watch { [self] number in
      signal.withLock { $0 = number }
      options.stop.make()
      StopSignal.wait(milliseconds: 700)
      end()
    }
  }

  /// Says what is complete and ends the program; the first caller does.
  func end() -> Never {
    isSaid.withLock { isSaid in
      if !isSaid {
        if StandardStreams.showsErrorsOnTerminal { StandardStreams.writeRaw("\r\u{1B}[K") }
        StandardStreams.complain(StoppedBatchText.text(options))
      }
      isSaid = true
    }
    StopSignal.end(signal.withLock { $0 })
  }
}
