import ArgumentParser
import ChurnForecast

/// Where the later levels of drivers come from.
struct FutureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A CSV file with the values of drivers after the last figure of MAU; for a batch a panel with the series in the same "
        + "order, of which some may be left out.", valueName: "future.csv"),
    completion: .file(extensions: ["csv"]))
  var future: String?

  /// The name that the option had.
  @Option(name: .customLong("drivers"), help: .hidden)
  var drivers: String?

  func validate() throws {
    if future != nil, drivers != nil { throw ValidationError("--drivers is the old name of --future; leave it out.") }
  }

  /// The file; nil where none is named.
  var file: String? { future ?? drivers }

  /// Says what an old name is called now.
  func hint() { if drivers != nil { Hint.show("--drivers is now called --future.") } }
}
