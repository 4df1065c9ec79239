import ChurnForecast
import Foundation

/// Scenario files in the tests: texts, with data from memory or from the project's data folder.
enum Scenario {
  static let twitter = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../data/twitter").standardized.path()

  /// Reads files from the project's data folder, or from texts by name.
  static func inputs(_ texts: [String: String] = [:], fits: [String: FittedNetGrowth] = [:]) -> ScenarioInputs {
    ScenarioInputs(
      table: { files, mau, drivers in
        try readTable(
          files.map { name in
            try texts[name].map { try SeriesFile(name: name, bytes: Array($0.utf8)) }
              ?? SeriesFile(path: twitter + "/" + name)
          }, mau: mau, drivers: drivers)
      },
      fit: { name in
        guard let fit = fits[name] else { throw ChurnModelError.badSavedFit(file: name, problem: "not there") }
        return fit
      },
      column: { name, file in
        try
          (texts[file].map { try SeriesFile(name: file, bytes: Array($0.utf8)) }
          ?? SeriesFile(path: twitter + "/" + file)).column(name, content: .number)
      })
  }

  /// A file that is ready for every question.
  static func solution(_ yaml: String, _ inputs: ScenarioInputs = inputs()) throws -> ScenarioSolution {
    try ScenarioSolution(ScenarioFile(file: "scenarios.yaml", text: yaml), inputs)
  }

  static func run(_ yaml: String, _ inputs: ScenarioInputs = inputs()) throws -> ScenarioRun {
    try ScenarioFile(file: "scenarios.yaml", text: yaml).run(inputs)
  }

  static func message(_ yaml: String, _ inputs: ScenarioInputs = inputs()) -> String {
    do {
      _ = try run(yaml, inputs)
      return "no error"
    } catch {
      return "\(error)"
    }
  }
}
