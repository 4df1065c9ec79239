import Drivers

/// Parts of a model that cannot be combined.
extension NetGrowth {
  /// Refuses what cannot be combined.
  ///
  /// - Throws: ``ChurnModelError`` with what to do.
  func checkCombinations() throws(ChurnModelError) {
    if specification.robust != .none, let driver = specification.drivers.first(where: \.hasPriorRows) {
      throw .badCombination(
        "robust weights and a prior or Shiller lags (`\(driver.name)`)",
        "Use `robust` none, leave out the prior, or use free or Almon lags")
    }
    if specification.robust != .none, specification.errors != .independent, specification.errors != .choice {
      throw .badCombination("robust weights and correlated errors", "Use `robust` none or `errors` independent")
    }
    if specification.baseline == .drifting {
      if specification.robust != .none {
        throw .badCombination("robust weights and a baseline that drifts", "Use `robust` none or `baseline` constant")
      }
      if specification.errors != .independent, specification.errors != .choice {
        throw .badCombination(
          "correlated errors and a baseline that drifts", "Use `errors` independent or `baseline` constant")
      }
    }
    for driver in specification.drivers where driver.sign != .free {
      if case .almon? = driver.distributedLag?.shape {
        throw .badCombination(
          "a sign and an Almon polynomial (`\(driver.name)`)", "Use free or Shiller lags, or state no sign")
      }
    }
  }
}

extension DriverSpecification {
  /// Whether what is known of the driver enters the regression as rows of its own.
  fileprivate var hasPriorRows: Bool {
    if case .shiller? = distributedLag?.shape { return true }
    return prior != nil
  }
}
