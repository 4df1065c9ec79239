import Series

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard input, output and error of the program.
public enum StandardStreams {
  /// Opens the streams with which the program was started closed, so that no file that it opens later takes their place: what
  /// is written to them fails, as it should.
  public static func occupy() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      // The lowest free number is this one: reading from what only writes fails, and the other way round.
      // Bounded: the system reads the path up to its zero.
      _ = unsafe open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes a message to standard error, without control and bidirectional characters but for line feeds; one that nobody can
  /// read is dropped.
  ///
  /// - Parameter text: complete lines.
  public static func complain(_ text: String) { writeRaw(VisibleText.lines(text)) }

  /// Writes text with control characters of our own, such as a progress bar, to standard error.
  ///
  /// - Parameter text: what to write; nothing in it comes from a file.
  public static func writeRaw(_ text: String) { _ = SystemCall.write(Array(text.utf8)[...], to: STDERR_FILENO) }

  /// Whether standard output is a terminal.
  public static var showsResultsOnTerminal: Bool { isatty(STDOUT_FILENO) != 0 }

  /// The number of characters in a line of the terminal that standard output is; nil where it is none, or does not say.
  public static var columns: Int? {
    var size = winsize()
    // Bounded: the system fills in one size.
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether standard error is a terminal.
  public static var showsErrorsOnTerminal: Bool { isatty(STDERR_FILENO) != 0 }
}
