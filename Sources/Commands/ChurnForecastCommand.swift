import ArgumentParser
import ChurnForecast
import Foundation
import Synchronization

/// The program: parses, calls the library, prints.
struct ChurnForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "churn-forecast",
    abstract: "Forecasts monthly active users from what drives them away.",
    discussion: """
      See what a file holds, and what to type next:
        churn-forecast inspect data.csv

      Make a driver of raw reports and incident logs:
        churn-forecast outages reports.csv incidents.json --out outages.csv
        churn-forecast negativity posts.csv --language en --labels sample.csv --out negativity.csv

      Fit a model to a CSV file, save it and forecast from it:
        churn-forecast fit data.csv --driver outages --driver 'carryover(toxicity, 0.8)' --out fit.json
        churn-forecast forecast fit.json --months 24

      Find out how good its forecasts would have been:
        churn-forecast backtest data.csv --driver outages

      Look back on what drivers have cost so far:
        churn-forecast lookback fit.json --set outages=reference --since 2022-11

      Find out what an event has cost one series, beside others:
        churn-forecast impact countries.csv --treated US --event 2022-11

      See who stays and for how long:
        churn-forecast retention cohorts.csv

      Examine a published forecast:
        churn-forecast scenario run data/twitter/insider-intelligence.yaml

      Forecast a hundred thousand series:
        churn-forecast batch panel.csv --driver outages --baseline saturating --out forecasts

      Write a report page:
        churn-forecast report fit.json --out page.html

      Results go to standard output, problems to standard error. Exit codes: 0 done, 64 wrong usage, 65 bad data,
      66 input not found, 70 internal error, 73 output cannot be written, 130 and 143 stopped by Ctrl-C and by SIGTERM.
      """,
    version: ProgramVersion.current,
    subcommands: [
      InspectCommand.self, OutagesCommand.self, NegativityCommand.self, FitCommand.self, ForecastCommand.self,
      BacktestCommand.self, LookBackCommand.self, ImpactCommand.self, RetentionCommand.self,
      SimulateCommand.self,
      ScenarioCommand.self,
      BatchCommand.self,
      ReportCommand.self, SchemaCommand.self,
    ])

  /// What was typed after the name of the program.
  static var arguments: [String] { typed.withLock { $0 } }
  private static let typed = Mutex<[String]>([])

  /// Runs a command and ends the process.
  static func run(_ arguments: [String]) -> Never {
    typed.withLock { $0 = arguments }
    StandardStreams.occupy()
    StopSignal.ignoreBrokenPipes()
    do {
      try checkNames(arguments[...], of: self)
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      Failure.exit(error)
    }
    Foundation.exit(0)
  }

  /// The command that was typed, by which a page can be made again.
  static var reproduction: ReportPage.Reproduction {
    ReportPage.Reproduction(
      command: "churn-forecast " + ShellText.command(arguments),
      version: configuration.version)
  }

  /// Refuses a command that there is not, with the nearest one that there is.
  private static func checkNames(_ arguments: ArraySlice<String>, of command: any ParsableCommand.Type) throws {
    let subcommands = command.configuration.subcommands
    guard let name = arguments.first, !name.hasPrefix("-"), !subcommands.isEmpty, name != "help" else { return }
    if let known = subcommands.first(where: { $0.configuration.commandName == name }) {
      return try checkNames(arguments.dropFirst(), of: known)
    }
    let names = subcommands.compactMap { $0.configuration.commandName }
    throw ValidationError(
      "There is no command `\(name)`; the commands are \(names.joined(separator: ", "))."
        + (nearestName(to: name, among: names).map { " Did you mean `\($0)`?" } ?? ""))
  }
}
