import Parallel
import Series

/// What the estimator finds at times before the event, when there was no effect.
///
/// The times from the event on are left out, and an earlier time is taken for the event. Effects that are not small beside that of
/// the event say that the estimator cannot tell it from what happens anyway.
///
/// Source: A. Abadie, A. Diamond and J. Hainmueller, American Journal of Political Science 59 (2015), 495.
public struct PlaceboInTime: Sendable, Equatable, Codable {
  /// The time that was taken for the event.
  public let event: Month
  /// The number of times whose effect was estimated.
  public let times: Int
  /// Their mean effect, in the unit of the outcome.
  public let average: Double
  /// The root mean squared error before the pretended event, in the unit of the outcome.
  public let preRMSPE: Double
  /// The root mean squared effect from it on, in the unit of the outcome.
  public let postRMSPE: Double

  /// The effects at pretended events.
  ///
  /// - Parameters:
  ///   - estimator: any; predictors are not used, because they may know of times after a pretended event.
  ///   - panel: T₀ times before the event.
  ///   - count: the most pretended events, spread evenly from the ninth time on.
  ///   - threads: the most threads that work at once; the result does not depend on it.
  /// - Returns: one value per pretended event, ascending; none where fewer than two times are between the first eight and the event.
  /// - Complexity: `count` estimates.
  public static func all(
    _ estimator: some ImpactEstimator, _ panel: ImpactPanel, count: Int = 5, threads: Int = Workers.cores
  ) -> [PlaceboInTime] {
    let first = ImpactPanel.fewestTimesBefore
    // At least two times after each.
    let room = panel.event - 1 - first
    guard room > 0, count > 0 else { return [] }
    let number = min(count, room)
    return Workers.map(number, threads: threads) { index in
      let event = first + (number == 1 ? room / 2 : index * (room - 1) / (number - 1))
      let end = min(panel.event, event + panel.timesAfter)
      let estimate = estimator.estimate(panel.during(0..<end, event: event))
      return PlaceboInTime(
        event: panel.times[event], times: end - event, average: estimate.average, preRMSPE: estimate.preRMSPE,
        postRMSPE: estimate.postRMSPE)
    }
  }
}
