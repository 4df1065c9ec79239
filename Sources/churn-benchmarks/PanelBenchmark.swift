import ArgumentParser
import ChurnForecast

/// Writes a panel for `scripts/bench batch`, always the same.
struct PanelBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "panel", abstract: "Writes a panel of 60 months and 2 drivers per series.")

  @Option(help: "Number of series in the panel.") var series = 20_000
  @Option(help: "The output file.") var out: String

  func run() throws {
    let simulation = SeriesSimulation(
      ModelSpecification(
        baseline: .saturating,
        drivers: [DriverSpecification(.column("outages")), DriverSpecification(.column("negativity"))]),
      coefficients: [0.7, 0.004, 0.1, 0.05], innovation: 0.01, users: 6e5, first: Month(year: 2018, month: 1),
      months: 60,
      processes: [
        "outages": .poisson(rate: 2), "negativity": .autoregressive(mean: 0.3, deviation: 0.05, persistence: 0.7),
      ])
    let file = try OutputFile(path: out)
    var text = "series,month,mau,outages,negativity\n"
    for index in 0..<series {
      let table = try simulation.table(seed: 20_261_122, index: index)
      for month in table.mau.months {
        // Cannot trap: simulated numbers of a fixed model.
        let users = Int((table.mau[month] ?? 0).rounded())
        // Cannot trap: simulated numbers of a fixed model.
        let tone = Int(((table.drivers[1][month] ?? 0) * 1e6).rounded())
        let digits = "\(max(0, tone))"
        text += "series\(index + 1),\(month),\(users),\(Int(table.drivers[0][month] ?? 0)),"
        text += tone >= 1_000_000 ? "1\n" : "0." + String(repeating: "0", count: 6 - digits.count) + digits + "\n"
      }
      if text.utf8.count > 1 << 20 || index == series - 1 {
        try file.append(Array(text.utf8))
        text = ""
      }
    }
    try file.finish()
  }
}
