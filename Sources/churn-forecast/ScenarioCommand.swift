import ArgumentParser
import ChurnForecast

/// `churn-forecast scenario`.
struct ScenarioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Runs the scenarios of a file and questions published forecasts.",
    subcommands: [RunCommand.self])

  /// `churn-forecast scenario run`.
  struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run",
      abstract: "Runs all scenarios, compares them with published figures, calibrates.",
      discussion: """
        Every number in the result is marked as assumed, estimated or calibrated. Files named in a scenario file are
        looked for beside it.

        Examples:
          churn-forecast scenario run data/twitter/insider-intelligence.yaml
          churn-forecast scenario run plans.yaml --format csv > paths.csv
        """)

    @Argument(help: "A scenario file.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(help: "The seed of the simulation, instead of the one in the file.")
    var seed: UInt64?

    @OptionGroup var output: OutputOptions

    func run() throws {
      var scenarios = try ScenarioFile(file: file, text: TextFile.text(of: file))
      if let seed { scenarios.seed = seed }
      let run = try scenarios.run(ScenarioInputs(besides: file))
      try TextFile.print(ScenarioReport(run).rendered(as: output.format))
    }
  }
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
        guard case .netGrowth(let fit) = saved else {
          throw ChurnModelError.badSavedFit(
            file: beside(file), problem: "scenarios need a fit of net growth; this is another model")
        }
        return fit
      })
  }
}
