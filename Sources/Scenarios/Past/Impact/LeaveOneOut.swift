import Parallel

/// The effect when a control is left out, which should not depend on any single one.
public struct LeaveOneOut: Sendable, Equatable, Codable {
  /// The control that was left out.
  public let control: String
  /// The mean effect without it, in the unit of the outcome.
  public let average: Double
  /// The root mean squared error before the event without it, in the unit of the outcome.
  public let preRMSPE: Double

  /// Weights below this size do not count.
  private static let smallestWeight = 1e-6

  /// The effects without each control that has weight.
  ///
  /// - Parameters:
  ///   - estimator: any.
  ///   - panel: the panel with all controls.
  ///   - estimate: the estimate with all controls.
  ///   - threads: the most threads that work at once; the result does not depend on it.
  /// - Returns: one value per control with weight, in the order of the panel.
  /// - Complexity: as many estimates as there are controls with weight.
  public static func all(
    _ estimator: some ImpactEstimator, _ panel: ImpactPanel, _ estimate: ImpactEstimate, threads: Int = Workers.cores
  ) -> [LeaveOneOut] {
    let used = estimate.weights.indices.filter {
      abs(estimate.weights[$0].weight) > smallestWeight && $0 < panel.controls.count
    }
    return Workers.map(used.count, threads: threads) { index in
      let rest = estimator.estimate(panel.leavingOut(used[index]))
      return LeaveOneOut(control: panel.controlNames[used[index]], average: rest.average, preRMSPE: rest.preRMSPE)
    }
  }
}
