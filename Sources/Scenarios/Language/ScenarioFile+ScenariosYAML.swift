import ChurnModels
import Drivers
import Series

extension ScenarioFile.Scenario {
  /// Reads all scenarios, each merged with the one it extends.
  ///
  /// - Parameters:
  ///   - node: the mapping of names to scenarios.
  ///   - events: the names of the events that exist.
  /// - Returns: the scenarios in the order of the file.
  /// - Throws: ``SpecificationError``; ``ScenarioError`` for names that do not exist or extend each other in a circle.
  static func all(_ node: SpecificationNode, events: [String]) throws -> [ScenarioFile.Scenario] {
    let nodes = try node.entries()
    guard !nodes.isEmpty else { throw node.problem("must have at least one scenario") }
    guard nodes.count <= ScenarioFile.mostScenarios else {
      throw node.problem("must have at most \(ScenarioFile.mostScenarios) scenarios")
    }
    let names = nodes.map(\.key)
    let (known, happening) = (KnownNames(names), KnownNames(events))
    let written = try nodes.map { try WrittenScenario($0, names: known, events: happening) }
    let byName = Dictionary(written.map { ($0.scenario.name, $0) }) { first, _ in first }
    var complete: [String: ScenarioFile.Scenario] = [:]
    var paths = 0
    for start in written {
      // From the scenario up to one that is complete, then back down.
      var chain = [start]
      while let last = chain.last, let extended = last.extends, complete[extended.name] == nil,
        let parent = byName[extended.name]
      {
        if let circle = chain.firstIndex(where: { $0.scenario.name == extended.name }) {
          throw ScenarioError.circularExtend(
            file: node.file, line: extended.line, names: chain[circle...].map(\.scenario.name) + [extended.name])
        }
        chain.append(parent)
      }
      for link in chain.reversed() where complete[link.scenario.name] == nil {
        let parent = link.extends.flatMap { complete[$0.name] }
        let merged = parent.map(link.scenario.extending) ?? link.scenario
        complete[link.scenario.name] = merged
        paths += merged.paths.count
        guard paths <= ScenarioLimits.paths else {
          throw node.problem(
            "must have at most \(ScenarioLimits.paths) paths in all scenarios together, with those that they extend")
        }
      }
    }
    return names.compactMap { complete[$0] }
  }

  /// The scenario, completed by whatever only the other one states.
  private func extending(_ other: ScenarioFile.Scenario) -> ScenarioFile.Scenario {
    let own = Set(paths.map(\.column))
    return ScenarioFile.Scenario(
      name, other.paths.filter { !own.contains($0.column) } + paths,
      events: events.union(other.events), users: users ?? other.users, reference: reference ?? other.reference,
      line: line)
  }
}
