import ArgumentParser
import ChurnForecast

/// How results are written.
struct OutputOptions: ParsableArguments {
  @Option(help: "How the result is written.")
  var format = OutputFormat.table
}
