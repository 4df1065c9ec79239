import Scenarios
import Series

/// What a scenario file contains, in a few sentences.
public struct ScenarioContents {
  private let solution: ScenarioSolution

  /// The contents of a file that was read with everything that it names.
  public init(_ solution: ScenarioSolution) { self.solution = solution }

  /// One sentence a line.
  public var lines: [String] {
    let file = solution.file
    let names = file.scenarios.map { "`\($0.name)`" }
    var lines = [
      "\(file.title): \(counted(names, "scenario")) to \(file.horizon), compared with `\(file.reference)`.",
      "Growth and effects are \(source).",
    ]
    if !solution.driverNames.isEmpty {
      lines.append("Drivers: \(solution.driverNames.map { "`\($0)`" }.joined(separator: ", ")).")
    }
    let figures = solution.figureCount
    if figures > 0 { lines.append("\(figures) published figure\(figures == 1 ? "" : "s").") }
    return lines
  }

  private func counted(_ names: [String], _ noun: String) -> String {
    let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    return "\(names.count) \(noun)\(names.count == 1 ? "" : "s") (\(shown))"
  }

  private var source: String {
    switch solution.file.model {
    case .stated: "stated"
    case .fitted: "fitted here"
    case .saved(let file): "those of \(file)"
    }
  }
}
