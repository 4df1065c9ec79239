import Parallel
import RealModule
import Sampling

/// The share of negative posts in every month, with its error, from scores and a labelled sample.
///
/// It supposes that posts of a class get the scores of the labelled posts of that class in every month: prior shift. ``ClassShift`` tests that.
public struct Prevalence: Sendable {
  /// A month's share.
  public struct Estimate: Sendable, Equatable {
    /// The share of negative posts.
    public let share: Double
    /// The ends of the 95 % interval: normal for the log-odds of the share.
    public let lower95: Double
    /// The upper one.
    public let upper95: Double
    /// The standard error, of both kinds together.
    public let standardError: Double
    /// The part of it that the month has alone, because its posts are a sample.
    public let ownError: Double
    /// The part that all months have in common, because the labelled posts are a sample.
    public let commonError: Double
  }

  /// The labelled sample.
  public let labels: LabelledScores
  /// How shares are estimated.
  public let method: PrevalenceMethod
  /// What the classifier gets wrong.
  public let rates: ClassifierRates
  private let platt: PlattScaling
  private let seed: UInt64
  /// The probability of labels that agree with the scores as little, if these were probabilities; nil for scores that are none.
  public let calibration: Double?

  /// The number of draws.
  public static let drawCount = 400
  /// The fewest labelled posts of each class.
  public static let fewestLabels = 30
  /// The fewest posts of a month whose share is estimated.
  public static let fewestPosts = 20
  /// The most groups of scores in draws; the estimate itself uses every score.
  private static let groups = 512

  /// - Parameters:
  ///   - labels: the labelled sample.
  ///   - method: how shares are estimated.
  ///   - seed: the seed of the draws.
  /// - Throws: ``SignalError/tooFewLabels(negative:other:needed:)``; ``SignalError/uselessClassifier(difference:standardError:)`` where tpr − fpr
  ///   is below 3 of its standard errors, ``SignalError/uselessScores(distance:)`` where the difference of mean scores is; ``SignalError/noProbability(Double)``.
  public init(_ labels: LabelledScores, method: PrevalenceMethod = .plattEMQ, seed: UInt64 = 1) throws(SignalError) {
    let (negative, other) = (labels.classes.negative.count, labels.classes.other.count)
    guard min(negative, other) >= Self.fewestLabels else {
      throw .tooFewLabels(negative: negative, other: other, needed: Self.fewestLabels)
    }
    self.labels = labels
    self.method = method
    self.seed = seed
    rates = ClassifierRates(labels.posts)
    platt = PlattScaling(labels)
    calibration = method.needsProbabilities ? labels.calibration : nil
    if method.needsProbabilities, let wrong = labels.posts.first(where: { !(0...1).contains($0.key.score) }) {
      throw .noProbability(wrong.key.score)
    }
    if method.isHard {
      guard method == .count || (rates.difference > 0 && rates.difference >= 3 * rates.standardError) else {
        throw .uselessClassifier(difference: rates.difference, standardError: rates.standardError)
      }
    } else {
      let distance = labels.distance
      guard abs(distance) >= 3 else { throw .uselessScores(distance: distance) }
    }
  }

  /// Estimates the shares of months.
  ///
  /// - Parameter months: the scores of every month's posts; of a month with fewer than ``fewestPosts``, nothing is estimated.
  /// - Returns: estimates; and draws of what the errors of all months have in common: by draw, of every month, NaN where there is no estimate.
  public func estimates(_ months: [ScoreCounts]) -> (months: [Estimate?], draws: [[Double]]) {
    let shares = months.map { $0.posts < Self.fewestPosts ? nil : share($0.grouped(), $0, labels, platt) }
    let coarse = months.map { $0.grouped(most: Self.groups) }
    let common = Workers.map(Self.drawCount) { number in
      var stream = RandomStream(seed: seed, index: number)
      return commonDraw(months, coarse, &stream)
    }
    var estimates: [Estimate?] = []
    for (month, found) in shares.enumerated() {
      guard let found else {
        estimates.append(nil)
        continue
      }
      let drawn = common.map { $0[month] }
      let mean = drawn.reduce(0, +) / Double(drawn.count)
      let squares = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let shared = method == .count ? 0 : (squares / Double(drawn.count - 1)).squareRoot()
      estimates.append(Self.estimate(min(1, max(0, found.share)), own: found.own, common: shared))
    }
    let draws = common.map { row in
      row.indices.map { shares[$0] == nil ? .nan : min(1, max(0, row[$0])) }
    }
    return (estimates, draws)
  }

