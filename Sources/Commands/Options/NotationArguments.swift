import ArgumentParser
import ChurnForecast

/// How dates and numbers are written, where a column can be read in two ways.
struct NotationArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What dates are, where a column does not tell: dmy, mdy, or serial for days as spreadsheets count them.",
      valueName: "order"))
  var dates: DateOrder?

  @Option(help: ArgumentHelp("The sign before decimals, where a column does not tell.", valueName: "sign"))
  var decimal: DecimalSign?
}

extension DateOrder: ExpressibleByArgument {}
extension DecimalSign: ExpressibleByArgument {}
