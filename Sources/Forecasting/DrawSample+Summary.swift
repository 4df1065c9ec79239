import Sampling
import Univariate

extension DrawSample {
  /// The median and central intervals.
  public func summary(levels: [Double], inLogs: Bool = false) -> (median: Double, intervals: [ForecastInterval]) {
    let ends = quantiles(centralProbabilities(levels), inLogs: inLogs)
    return (ends[0], centralIntervals(ends, levels: levels))
  }
}
