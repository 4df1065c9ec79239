import ArgumentParser
import ChurnForecast

/// Runs five scenarios with two uncertain drivers and prints milliseconds.
struct ScenarioBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenarios",
    abstract: "Times 10,000 draws × 24 months × 5 scenarios × 2 uncertain drivers (see scripts/bench).")

  @Option(help: "Number of runs; the fastest is printed.") var rounds = 7

  static let yaml = """
    base: {month: 2022-12, users: 100M}
    growth: {perYear: 0.02, sd: 0.01}
    innovation: 0.01
    drivers:
      outages: {transform: carryover, decay: 0.8, reference: 1, effect: {value: 0.004, sd: 0.001}}
      negativity: {transform: carryover, decay: 0.5, reference: 0.3, effect: {value: 0.1, sd: 0.03}}
    horizon: 2024-12
    scenarios:
      calm: {outages: {to: 1, distribution: poisson}, negativity: &noise {distribution: {process: normal, sd: 0.05, persistence: 0.7}}}
      s2: {outages: {to: 2, distribution: poisson}, negativity: *noise}
      s3: {outages: {to: 3, distribution: poisson}, negativity: *noise}
      s4: {outages: {to: 4, distribution: poisson}, negativity: *noise}
      s5: {outages: {to: 5, distribution: poisson}, negativity: *noise}
    draws: 10000

    """

  func run() throws {
    let inputs = ScenarioInputs(
      table: { _, _, _ in throw CleanExit.message("no tables") }, fit: { _ in throw CleanExit.message("no fits") },
      column: { _, _ in throw CleanExit.message("no columns") })
    let file = try ScenarioFile(file: "benchmark", text: Self.yaml)
    var best = Double.infinity
    var median = 0.0
    for _ in 0..<rounds {
      let clock = ContinuousClock()
      let time = try clock.measure { median = try file.run(inputs).scenarios[4].months[23].median }
      best = min(best, Double(time.components.attoseconds) * 1e-15 + Double(time.components.seconds) * 1e3)
    }
    print(best, median)
  }
}
