import ArgumentParser
import ChurnForecast

/// The source of future values of drivers.
struct FutureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A CSV file with the values of drivers after the last MAU figure; for a batch, a panel with the series in the same "
        + "order, some of which may be missing.", valueName: "future.csv"),
    completion: .file(extensions: ["csv"]))
  var future: String?

  /// The old name of the option.
  @Option(name: .customLong("drivers"), help: .hidden)
  var drivers: String?

  func validate() throws {
    if future != nil, drivers != nil { throw ValidationError("--drivers is the old name of --future; leave it out.") }
  }

  /// The file; nil where none is named.
  var file: String? { future ?? drivers }

  /// Shows the new name of an old option.
  func hint() { if drivers != nil { Hint.show("--drivers is now called --future.") } }
}
