import RealModule
import Series

extension ImpactPanel {
  /// How many times the mean of one series may be that of another before they are compared by their relative moves.
  public static let sameSize = 5.0

  /// Whether all values are above 0 and the means of the series before the event differ so much that only relative moves can be compared.
  public var differsInSize: Bool {
    let all = [treated] + controls
    guard all.allSatisfy({ $0.allSatisfy { $0 > 0 } }) else { return false }
    let means = all.map(mean)
    return (means.max() ?? 1) > Self.sameSize * (means.min() ?? 1)
  }

  /// The same panel with every control at the size of the treated series: multiplied by the ratio of their means before the event.
  ///
  /// A weighted mean of controls cannot be larger than the largest of them, and a difference in users is no difference in growth: so
  /// that countries of any size can be compared. Effects stay in the unit of the treated series.
  ///
  /// - Returns: the panel; a control whose mean is 0 stays as it is.
  public func atSizeOfTreated() -> ImpactPanel {
    let size = mean(treated)
    return ImpactPanel(
      treatedName: treatedName, controlNames: controlNames, times: times, treated: treated,
      controls: controls.map { control in
        let ratio = size / mean(control)
        return ratio.isFinite && ratio != 0 ? control.map { $0 * ratio } : control
      }, event: event, predictors: predictors)
  }

  private func mean(_ values: [Double]) -> Double { values[..<event].reduce(0, +) / Double(event) }
}
