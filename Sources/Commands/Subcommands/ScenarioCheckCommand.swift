import ArgumentParser
import ChurnForecast

/// `churn-forecast scenario check`.
struct ScenarioCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reads a scenario file and everything that it names, and says what it contains.",
    discussion: """
      A fitted model is fitted, and a calibration is made; no scenario is run. The first fault is told with its line, and the exit code is
      65.

      Examples:
        churn-forecast scenario check plans.yaml
      """)

  @OptionGroup var scenarios: ScenarioOptions

  func run() throws {
    let file = try scenarios.scenarioFile()
    let solution = try ScenarioRequest(path: scenarios.file, seed: scenarios.seed, limit: scenarios.work.limit)
      .solution(of: file)
    try solution.work(of: [.run]).check(scenarios.work.limit)
    try TextFile.print(
      ScenarioContents(solution).lines.joined(separator: "\n")
        + "\nNext: churn-forecast scenario run \(ShellText.command([scenarios.file]))\n")
  }
}
