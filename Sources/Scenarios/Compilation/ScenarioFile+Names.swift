import ChurnModels
import Drivers

extension ScenarioFile {
  /// The position of a scenario.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - line: the line of the name; 0 for none.
  /// - Returns: its index among ``scenarios``.
  /// - Throws: ``ScenarioError/unknownScenario(file:line:name:known:)``.
  func index(of name: String, line: Int = 0) throws(ScenarioError) -> Int {
    guard let index = scenarios.firstIndex(where: { $0.name == name }) else {
      throw .unknownScenario(file: file, line: line, name: name, known: scenarios.map(\.name))
    }
    return index
  }

  /// Rejects names of drivers, events and scenarios that do not exist.
  ///
  /// - Parameter drivers: the raw columns of the model.
  /// - Throws: ``ScenarioError`` for a name that does not exist, ``SpecificationError`` for one that is taken.
  func checkNames(_ drivers: [String]) throws {
    let known = drivers + upstreams.map(\.name)
    let happening = events.map(\.driver.name)
    let (knownSet, happeningSet, driverSet) = (Set(known), Set(happening), Set(drivers))
    for scenario in scenarios {
      for path in scenario.paths where !knownSet.contains(path.column) {
        throw ScenarioError.unknownDriver(
          file: file, line: path.line, scenario: scenario.name, driver: path.column, known: known)
      }
      for event in scenario.events.sorted() where !happeningSet.contains(event) {
        throw ScenarioError.unknownEvent(file: file, line: scenario.line, name: event, known: happening)
      }
    }
    for upstream in upstreams {
      if driverSet.contains(upstream.name) {
        throw SpecificationError.badValue(
          file: file, line: upstream.line, key: "upstream", value: upstream.name,
          expected: "a name of its own; a driver already has it")
      }
      for move in upstream.moves where !driverSet.contains(move.column) {
        throw ScenarioError.unknownDriver(
          file: file, line: move.line, scenario: upstream.name, driver: move.column, known: drivers)
      }
    }
    let names = Set(scenarios.map(\.name))
    for published in published where !names.contains(published.scenario) {
      _ = try index(of: published.scenario, line: published.line)
    }
  }
}
