import LeastSquares
import RealModule
import Sampling
import Series

/// Survival and retention by age with intervals.
public struct RetentionCurve: Sendable, Equatable, Codable {
  /// One age.
  public struct Point: Sendable, Equatable, Codable {
    /// t.
    public let age: Int
    /// S(t).
    public let survival: Double
    /// The interval of S(t).
    public let survivalInterval: ClosedRange<Double>
    /// r_t = S(t)/S(t − 1); nil for age 0.
    public let retention: Double?
    /// The interval of r_t; nil for age 0.
    public let retentionInterval: ClosedRange<Double>?
    /// The share of users who stayed from the age before, over the cohorts that are observed at both; nil where there are none.
    public let observed: Double?
  }

  /// The probability of the intervals.
  public let coverage: Double
  /// Ages from 0 on.
  public let points: [Point]
}

extension FittedRetention {
  /// The curve with intervals from drawn parameters: multivariate t about the estimates, on the scale of ``values``.
  ///
  /// - Parameters:
  ///   - age: the last age, 1 … 1200.
  ///   - coverage: the probability of the intervals, between 0 and 1.
  ///   - draws: how many, 100 … 100 000.
  ///   - seed: of the draws.
  /// - Returns: the curve at reference levels of drivers and the mean of the season.
  /// - Throws: ``RetentionError/badCount(_:_:allowed:)`` or ``RetentionError/badShare(_:_:)``.
  /// - Complexity: O(draws·age).
  public func curve(
    through age: Int, coverage: Double = Coverages.single, draws: Int = 2000, seed: UInt64 = 1
  ) throws(RetentionError) -> RetentionCurve {
    try Self.check("ages", age, 1...Self.mostAges)
    try Self.check("draws", draws, 100...100_000)
    try Self.check(coverage: coverage)
    let probabilities = [(1 - coverage) / 2, (1 + coverage) / 2]
    var survivals = [[Double]](repeating: [], count: age + 1)
    var retentions = survivals
    let drawer = ParameterDraws(self)
    for draw in 0..<draws {
      let path = shape.survival(drawer.parameters(draw, seed: seed), through: age)
      for t in 0...age {
        survivals[t].append(path[t])
        if t > 0 { retentions[t].append(path[t - 1] > 0 ? path[t] / path[t - 1] : 0) }
      }
    }
    func interval(_ sample: [Double]) throws(RetentionError) -> ClosedRange<Double> {
      let ends = quantiles(of: sample, probabilities: probabilities)
      guard ends[0] <= ends[1] else { throw .notFinite }
      return ends[0]...ends[1]
    }
    let survival = survival(through: age)
    let retention = retention(through: age)
    let observed = table.retentionByAge
    var points: [RetentionCurve.Point] = []
    for t in 0...age {
      points.append(
        RetentionCurve.Point(
          age: t, survival: survival[t], survivalInterval: try interval(survivals[t]),
          retention: t > 0 ? retention[t - 1] : nil,
          retentionInterval: t > 0 ? try interval(retentions[t]) : nil,
          observed: t > 0 && t <= observed.count ? observed[t - 1] : nil))
    }
    return RetentionCurve(coverage: coverage, points: points)
  }

  /// The most ages and months ahead, a hundred years of months.
  static let mostAges = 1200

  static func check(_ name: String, _ count: Int, _ allowed: ClosedRange<Int>) throws(RetentionError) {
    guard allowed.contains(count) else { throw .badCount(name, count, allowed: allowed) }
  }

  static func check(coverage: Double) throws(RetentionError) {
    guard coverage > 0, coverage < 1 else { throw .badShare("coverage", coverage) }
  }
}
