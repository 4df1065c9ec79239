import ArgumentParser
import ChurnForecast

/// `churn-forecast simulate`.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulates data from a model with known parameters, to see how well a fit recovers them.",
    discussion: """
      The model file states the true parameters under `simulate`:
        drivers:
          outages: {}
          negativity: {transform: carryover, decay: 0.8}
        simulate:
          coefficients: {baseline: 0.01, outages: 0.004, negativity: 0.1}
          innovation: 0.01
          users: 10M
          start: 2019-01
          publish: quarterly            # or monthly, yearly, quarter-average
          drivers:
            outages: {process: poisson, rate: 2}
            negativity: {process: autoregressive, mean: 0.3, sd: 0.05, persistence: 0.7}
      Drivers have two years of history before the first figure.

      Examples:
        churn-forecast simulate --model truth.yaml --months 60 > data.csv
        churn-forecast simulate --model truth.yaml --count 1000 --seed 7 --out panel.csv
      """)

  @Option(
    help: ArgumentHelp("A model file with the true parameters under `simulate`.", valueName: "model.yaml"),
    completion: .file(extensions: ["yaml", "yml"]))
  var model: String

  @Option(help: "Number of months, 2 to 1200.")
  var months = 60

  @Option(help: "Number of series; more than one gives a panel with a column `series`. (default: 1)")
  var count: Int?

  /// The old name of the option.
  @Option(help: .hidden)
  var series: Int?

  @Option(help: "The seed of the simulation: the same seed gives the same data.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("The file to write, instead of standard output.", valueName: "data.csv"),
    completion: .file(extensions: ["csv"]))
  var out: String?

  @OptionGroup var work: WorkOptions

  func validate() throws {
    guard (2...1200).contains(months) else { throw ValidationError("--months must be between 2 and 1200.") }
    if count != nil, series != nil { throw ValidationError("--series is the old name of --count; leave it out.") }
    guard (1...10_000_000).contains(number) else {
      throw ValidationError("--count must be between 1 and 10000000.")
    }
    if let out, TextFile.isSame(out, model) {
      throw ValidationError("--out would overwrite the input \(model); choose another file.")
    }
  }

  /// The number of series.
  private var number: Int { count ?? series ?? 1 }

  func run() throws {
    if series != nil { Hint.show("--series is now called --count; in other commands, --series names a column.") }
    let simulation = try SeriesSimulation(
      file: model, text: TextFile.text(of: model, limit: SpecificationNode.longestText), months: months)
    try simulation.work(count: number).check(work.limit)
    guard number > 1 else {
      let csv = SimulationReport([try simulation.table(seed: seed)]).csv
      if let out { try TextFile.write(csv, to: out) } else { try TextFile.print(csv) }
      return
    }
    // A panel may be larger than the memory.
    let file = try out.map { path throws(SeriesIOError) in try OutputFile(path: path) }
    var text = ""
    for index in 0..<number {
      let table = try simulation.table(seed: seed, index: index)
      if index == 0 { text = SimulationReport.panelHeader(table) }
      SimulationReport.append(table, series: "series\(index + 1)", to: &text)
      if text.utf8.count > 1 << 20 || index == number - 1 {
        if let file { try file.append(Array(text.utf8)) } else { try TextFile.print(text) }
        text = ""
      }
    }
    try file?.finish()
  }
}
