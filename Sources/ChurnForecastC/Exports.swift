import CArrow
import Commands
import Forecasting
import Reporting
import Series
import SeriesIO
import Workbench

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// The C interface; `churnforecast.h` describes it. Every function returns an exit code of the program, 0 for success, and gives back
// a text that `cf_free` frees: the answer, or the message of an error. Handles are given back once by their release functions.
//
// Bounded throughout: texts end with a zero, streams are moved as Arrow's interface asks, handles are those that were handed out.

/// The version of the library.
@c(cf_version)
public func version(_ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  // Bounded by the one place that the text goes to.
  unsafe Exports.answer(text) { ProgramVersion.current }
}

/// Frees a text.
@c(cf_free)
public func freeText(_ text: UnsafeMutablePointer<CChar>?) {
  // Bounded: it came from `strdup`.
  unsafe free(text)
}

/// Runs a command of the program with the arguments after its name, and ends the process.
@c(cf_main)
public func main(_ count: Int32, _ arguments: UnsafePointer<UnsafePointer<CChar>?>) {
  // Bounded by the count of arguments.
  let texts = (0..<Int(max(0, count))).compactMap { index in unsafe arguments[index].map { unsafe String(cString: $0) }
  }
  Program.run(texts)
}

/// The columns of drivers that the model of a request reads, one a line.
@c(cf_columns)
public func columns(
  _ request: UnsafePointer<CChar>, _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded by the zero at the end of the request.
  unsafe Exports.answer(text) {
    unsafe try RequestCache.request(String(cString: request)).forecaster.inputColumns.joined(separator: "\n")
  }
}

/// Fits a model to the only series of a table.
@c(cf_fit)
public func fit(
  _ request: UnsafePointer<CChar>, _ table: UnsafeMutablePointer<ArrowArrayStream>,
  _ handle: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded: the handle holds the only reference until `cf_fit_release`.
  unsafe Exports.answer(text) {
    let reader = unsafe try ArrowReader(taking: table)
    let session = unsafe try FitSession(String(cString: request), reader)
    unsafe handle.pointee = Unmanaged.passRetained(session).toOpaque()
    return ""
  }
}

/// Reads a fit that the question "saved" gave.
@c(cf_fit_read)
public func fitRead(
  _ saved: UnsafePointer<CChar>, _ request: UnsafePointer<CChar>,
  _ handle: UnsafeMutablePointer<UnsafeMutableRawPointer?>,
  _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded: the handle holds the only reference until `cf_fit_release`.
  unsafe Exports.answer(text) {
    let session = unsafe try FitSession(saved: String(cString: saved), String(cString: request))
    unsafe handle.pointee = Unmanaged.passRetained(session).toOpaque()
    return ""
  }
}

/// Answers a question about a fit.
@c(cf_fit_answer)
public func fitAnswer(
  _ handle: UnsafeMutableRawPointer, _ question: UnsafePointer<CChar>, _ options: UnsafePointer<CChar>,
  _ format: UnsafePointer<CChar>, _ later: UnsafeMutablePointer<ArrowArrayStream>?,
  _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded: the handle is one of `cf_fit` that was not released.
  unsafe Exports.answer(text) {
    let session = unsafe Unmanaged<FitSession>.fromOpaque(handle).takeUnretainedValue()
    let reader = unsafe try later.map { unsafe try ArrowReader(taking: $0) }
    guard let asked = unsafe FitSession.Question(rawValue: String(cString: question)) else {
      throw InterfaceError.unknownWord(
        unsafe String(cString: question), known: FitSession.Question.allCases.map(\.rawValue))
    }
    return unsafe try session.answer(asked, String(cString: options), Exports.outputFormat(format), later: reader)
  }
}

/// A forecast of a fit as a table.
@c(cf_fit_forecast)
public func fitForecast(
  _ handle: UnsafeMutableRawPointer, _ options: UnsafePointer<CChar>, _ later: UnsafeMutablePointer<ArrowArrayStream>?,
  _ stream: UnsafeMutablePointer<ArrowArrayStream>, _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded: the handle is one of `cf_fit` that was not released.
  unsafe Exports.answer(text) {
    let session = unsafe Unmanaged<FitSession>.fromOpaque(handle).takeUnretainedValue()
    let reader = unsafe try later.map { unsafe try ArrowReader(taking: $0) }
    unsafe try session.forecastTable(String(cString: options), later: reader).fill(stream)
    return ""
  }
}

/// Gives a fit back.
@c(cf_fit_release)
public func fitRelease(_ handle: UnsafeMutableRawPointer?) {
  // Bounded: it is given back once.
  if let handle = unsafe handle { unsafe Unmanaged<FitSession>.fromOpaque(handle).release() }
}

/// Backtests a model on the only series of a table.
@c(cf_backtest)
public func backtest(
  _ request: UnsafePointer<CChar>, _ table: UnsafeMutablePointer<ArrowArrayStream>, _ format: UnsafePointer<CChar>,
  _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded by the stream, which is taken over.
  unsafe Exports.answer(text) {
    let reader = unsafe try ArrowReader(taking: table)
    return unsafe try FitSession.backtest(String(cString: request), reader, Exports.outputFormat(format))
  }
}

