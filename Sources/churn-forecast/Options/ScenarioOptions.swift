import ArgumentParser
import ChurnForecast

/// Which scenario file is read.
struct ScenarioOptions: ParsableArguments {
  @Argument(help: "A scenario file.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(help: "The seed of the simulation, instead of the one in the file.")
  var seed: UInt64?

  /// The file with its seed.
  var request: ScenarioRequest { ScenarioRequest(path: file, seed: seed) }
}
