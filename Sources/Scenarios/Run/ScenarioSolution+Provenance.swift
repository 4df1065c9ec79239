import Forecasting

extension ScenarioSolution {
  /// The provenance of each quantity.
  var provenance: [Provenance] {
    let quantities = equation.quantities
    return quantities.distribution.estimated.enumerated().map { index, estimated in
      let isScaled = !quantities.scales.isEmpty && quantities.effects.contains(index)
      if quantities.unknowns.contains(index) || isScaled { return .calibrated }
      return estimated ? .estimated : .assumed
    }
  }

  /// The provenances of the numbers of a scenario's path, each once.
  ///
  /// - Parameters:
  ///   - scenario: its position.
  ///   - provenance: ``provenance``.
  /// - Returns: in the order of all provenances.
  func basis(_ scenario: Int, _ provenance: [Provenance]) -> [Provenance] {
    let written = file.scenarios[scenario]
    let moved = Set(written.paths.filter(\.moves).map(\.column))
    let movedColumns = Set(equation.columns.indices.filter { moved.contains(equation.columns[$0].name) })
    func isMovedUpstream(_ column: Int) -> Bool {
      equation.paths.isMoved(column, byAnyOf: movedColumns)
    }
    let used = equation.drivers.filter { driver in
      switch driver.source {
      case .column(let transform): movedColumns.contains(transform.column) || isMovedUpstream(transform.column)
      case .event(let event): event.happens[scenario]
      }
    }.flatMap(\.positions)
    let hasLevel = equation.columns.indices.contains {
      equation.quantities.level(ofColumn: $0, in: scenario) != nil
    }
    return Provenance.allCases.filter { kind in
      provenance[0] == kind || used.contains { provenance[$0] == kind } || kind == .calibrated && hasLevel
    }
  }

  /// The provenance of the effects of a column: the least certain of them.
  func provenance(ofColumn column: Int) -> Provenance {
    let provenance = provenance
    let positions =
      equation.paths.upstreams.contains(column)
      ? equation.paths.elasticities(of: column)
      : equation.drivers.filter { $0.column == column }.flatMap { Array($0.positions) }
    let found = Set(positions.map { provenance[$0] })
    return [.assumed, .calibrated, .estimated].first(where: found.contains) ?? .assumed
  }
}
