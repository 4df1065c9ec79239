import Series

extension ScenarioSolution {
  /// The raw columns and upstream quantities.
  public var driverNames: [String] { equation.columns.map(\.name) }

  /// The number of published figures.
  public var figureCount: Int { figures.reduce(0) { $0 + $1.count } }

  /// The index of a month after the base.
  func index(of month: Month) throws(ScenarioError) -> Int {
    guard equation.months.contains(month) else {
      throw .monthOutside(month, first: equation.months.lowerBound, last: file.horizon)
    }
    return equation.months.lowerBound.distance(to: month)
  }

  /// The position of a raw column or upstream quantity.
  func column(_ name: String) throws(ScenarioError) -> Int {
    guard let column = equation.columns.firstIndex(where: { $0.name == name }) else {
      throw .noSuchDriver(name, known: equation.columns.map(\.name))
    }
    return column
  }

  /// The scenario of a name, or the default: the first that is not its own reference, or else the first.
  func chosen(_ scenario: String?) throws(ScenarioError) -> Int {
    if let scenario { return try file.index(of: scenario) }
    return equation.scenarios.indices.first { equation.scenarios[$0].reference != $0 } ?? 0
  }

  /// Two scenarios that can be compared.
  ///
  /// - Parameters:
  ///   - scenario: a name; nil for the default.
  ///   - reference: a name; nil for the reference of the scenario.
  /// - Returns: the positions of both.
  /// - Throws: ``ScenarioError/unknownScenario(file:line:name:known:)``, ``ScenarioError/sameScenario(_:)``,
  ///   ``ScenarioError/differentBases(file:scenario:reference:)``,
  ///   ``ScenarioError/differentScales(file:scenario:reference:)``.
  func pair(
    _ scenario: String?, against reference: String? = nil
  ) throws(ScenarioError) -> (scenario: Int, reference: Int) {
    let chosen = try chosen(scenario)
    let other: Int
    if let reference { other = try self.chosen(reference) } else { other = equation.scenarios[chosen].reference }
    let (a, b) = (equation.scenarios[chosen], equation.scenarios[other])
    guard chosen != other else { throw .sameScenario(a.name) }
    guard a.start == b.start else { throw .differentBases(file: file.file, scenario: a.name, reference: b.name) }
    guard equation.quantities.scales(in: chosen) == equation.quantities.scales(in: other) else {
      throw .differentScales(file: file.file, scenario: a.name, reference: b.name)
    }
    return (chosen, other)
  }
}
