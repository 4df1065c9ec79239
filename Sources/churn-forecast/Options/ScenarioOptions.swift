import ArgumentParser
import ChurnForecast

/// Which scenario file is read.
struct ScenarioOptions: ParsableArguments {
  @Argument(help: "A scenario file.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(help: "The seed of the simulation, instead of the one in the file.")
  var seed: UInt64?

  /// How the files are read that the scenario file names.
  var inputs: ScenarioInputs { ScenarioInputs(besides: file) }

  func scenarioFile() throws -> ScenarioFile {
    var scenarios = try ScenarioFile(file: file, text: TextFile.text(of: file))
    if let seed { scenarios.seed = seed }
    return scenarios
  }

  func solution() throws -> ScenarioSolution { try ScenarioSolution(scenarioFile(), inputs) }
}

extension ScenarioInputs {
  /// Reads files beside a scenario file.
  init(besides file: String) {
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    func beside(_ name: String) -> String { name.hasPrefix("/") ? name : folder + name }
    self.init(
      table: { files, mau, drivers in
        try readTable(files.map { try SeriesFile(path: beside($0)) }, mau: mau, drivers: drivers)
      },
      fit: { file in
        let saved = try SavedFit.read(TextFile.text(of: beside(file)), file: beside(file))
        guard let fit = saved as? FittedNetGrowth else {
          throw ChurnModelError.badSavedFit(
            file: beside(file), problem: "scenarios need a fit of net growth; this is another model")
        }
        return fit
      },
      column: { name, file in try SeriesFile(path: beside(file)).column(name, content: .number) })
  }
}