  private static func estimate(_ share: Double, own: Double, common: Double) -> Estimate {
    let error = (own * own + common * common).squareRoot()
    // Near 0 and 1 log-odds say little: there an interval reaches as far as a normal one, and beyond it that of a share as
    // far from the end as its error.
    let inner = min(1 - min(0.5, error), max(min(0.5, error), share))
    let center: Double = .log(inner / (1 - inner))
    let half = 1.959963984540054 * error
    let width = half / (inner * (1 - inner))
    return Estimate(
      share: share,
      lower95: min(share, share < 2 * half ? max(0, share - half) : PlattScaling.logistic(center - width)),
      upper95: max(share, share > 1 - 2 * half ? min(1, share + half) : PlattScaling.logistic(center + width)),
      standardError: error, ownError: own, commonError: common)
  }

  /// A month's share, which may be below 0 or above 1 before it is cut off there, and the error that it has alone.
  private func share(
    _ groups: [(score: Double, posts: Double)], _ month: ScoreCounts, _ labels: LabelledScores, _ platt: PlattScaling
  ) -> (share: Double, own: Double) {
    let posts = Double(month.posts)
    switch method {
    case .count, .adjustedCount:
      let naive = month.naiveShare
      // One half more of each keeps the error above 0 where all posts are called the same.
      let inner = (naive * posts + 0.5) / (posts + 1)
      let error = (inner * (1 - inner) / posts).squareRoot()
      return method == .count
        ? (naive, error) : (rates.unbounded(naive), error / rates.difference)
    case .adjustedScores:
      let means = labels.means
      let mean = groups.reduce(0) { $0 + $1.score * $1.posts } / posts
      let squares = groups.reduce(0) { $0 + $1.posts * ($1.score - mean) * ($1.score - mean) }
      let error = (squares / posts / max(1, posts - 1)).squareRoot() / abs(means.negative - means.other)
      // Equal scores do not make a share certain: at least the error of a count without any.
      return ((mean - means.other) / (means.negative - means.other), max(error, 0.7 / posts))
    case .emq, .plattEMQ:
      let found = mixture(groups, labels, platt)
      return (found.share, found.standardError)
    }
  }

  private func mixture(
    _ groups: [(score: Double, posts: Double)], _ labels: LabelledScores, _ platt: PlattScaling
  ) -> MixtureShare {
    let prior = Double(labels.classes.other.count) / Double(labels.classes.negative.count)
    // The odds of a score over those of the sample: the ratio of its densities. Bounded so that sums stay finite.
    let ratios = groups.map { group in
      let odds = method == .emq ? group.score / (1 - group.score) : Double.exp(min(300, platt.logOdds(group.score)))
      return min(1e12, max(1e-12, odds * prior))
    }
    return MixtureShare(ratios: ratios, posts: groups.map(\.posts))
  }

  /// The shares of all months with what is learnt from another labelled sample.
  private func commonDraw(
    _ months: [ScoreCounts], _ coarse: [[(score: Double, posts: Double)]], _ stream: inout RandomStream
  ) -> [Double] {
    switch method {
    case .count: return months.map(\.naiveShare)
    case .adjustedCount:
      let drawn = rates.drawn(&stream)
      return months.map { month in
        (month.naiveShare - drawn.falsePositives) / (drawn.truePositives - drawn.falsePositives)
      }
    case .adjustedScores, .emq, .plattEMQ:
      let labels = labels.resampled(&stream)
      let platt = method == .plattEMQ ? PlattScaling(labels) : platt
      return months.indices.map { month in
        months[month].posts < Self.fewestPosts ? .nan : share(coarse[month], months[month], labels, platt).share
      }
    }
  }
}
