import Sampling
import Univariate

extension DrawSample {
  /// The median and central intervals.
  public func summary(coverages: [Double], inLogs: Bool = false) -> (median: Double, intervals: [ForecastInterval]) {
    let ends = quantiles(centralProbabilities(coverages), inLogs: inLogs)
    return (ends[0], centralIntervals(ends, coverages: coverages))
  }
}
