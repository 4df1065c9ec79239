import ArgumentParser
import ChurnForecast

/// Which scenario file is read.
struct ScenarioOptions: ParsableArguments {
  @Argument(help: "A scenario file.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(help: "The seed of the simulation, instead of the one in the file.")
  var seed: UInt64?

  /// The scenarios as they are written; old words in them are said.
  func scenarioFile() throws -> ScenarioFile {
    let scenarios = try request.file()
    for remark in scenarios.remarks { Hint.show(remark) }
    return scenarios
  }

  /// The scenarios with everything that they rest on.
  func solution() throws -> ScenarioSolution { try request.solution(of: scenarioFile()) }

  /// The file with its seed.
  var request: ScenarioRequest { ScenarioRequest(path: file, seed: seed) }
}