/// The sums of the effects of the series of a table, for `cf_pool`.
@c(cf_pool_sums)
public func poolSums(
  _ request: UnsafePointer<CChar>, _ table: UnsafeMutablePointer<ArrowArrayStream>,
  _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded by the stream, which is taken over.
  unsafe Exports.answer(text) {
    let reader = unsafe try ArrowReader(taking: table)
    return unsafe try PanelPool.sums(String(cString: request), reader)
  }
}

/// The distribution of the effects among the series of some tables, from their sums, one a line.
@c(cf_pool)
public func pool(
  _ request: UnsafePointer<CChar>, _ sums: UnsafePointer<CChar>,
  _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded by the zeros at their ends.
  unsafe Exports.answer(text) { unsafe try PanelPool.fit(String(cString: request), String(cString: sums)) }
}

/// Begins to forecast the series of a table.
@c(cf_panel_open)
public func panelOpen(
  _ request: UnsafePointer<CChar>, _ table: UnsafeMutablePointer<ArrowArrayStream>,
  _ later: UnsafeMutablePointer<ArrowArrayStream>?, _ handle: UnsafeMutablePointer<UnsafeMutableRawPointer?>,
  _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded: the handle holds the only reference until `cf_panel_release`.
  unsafe Exports.answer(text) {
    let reader = unsafe try ArrowReader(taking: table)
    let future = unsafe try later.map { unsafe try ArrowReader(taking: $0) }
    let run = unsafe try PanelRun(String(cString: request), reader, later: future)
    unsafe handle.pointee = Unmanaged.passRetained(run).toOpaque()
    return ""
  }
}

/// Forecasts some more series. The counts are those of series and of failures so far, and 1 where there may be more, 0 at the end.
@c(cf_panel_step)
public func panelStep(
  _ handle: UnsafeMutableRawPointer, _ counts: UnsafeMutablePointer<Int64>,
  _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded: the handle is one of `cf_panel_open` that was not released; there are three counts.
  unsafe Exports.answer(text) {
    let run = unsafe Unmanaged<PanelRun>.fromOpaque(handle).takeUnretainedValue()
    let isMore = try run.step()
    unsafe counts[0] = Int64(run.counts.series)
    unsafe counts[1] = Int64(run.counts.failed)
    unsafe counts[2] = isMore ? 1 : 0
    return ""
  }
}

/// What was forecast since the last `cf_panel_clear`: 0 forecasts, 1 coefficients, 2 failures, 3 a row a series.
@c(cf_panel_table)
public func panelTable(
  _ handle: UnsafeMutableRawPointer, _ table: Int32, _ stream: UnsafeMutablePointer<ArrowArrayStream>,
  _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  // Bounded: the handle is one of `cf_panel_open` that was not released.
  unsafe Exports.answer(text) {
    let run = unsafe Unmanaged<PanelRun>.fromOpaque(handle).takeUnretainedValue()
    guard let table = PanelRun.Table(rawValue: table) else { throw InterfaceError.unknownTable(table) }
    unsafe run.output(table).fill(stream)
    return ""
  }
}

/// Forgets what `cf_panel_table` gave.
@c(cf_panel_clear)
public func panelClear(_ handle: UnsafeMutableRawPointer) {
  // Bounded: the handle is one of `cf_panel_open` that was not released.
  unsafe Unmanaged<PanelRun>.fromOpaque(handle).takeUnretainedValue().clear()
}

/// Gives a panel back.
@c(cf_panel_release)
public func panelRelease(_ handle: UnsafeMutableRawPointer?) {
  // Bounded: it is given back once.
  if let handle = unsafe handle { unsafe Unmanaged<PanelRun>.fromOpaque(handle).release() }
}

/// What all functions of the interface do.
private enum Exports {
  /// The format that a word means.
  static func outputFormat(_ text: UnsafePointer<CChar>) throws -> OutputFormat {
    // Bounded by the zero at its end.
    let word = unsafe String(cString: text)
    guard let format = OutputFormat(rawValue: word) else {
      throw InterfaceError.unknownWord(word, known: OutputFormat.allCases.map(\.rawValue))
    }
    return format
  }

  /// Runs a body and hands over its answer, or the message of its error.
  ///
  /// - Returns: the exit code.
  static func answer(
    _ text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, _ body: () throws -> String
  ) -> Int32 {
    // Bounded by the one place that the text goes to.
    do {
      let answer = try body()
      unsafe text.pointee = strdup(answer)
      return 0
    } catch {
      unsafe text.pointee = strdup("\(error)")
      switch error {
      case is TableError: return ExitCode.data.rawValue
      case is InterfaceError: return ExitCode.usage.rawValue
      default: return (ExitCode(error) ?? .software).rawValue
      }
    }
  }
}
