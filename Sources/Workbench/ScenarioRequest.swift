import ChurnModels
import Forecasting
import Scenarios
import SeriesIO

/// A scenario file to be read and solved.
public struct ScenarioRequest: Sendable, Equatable {
  /// The file as the user named it.
  public var path: String
  /// The seed of the simulation; nil for the one in the file.
  public var seed: UInt64?

  /// The work that is allowed.
  public var limit: WorkLimit

  /// A scenario file.
  public init(path: String, seed: UInt64? = nil, limit: WorkLimit = .none) {
    self.path = path
    self.seed = seed
    self.limit = limit
  }

  /// The scenarios as they are written.
  ///
  /// - Returns: the scenarios, with the seed that was asked for.
  /// - Throws: `SeriesIOError` or `SpecificationError` when the file cannot be read.
  public func file() throws -> ScenarioFile {
    var scenarios = try ScenarioFile(file: path, text: TextFile.text(of: path, limit: SpecificationNode.longestText))
    if let seed { scenarios.seed = seed }
    return scenarios
  }

  /// The scenarios with all their inputs.
  ///
  /// - Returns: what runs scenarios and answers questions.
  /// - Throws: the errors of the files that it names too.
  public func solution() throws -> ScenarioSolution { try solution(of: file()) }

  /// Other scenarios with the inputs of this file's scenarios.
  ///
  /// - Parameter scenarios: those of ``file()``, perhaps changed.
  /// - Returns: what runs scenarios and answers questions.
  /// - Throws: the errors of the files that it names.
  public func solution(of scenarios: ScenarioFile) throws -> ScenarioSolution {
    try ScenarioSolution(scenarios, ScenarioInputs(besides: path, limit: limit), limit: limit)
  }
}
