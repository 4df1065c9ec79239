import ArgumentParser
import ChurnForecast

/// Which scenario is asked about, and when.
struct ScenarioChoice: ParsableArguments {
  @Option(help: ArgumentHelp("The scenario (default: the first beside the reference).", valueName: "name"))
  var scenario: String?

  @Option(help: ArgumentHelp("The month (default: the horizon).", valueName: "YYYY-MM"))
  var month: Month?
}
