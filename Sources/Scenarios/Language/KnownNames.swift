import ChurnModels

/// The names of the scenarios or events of a file, to find one among many at once.
struct KnownNames {
  /// In the order of the file.
  let all: [String]
  private let set: Set<String>

  init(_ all: [String]) {
    self.all = all
    set = Set(all)
  }

  /// Whether there is such a name.
  func contains(_ name: String) -> Bool { set.contains(name) }

  /// The scenario that a node names.
  ///
  /// - Parameter node: a text.
  /// - Returns: the name.
  /// - Throws: ``ScenarioError/unknownScenario(file:line:name:known:)``, or the error of the node.
  func scenario(_ node: SpecificationNode) throws -> String {
    let name = try node.text()
    guard contains(name) else {
      throw ScenarioError.unknownScenario(file: node.file, line: node.line, name: name, known: all)
    }
    return name
  }
}
