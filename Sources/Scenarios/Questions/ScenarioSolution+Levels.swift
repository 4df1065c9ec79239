extension ScenarioSolution {
  /// The expected raw levels of a column in all scenarios.
  func expectedLevels(_ column: Int) -> [Double] {
    let central = centre
    return file.scenarios.indices.flatMap { equation.paths.raw(column, equation.whole($0), central).map { $0[0] } }
  }

  /// The expected level of a column at the horizon.
  func expectedEnd(_ column: Int, _ counterfactual: Counterfactual) -> Double {
    let path = equation.paths.raw(column, counterfactual, centre)
    return path[path.count - 1][0]
  }
}
