import ChurnModels

/// A scenario as written, with the name of the one it extends.
struct WrittenScenario {
  let scenario: ScenarioFile.Scenario
  let extends: (name: String, line: Int)?

  init(_ node: SpecificationNode, names: KnownNames, events known: KnownNames) throws {
    guard !node.key.isEmpty, !node.key.contains(where: \.isNewline) else {
      throw node.error(expected: "a scenario whose name is a single line")
    }
    var extends: (String, Int)?
    var users: Double?
    var reference: String?
    var events: Set<String> = []
    var paths: [ScenarioFile.Path] = []
    for entry in try node.entries() {
      switch entry.key {
      case "extend": extends = (try names.scenario(entry), entry.line)
      case "users": users = try entry.users()
      case "reference": reference = try names.scenario(entry)
      case "events":
        for item in entry.itemsOrSelf {
          let name = try item.text()
          guard known.contains(name) else {
            throw ScenarioError.unknownEvent(file: node.file, line: item.line, name: name, known: known.all)
          }
          events.insert(name)
        }
      default: paths.append(try ScenarioFile.Path(entry))
      }
    }
    self.extends = extends
    scenario = ScenarioFile.Scenario(
      node.key, paths, events: events, users: users, reference: reference, line: node.line)
  }
}
