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

/// Which scenario is asked about, and when.
struct ScenarioChoice: ParsableArguments {
  @Option(help: ArgumentHelp("The scenario (default: the first beside the reference).", valueName: "name"))
  var scenario: String?

  @Option(help: ArgumentHelp("The month (default: the horizon).", valueName: "YYYY-MM"))
  var month: Month?
}

/// A number of users such as 368.4M.
struct UserCountOption: ExpressibleByArgument {
  let users: Double

  init?(argument: String) {
    guard let users = UserCount.parse(argument) else { return nil }
    self.users = users
  }
}

/// The unit of a driver, written `driver=unit`.
struct UnitOption: ExpressibleByArgument {
  let driver: String
  let unit: Double

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="), let unit = Double(argument[argument.index(after: sign)...]),
      unit.isFinite, unit != 0
    else { return nil }
    driver = String(argument[..<sign])
    self.unit = unit
  }
}

/// Two ends, written `low,high`.
struct RangeOption: ExpressibleByArgument {
  let range: ClosedRange<Double>

  init?(argument: String) {
    let ends = argument.split(separator: ",").compactMap { Double($0) }
    guard ends.count == 2, ends[0] < ends[1], ends[0].isFinite, ends[1].isFinite else { return nil }
    range = ends[0]...ends[1]
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
      },
      column: { name, file in try SeriesFile(path: beside(file)).column(name, content: .number) })
  }
}
