import ArgumentParser
import ChurnForecast

/// How much work a command may take.
struct WorkOptions: ParsableArguments {
  @Flag(
    help:
      "Allow work that would take more than about a minute of processor time or 2 GB of memory, which is refused otherwise."
  )
  var allowLong = false

  /// What is allowed.
  var limit: WorkLimit { allowLong ? .none : .usual }
}
