import ArgumentParser
import ChurnForecast

/// `churn-forecast scenario`.
struct ScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Runs the scenarios of a file and examines published forecasts.",
    discussion: "The language of scenario files is described in notebooks-docs/scenarios.md.",
    subcommands: [
      ScenarioNewCommand.self, ScenarioCheckCommand.self, RunCommand.self, AttributeCommand.self, PriceCommand.self,
      GoalCommand.self,
      TornadoCommand.self,
    ])

  /// `churn-forecast scenario run`.
  struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run",
      abstract: "Runs all scenarios, calibrates, and compares them with published figures.",
      discussion: """
        Every number in the result is marked as assumed, estimated or calibrated. Files named in a scenario file are
        resolved relative to it.

        Examples:
          churn-forecast scenario run data/twitter/insider-intelligence.yaml
          churn-forecast scenario run data/twitter/what-if.yaml --below 350M
          churn-forecast scenario run plans.yaml --format csv > paths.csv
        """)

    @OptionGroup var scenarios: ScenarioOptions

    @Option(
      help: ArgumentHelp(
        "Show how probable it is, and when, that users fall below this number. Replaces those in the file; repeat for more.",
        valueName: "users"))
    var below: [UserCountOption] = []

    @OptionGroup var output: OutputOptions

    func run() throws {
      var file = try scenarios.scenarioFile()
      if !below.isEmpty { file.thresholds = below.map(\.users) }
      try output.show(ScenarioReport(scenarios.solution(of: file, for: .run).run()))
    }
  }

  /// `churn-forecast scenario attribute`.
  struct AttributeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "attribute",
      abstract: "Divides the difference between a scenario and its reference among its causes.",
      discussion: """
        Causes are drivers, events and upstream quantities; shares are exact Shapley values and sum to the difference. Where
        a calibration leaves the split between causes open, the range of each share is shown.

        Examples:
          churn-forecast scenario attribute data/twitter/insider-intelligence.yaml
          churn-forecast scenario attribute plans.yaml --scenario storm --month 2024-06
          churn-forecast scenario attribute plans.yaml --cumulated --format json
        """)

    @OptionGroup var scenarios: ScenarioOptions
    @OptionGroup var choice: ScenarioChoice

    @Option(help: ArgumentHelp("The scenario with which it is compared (default: its reference).", valueName: "name"))
    var against: String?

    @Flag(help: "Add up the users of all months up to then (user-months).")
    var cumulated = false

    @OptionGroup var output: OutputOptions

    func run() throws {
      let result = try scenarios.solution(for: .attribution).attribute(
        choice.scenario, against: against, month: choice.month, isCumulated: cumulated)
      try output.show(AttributionReport(result))
    }
  }

  /// `churn-forecast scenario price`.
  struct PriceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "price",
      abstract: "Prices one more unit of each driver in users and in money.",
      discussion: """
        Examples:
          churn-forecast scenario price data/twitter/insider-intelligence.yaml
          churn-forecast scenario price plans.yaml --unit negativity=0.01 --value-per-user 12.5
        """)

    @OptionGroup var scenarios: ScenarioOptions
    @OptionGroup var choice: ScenarioChoice

    @Option(
      help: ArgumentHelp(
        "The unit of a driver (default: that of the file, else 1, or 0.01 for a driver below 2). Repeat for more.",
        valueName: "driver=unit"), transform: UnitOption.init)
    var unit: [UnitOption] = []

    @Option(help: ArgumentHelp("The value of one user, in any currency.", valueName: "money"))
    var valuePerUser: Double?

    @OptionGroup var output: OutputOptions

    func validate() throws {
      if let valuePerUser, !NumberRange.contains(valuePerUser) {
        throw ValidationError("--value-per-user must be \(NumberRange.words).")
      }
    }

    func run() throws {
      let result = try scenarios.solution(for: .price).price(
        choice.scenario, month: choice.month,
        units: .init(unit.map { ($0.driver, $0.unit) }) { _, last in last }, valuePerUser: valuePerUser)
      try output.show(PriceReport(result))
    }
  }

  /// `churn-forecast scenario goal`.
  struct GoalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "goal",
      abstract: "Finds the level of a driver that keeps users at a target.",
      discussion: """
        Examples:
          churn-forecast scenario goal data/twitter/insider-intelligence.yaml --keep 368.4M --by 2024-12 --with outages
          churn-forecast scenario goal plans.yaml --keep 350M --with outages --probability 0.9 --between 0,5
        """)

    @OptionGroup var scenarios: ScenarioOptions

    @Option(help: ArgumentHelp("The number of users to keep, for example 368.4M.", valueName: "users"))
    var keep: UserCountOption

    @Option(help: ArgumentHelp("When they are counted (default: the horizon).", valueName: "YYYY-MM"))
    var by: Month?

    @Option(name: .customLong("with"), help: ArgumentHelp("The driver whose level is sought.", valueName: "driver"))
    var driver: String

    @Option(
      help: ArgumentHelp("The scenario to change (default: the first other than the reference).", valueName: "name"))
    var scenario: String?

    @Option(
      help: ArgumentHelp(
        "The levels to search (default: from 0 or the lowest, to the highest level observed).",
        valueName: "low,high"), transform: RangeOption.init)
    var between: RangeOption?

    @Option(
      help: "The probability with which to keep the target; repeat for more (default: 0.5, then 0.9 and 0.1).")
    var probability: [Double] = []

    @OptionGroup var output: OutputOptions

    func validate() throws {
      if probability.contains(where: { !($0 > 0 && $0 < 1) }) {
        throw ValidationError("--probability must be between 0 and 1.")
      }
    }

    func run() throws {
      let probabilities = probability.isEmpty ? [0.5, 0.9, 0.1] : probability
      let result = try scenarios.solution(for: .goal(probabilities: probabilities.count)).goal(
        driver, keep: keep.users, by: by, scenario: scenario, between: between?.range, probabilities: probabilities)
      try output.show(GoalReport(result))
    }
  }

  /// `churn-forecast scenario tornado`.
  struct TornadoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tornado",
      abstract: "Moves each input alone from its low to its high end, and lists the largest swing first.",
      discussion: """
        Examples:
          churn-forecast scenario tornado data/twitter/insider-intelligence.yaml
        """)

    @OptionGroup var scenarios: ScenarioOptions
    @OptionGroup var choice: ScenarioChoice
    @OptionGroup var output: OutputOptions

    func run() throws {
      let result = try scenarios.solution(for: .tornado).tornado(choice.scenario, month: choice.month)
      try output.show(TornadoReport(result))
    }
  }
}
