import ArgumentParser
import ChurnForecast

/// How results are written.
struct OutputOptions: ParsableArguments {
  @Option(help: "The format of the result.")
  var format = OutputFormat.table
}
