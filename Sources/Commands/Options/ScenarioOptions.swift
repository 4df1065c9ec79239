import ArgumentParser
import ChurnForecast

/// Which scenario file is read.
struct ScenarioOptions: ParsableArguments {
  @Argument(help: "A scenario file.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(help: "The seed of the simulation, instead of the one in the file.")
  var seed: UInt64?

  @OptionGroup var work: WorkOptions

  /// The scenarios as they are written; old words in them are said.
  func scenarioFile() throws -> ScenarioFile {
    let scenarios = try request.file()
    for remark in scenarios.remarks { Hint.show(remark) }
    return scenarios
  }

  /// The scenarios with everything that they rest on, ready for a question that is allowed.
  ///
  /// - Parameters:
  ///   - scenarios: the scenarios; nil for those of the file.
  ///   - question: what will be asked.
  /// - Returns: what answers the question.
  /// - Throws: the errors of the files; `WorkError` where it would take too much.
  func solution(of scenarios: ScenarioFile? = nil, for question: ScenarioQuestion) throws -> ScenarioSolution {
    let solution = try ScenarioRequest(path: file, seed: seed, limit: work.limit)
      .solution(of: scenarios ?? scenarioFile())
    try solution.work(of: [question]).check(work.limit)
    return solution
  }

  private var request: ScenarioRequest { ScenarioRequest(path: file, seed: seed) }
}
