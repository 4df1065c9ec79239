import ArgumentParser
import ChurnForecast

/// The scenario and the month of a question.
struct ScenarioChoice: ParsableArguments {
  @Option(help: ArgumentHelp("The scenario (default: the first other than the reference).", valueName: "name"))
  var scenario: String?

  @Option(help: ArgumentHelp("The month (default: the horizon).", valueName: "YYYY-MM"))
  var month: Month?
}
