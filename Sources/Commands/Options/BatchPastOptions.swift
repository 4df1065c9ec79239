import ArgumentParser
import ChurnForecast

/// Options for looking back on every series of a batch.
struct BatchPastOptions: ParsableArguments {
  @Flag(
    name: .customLong("lookback"),
    help: "Write what drivers have cost every series, as `lookback` does for one: users and user-months lost by driver."
  )
  var isOn = false

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "With --lookback, what a driver would have been: a number, reference, year-before, or a CSV file of levels for all series "
        + "(default: every driver at its reference level). Repeat for more.", valueName: "driver=level"),
    transform: PastChangeOption.init)
  var changes: [PastChangeOption] = []

  @Option(
    help: ArgumentHelp(
      "With --lookback, the first month that changes (default: the month after the first figure).", valueName: "YYYY-MM"
    ))
  var since: Month?

  @Option(
    help: ArgumentHelp(
      "With --lookback, the last month that changes (default: that of the last figure).", valueName: "YYYY-MM"))
  var until: Month?

  func check(folder: String?, hasDrivers: Bool) throws {
    guard isOn else {
      guard changes.isEmpty, since == nil, until == nil else {
        throw ValidationError("--set, --since and --until say what --lookback asks; add it, or leave them out.")
      }
      return
    }
    if folder == nil { throw ValidationError("--lookback writes its own files, and needs a folder (--out).") }
    if !hasDrivers { throw ValidationError("--benchmark has no drivers that could have cost anything.") }
    if let since, let until, since > until { throw ValidationError("--since \(since) is after --until \(until).") }
  }

  /// What is asked of every series; nil for nothing.
  func lookBack(_ reading: ReadingOptions) throws -> BatchLookBack? {
    guard isOn else { return nil }
    var lookBack = BatchLookBack()
    lookBack.changes = try changes.map { try $0.change(reading) }
    lookBack.since = since
    lookBack.until = until
    return lookBack
  }
}
