import ArgumentParser

/// The program that `scripts/bench` measures.
@main
struct ChurnBenchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "churn-benchmarks", abstract: "Times the work that scripts/bench compares with its peers.",
    subcommands: [
      CoreBenchmark.self, ModelBenchmark.self, AccuracyBenchmark.self, ScenarioBenchmark.self, PanelBenchmark.self,
    ])
}
