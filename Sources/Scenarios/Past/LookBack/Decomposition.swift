import ChurnModels
import Forecasting
import RealModule
import Sampling
import Series
import Univariate

/// The history of users, divided among its causes: Uₜ = U₀ + Σ parts, for every month since the first figure.
///
/// The causes are the inputs of the growth equation: the baseline (net growth with drivers at their reference levels, at the size of the
/// first month), the season, each driver, each event of the model, and what none of them explains. v(S) is users when only the
/// inputs in S happen; the saturation of the model acts in all of them. Parts are Shapley values, which sum exactly.
///
/// Source: L. S. Shapley, *A value for n-person games*, Contributions to the Theory of Games II (1953), 307.
public struct Decomposition: Sendable, Equatable {
  /// What a part is due to.
  public enum Kind: String, Sendable, Equatable, CaseIterable {
    /// The users who came, where stock and flow are modelled.
    case acquired
    /// Net growth with drivers at their reference levels; the users who left at these levels where stock and flow are modelled.
    case baseline
    /// The season.
    case season
    /// A driver's distance from its reference level.
    case driver
    /// A step or a pulse of the model.
    case event
    /// The innovations: what the model does not explain, changes of a drifting baseline among them.
    case unexplained
  }

  /// One of the parts.
  public struct Part: Sendable, Equatable {
    /// Its name: that of a driver, otherwise that of its kind.
    public let name: String
    /// What it is due to.
    public let kind: Kind
    /// Users gained by it until each month; below 0 if lost.
    public let users: [Double]
    /// Their intervals.
    public let intervals: [ClosedRange<Double>]
  }

  /// The months after the first figure.
  public let months: Range<Month>
  /// Users in the month of the first figure.
  public let start: Double
  /// Users by month.
  public let users: [Double]
  /// The parts: the baseline, the season, drivers and events in their order, what is unexplained.
  public let parts: [Part]
  /// The coverage of the intervals.
  public let coverage: Double
  /// The number of draws of the intervals.
  public let draws: Int
  /// Their seed.
  public let seed: UInt64

  /// The largest number of parts: 2¹² combinations.
  public static let mostParts = ScenarioLimits.causes
  /// The most numbers that the draws may have together.
  private static let mostNumbers = 8_000_000
  /// The most steps of paths that the draws may have together.
  private static let mostSteps = 400_000_000

  /// Divides the history of a fit.
  ///
  /// - Parameters:
  ///   - fit: the fit.
  ///   - coverage: the coverage of the intervals, between 0 and 1.
  ///   - draws: the number of draws of the parameters, even; fewer are taken where parts and months are many, at least 200.
  ///   - seed: their seed.
  /// - Throws: ``LookBackError``; errors of drivers and models.
  /// - Complexity: O(2ᵏ · k · months · draws) for k parts.
  public init(_ fit: any RecursiveFit, coverage: Double = 0.95, draws: Int = 2000, seed: UInt64 = 1) throws {
    let base = fit.pastBases.lowerBound
    let recursion = try fit.recursion(
      after: base, months: base.distance(to: fit.origin), columns: fit.specification.columns(in: fit.data),
      acquisitions: fit.acquisitions)
    let game: any DecompositionGame =
      switch recursion {
      case .growth(let growth): try GrowthDecomposition(fit, growth)
      case .stock(let stock): try StockDecomposition(fit, stock)
      }
    let labels = game.labels
    let count = labels.count
    guard count <= Self.mostParts else { throw LookBackError.tooManyParts(count) }
    months = game.months
    let steps = (1 << count) * months.count
    let draws = min(draws, max(200, min(Self.mostNumbers / (count * months.count), Self.mostSteps / steps))) / 2 * 2
    let distribution = ParameterDistribution(fit.estimateOfPast)
    let random = GrowthDraws(recursion, distribution: distribution, sources: [.parameters])
    let sizes = game.levels.dropFirst().map { Double.exp($0) }
    // A rounding error is no part: the innovations of a constant baseline sum to 0, for example.
    let centre = game.values(random.centre.parameters).map { part in
      zip(part, sizes).map { abs($0[0]) < 1e-12 * $1 ? 0 : $0[0] }
    }
    var samples = labels.map { _ in game.months.map { _ in DrawSample(capacity: draws + 8) } }
    var first = 0
    while first < draws / 2 {
      let end = min(first + GrowthDraws.pairsOfPacket, draws / 2)
      let packet = random.packet(first..<end, seed: seed)
      for (part, values) in game.values(packet.parameters).enumerated() {
        for (month, value) in values.enumerated() { samples[part][month].add(value, packet.count) }
      }
      first = end
    }
    start = .exp(game.levels[0])
    users = sizes
    guard centre.allSatisfy({ $0.allSatisfy(\.isFinite) }),
      samples.allSatisfy({ $0.allSatisfy { $0.isWithin(.infinity) } })
    else { throw LookBackError.notFinite }
    parts = labels.indices.map { part in
      Part(
        name: labels[part].name, kind: labels[part].kind, users: centre[part],
        intervals: samples[part].map { sample in
          let ends = sample.quantiles([(1 - coverage) / 2, (1 + coverage) / 2])
          return ends[0]...max(ends[0], ends[1])
        })
    }
    (self.coverage, self.draws, self.seed) = (coverage, draws, seed)
  }
}
