import Parallel

/// Everything that is asked of an event: the effect by several methods, how certain it is, and whether to believe it.
///
/// Each method has the intervals that kept their coverage in simulation: conformal ones for a synthetic control, the
/// spread of placebos for double differences, and the distribution of the forecast for a local level.
public struct ImpactAnalysis: Sendable, Equatable, Codable {
  /// One result per method, in the order asked for.
  public let methods: [ImpactResult]
  /// Controls that the event may have hit as well, by the first method.
  public let suspiciousControls: [SuspiciousControl]

  /// Analyses an event.
  ///
  /// - Parameters:
  ///   - panel: a checked panel.
  ///   - methods: the methods to use; all of them by default.
  ///   - coverage: the probability of every interval, between 0 and 1.
  ///   - threads: the most threads that work at once; the results do not depend on it.
  /// - Throws: ``ImpactError/badCoverage(_:)``.
  /// - Complexity: about 2 J estimates per method and, for a synthetic control, 60 more per time after the event.
  public init(
    _ panel: ImpactPanel, methods: [ImpactMethod] = ImpactMethod.allCases, coverage: Double = 0.95,
    threads: Int = Workers.cores
  ) throws(ImpactError) {
    var results: [ImpactResult] = []
    for method in methods {
      switch method {
      case .syntheticControl:
        results.append(
          ImpactAnalysis.result(
            SyntheticControl(), panel, threads,
            try ConformalInference().intervals(panel, coverage: coverage, threads: threads)))
      case .syntheticDifferenceInDifferences:
        results.append(
          try ImpactAnalysis.doubleDifference(SyntheticDifferenceInDifferences(), panel, coverage, threads))
      case .differenceInDifferences:
        results.append(try ImpactAnalysis.doubleDifference(DifferenceInDifferences(), panel, coverage, threads))
      case .localLevel:
        let estimator = LocalLevelRegression()
        results.append(
          ImpactAnalysis.result(estimator, panel, threads, try estimator.intervals(panel, coverage: coverage)))
      }
    }
    self.methods = results
    suspiciousControls = results.first.map { SuspiciousControl.all($0.placebosInSpace) } ?? []
  }

  private static func doubleDifference(
    _ estimator: some ImpactEstimator, _ panel: ImpactPanel, _ coverage: Double, _ threads: Int
  ) throws(ImpactError) -> ImpactResult {
    result(
      estimator, panel, threads,
      try PlaceboVariance().intervals(estimator, panel, coverage: coverage, threads: threads))
  }

  private static func result(
    _ estimator: some ImpactEstimator, _ panel: ImpactPanel, _ threads: Int, _ uncertainty: ImpactUncertainty
  ) -> ImpactResult {
    let estimate = estimator.estimate(panel)
    let placebos = PlaceboInSpace(estimator, panel, threads: threads)
    return ImpactResult(
      estimate: estimate, uncertainty: uncertainty, fit: PreEventFit(estimate, panel, placebos),
      placebosInSpace: placebos,
      placebosInTime: PlaceboInTime.all(estimator, panel, threads: threads),
      leaveOneOut: LeaveOneOut.all(estimator, panel, estimate, threads: threads))
  }
}
