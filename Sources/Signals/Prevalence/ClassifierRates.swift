import Sampling

/// How often a classifier calls posts negative that are, and that are not.
public struct ClassifierRates: Sendable, Equatable {
  /// How many negative posts there are, and how many of them are called negative.
  public let negatives: (posts: Int, called: Int)
  /// The same of other posts.
  public let others: (posts: Int, called: Int)

  /// Counts labelled posts.
  public init(_ labels: some Sequence<LabelledScores.Post>) {
    var counts = [[0, 0], [0, 0]]
    for post in labels {
      counts[post.isNegative ? 1 : 0][0] += 1
      if post.key.isNegative { counts[post.isNegative ? 1 : 0][1] += 1 }
    }
    negatives = (counts[1][0], counts[1][1])
    others = (counts[0][0], counts[0][1])
  }

  /// Whether two classifiers have the same counts.
  public static func == (left: ClassifierRates, right: ClassifierRates) -> Bool {
    left.negatives == right.negatives && left.others == right.others
  }

  /// The share of negative posts that are called negative (tpr).
  public var truePositives: Double { Double(negatives.called) / Double(negatives.posts) }
  /// The share of other posts that are called negative (fpr).
  public var falsePositives: Double { Double(others.called) / Double(others.posts) }
  /// The difference of both: 1 of a perfect classifier, 0 of one that knows nothing.
  public var difference: Double { truePositives - falsePositives }

  /// The standard error of the difference.
  public var standardError: Double {
    let (tpr, fpr) = (truePositives, falsePositives)
    return (tpr * (1 - tpr) / Double(negatives.posts) + fpr * (1 - fpr) / Double(others.posts)).squareRoot()
  }

  /// The adjusted count, (q − fpr)/(tpr − fpr), between 0 and 1 (Rogan and Gladen 1978, equation 1).
  ///
  /// - Parameter naive: the share q that is called negative.
  /// - Returns: the share that is negative, if posts of each class are called so as often as the labelled ones.
  public func adjusted(_ naive: Double) -> Double { min(1, max(0, unbounded(naive))) }

  /// The adjusted count before it is cut off at 0 and 1.
  func unbounded(_ naive: Double) -> Double { (naive - falsePositives) / difference }

  /// Rates that are as likely, given the labels: draws of both Beta distributions, from Jeffreys' prior.
  func drawn(_ stream: inout RandomStream) -> (truePositives: Double, falsePositives: Double) {
    (
      Self.beta(negatives.called, of: negatives.posts, &stream), Self.beta(others.called, of: others.posts, &stream)
    )
  }

  /// A draw of a share of which so many of so many were seen.
  static func beta(_ count: Int, of all: Int, _ stream: inout RandomStream) -> Double {
    let first = stream.gamma(shape: Double(count) + 0.5)
    return first / (first + stream.gamma(shape: Double(all - count) + 0.5))
  }
}
