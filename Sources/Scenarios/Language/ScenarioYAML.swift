import ChurnModels
import Drivers
import Series

extension ScenarioFile.Scenario {
  /// Reads all scenarios, each with what it extends taken in.
  ///
  /// - Parameters:
  ///   - node: the mapping of names to scenarios.
  ///   - events: the names of the events that there are.
  /// - Returns: the scenarios in the order of the file.
  /// - Throws: ``SpecificationError``; ``ScenarioError`` for names that do not exist or extend each other in a circle.
  static func all(_ node: SpecificationNode, events: [String]) throws -> [ScenarioFile.Scenario] {
    let nodes = try node.entries()
    guard !nodes.isEmpty else { throw node.error(expected: "at least one scenario") }
    guard nodes.count <= ScenarioFile.mostScenarios else {
      throw node.error(expected: "at most \(ScenarioFile.mostScenarios) scenarios")
    }
    let names = nodes.map(\.key)
    let written = try nodes.map { try WrittenScenario($0, names: names, events: events) }
    let byName = Dictionary(written.map { ($0.scenario.name, $0) }) { first, _ in first }
    var complete: [String: ScenarioFile.Scenario] = [:]
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
        complete[link.scenario.name] = parent.map(link.scenario.extending) ?? link.scenario
      }
    }
    return names.compactMap { complete[$0] }
  }

  /// The scenario with what another says and this one does not.
  private func extending(_ other: ScenarioFile.Scenario) -> ScenarioFile.Scenario {
    ScenarioFile.Scenario(
      name: name, line: line, users: users ?? other.users, reference: reference ?? other.reference,
      events: events.union(other.events),
      paths: other.paths.filter { inherited in !paths.contains { $0.column == inherited.column } } + paths)
  }
}

/// A scenario as it is written, with the name of the one it extends.
private struct WrittenScenario {
  let scenario: ScenarioFile.Scenario
  let extends: (name: String, line: Int)?

  init(_ node: SpecificationNode, names: [String], events known: [String]) throws {
    guard !node.key.isEmpty, !node.key.contains(where: \.isNewline) else {
      throw node.error(expected: "a scenario with a name of one line")
    }
    func existing(_ node: SpecificationNode) throws -> String {
      let name = try node.text()
      guard names.contains(name) else {
        throw ScenarioError.unknownScenario(file: node.file, line: node.line, name: name, known: names)
      }
      return name
    }
    var extends: (String, Int)?
    var users: Double?
    var reference: String?
    var events: Set<String> = []
    var paths: [ScenarioFile.Path] = []
    for entry in try node.entries() {
      switch entry.key {
      case "extend": extends = (try existing(entry), entry.line)
      case "users": users = try entry.users()
      case "reference": reference = try existing(entry)
      case "events":
        for item in entry.itemsOrSelf {
          let name = try item.text()
          guard known.contains(name) else {
            throw ScenarioError.unknownEvent(file: node.file, line: item.line, name: name, known: known)
          }
          events.insert(name)
        }
      default: paths.append(try ScenarioFile.Path(entry))
      }
    }
    self.extends = extends
    scenario = ScenarioFile.Scenario(
      name: node.key, line: node.line, users: users, reference: reference, events: events, paths: paths)
  }
}
