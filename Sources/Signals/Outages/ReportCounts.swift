/// Counts of user reports in steps of equal length, of one country and part of a service.
public struct ReportCounts: Sendable, Equatable {
  /// The country; nil where none is told.
  public let country: String?
  /// The part of the service; nil where none is told.
  public let part: String?
  /// The beginning of the first step.
  public let start: Instant
  /// The length of a step in seconds.
  public let step: Int
  /// Reports by step; NaN where none are known.
  public let counts: [Double]

  /// Counts.
  ///
  /// - Parameters:
  ///   - country: the country, if there are several.
  ///   - part: the part of the service, if there are several.
  ///   - start: the beginning of the first step.
  ///   - step: the length of a step in seconds, 60 to 604,800.
  ///   - counts: reports by step, 0 or more; NaN where none are known.
  public init(country: String? = nil, part: String? = nil, start: Instant, step: Int, counts: [Double]) {
    self.country = country
    self.part = part
    self.start = start
    self.step = step
    self.counts = counts
  }

  /// The share of a stretch of seconds whose steps have a count.
  func coverage(of range: Range<Int>) -> Double {
    func place(_ seconds: Int) -> Int { min(max((seconds - start.seconds + step - 1) / step, 0), counts.count) }
    let steps = place(range.lowerBound)..<max(place(range.lowerBound), place(range.upperBound))
    return min(1, Double(steps.count { !counts[$0].isNaN } * step) / Double(range.count))
  }

  /// The beginning of a step, in seconds since 1970.
  package func time(_ place: Int) -> Int { start.seconds + step * place }
}
