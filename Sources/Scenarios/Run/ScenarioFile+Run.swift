extension ScenarioFile {
  /// Runs all scenarios with the same random numbers, calibrating first if the file requests it.
  ///
  /// - Parameter inputs: how to read the files that this one names.
  /// - Returns: paths, differences, comparisons and the provenance of every number.
  /// - Throws: ``ScenarioError``, and the errors of models, drivers and inputs.
  public func run(_ inputs: ScenarioInputs) throws -> ScenarioRun { try ScenarioSolution(self, inputs).run() }
}
