import LeastSquares
import Sampling

/// Scores of posts whose true class is known: what a classifier's errors are learnt from.
public struct LabelledScores: Sendable, Equatable {
  /// A post.
  public struct Post: Sendable, Equatable {
    /// What the classifier says.
    public let key: ScoreCounts.Key
    /// Whether the post is negative.
    public let isNegative: Bool
    /// When it was written, in seconds since 1970; nil where labels have no date.
    public let time: Int?

    /// - Parameters:
    ///   - key: what the classifier says.
    ///   - isNegative: whether the post is negative.
    ///   - time: when it was written, in seconds since 1970.
    public init(_ key: ScoreCounts.Key, isNegative: Bool, time: Int? = nil) {
      self.key = key
      self.isNegative = isNegative
      self.time = time
    }
  }

  /// The posts of a class in their order.
  let classes: (negative: [Post], other: [Post])
  /// All posts in their order.
  public let posts: [Post]

  /// - Parameter posts: posts with their labels.
  public init(_ posts: [Post]) {
    self.posts = posts
    classes = (posts.filter(\.isNegative), posts.filter { !$0.isNegative })
  }

  /// Whether two samples have the same posts.
  public static func == (left: LabelledScores, right: LabelledScores) -> Bool { left.posts == right.posts }

  /// The share of the labelled posts that are negative.
  public var share: Double { Double(classes.negative.count) / Double(posts.count) }

  /// The mean scores of both classes.
  var means: (negative: Double, other: Double) { (Self.mean(classes.negative), Self.mean(classes.other)) }

  /// The difference of the mean scores over its standard error (Welch).
  var distance: Double {
    func variance(_ posts: [Post], _ mean: Double) -> Double {
      let squares = posts.reduce(0) { $0 + ($1.key.score - mean) * ($1.key.score - mean) }
      return squares / Double(max(1, posts.count - 1)) / Double(posts.count)
    }
    let means = means
    let difference = means.negative - means.other
    guard difference != 0 else { return 0 }
    return difference
      / (variance(classes.negative, means.negative) + variance(classes.other, means.other)).squareRoot()
  }

  /// The p-value of scores being probabilities of the labels: of the sum and of the squares of what they miss (Spiegelhalter 1986), twice the smaller one; nil
  /// where a score is no probability.
  var calibration: Double? {
    guard posts.allSatisfy({ (0...1).contains($0.key.score) }) else { return nil }
    var (sum, sumVariance, tilt, tiltVariance) = (0.0, 1e-12, 0.0, 1e-12)
    for post in posts {
      let (p, y) = (post.key.score, post.isNegative ? 1.0 : 0.0)
      sum += y - p
      sumVariance += p * (1 - p)
      tilt += (y - p) * (1 - 2 * p)
      tiltVariance += (1 - 2 * p) * (1 - 2 * p) * p * (1 - p)
    }
    let most = max(abs(sum) / sumVariance.squareRoot(), abs(tilt) / tiltVariance.squareRoot())
    return min(1, 4 * Normal.upperTail(most))
  }

  private static func mean(_ posts: [Post]) -> Double { posts.reduce(0) { $0 + $1.key.score } / Double(posts.count) }

  /// A sample of each class, with replacement and of the same size (the bootstrap of Efron 1979, within classes).
  func resampled(_ stream: inout RandomStream) -> LabelledScores {
    func draw(_ class: [Post]) -> [Post] {
      // Cannot trap: a uniform number is below 1.
      `class`.map { _ in `class`[min(`class`.count - 1, Int(stream.uniform() * Double(`class`.count)))] }
    }
    return LabelledScores(draw(classes.negative) + draw(classes.other))
  }
}
