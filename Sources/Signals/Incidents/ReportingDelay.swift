import RealModule
import Sampling

/// How long outages of a status page really were: pages begin late, so that true durations are known with an error only.
///
/// ln T = a + b ln P + σε, P the duration on the page in minutes; the end is taken as told.
public struct ReportingDelay: Sendable, Equatable {
  /// a.
  public let intercept: Double
  /// b.
  public let slope: Double
  /// σ.
  public let deviation: Double

  /// A model of delays with T and P in minutes.
  public init(intercept: Double, slope: Double, deviation: Double) {
    self.intercept = intercept
    self.slope = slope
    self.deviation = deviation
  }

  /// As on GitHub's status page from 2022 to 2026: least squares on 153 incidents whose true window a post-mortem states (medians 100 and 63
  /// minutes, correlation of the logarithms 0.64).
  public static let statusPage = ReportingDelay(intercept: 2.0302, slope: 0.6346, deviation: 0.7236)

  /// A true beginning and end.
  package func draw(_ start: Int, _ end: Int, _ stream: inout RandomStream) -> (start: Int, end: Int) {
    let told = Double.log(max(Double(end - start) / 60, 1))
    let minutes = Double.exp(intercept + slope * told + deviation * stream.normal())
    // Cannot trap: between 0 and 1e6 minutes.
    return (end - Int((60 * min(minutes, 1e6)).rounded()), end)
  }
}
