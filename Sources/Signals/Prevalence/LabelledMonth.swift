/// The share of negative posts in a month that has labels of its own: PPI++ (Angelopoulos, Duchi and Zrnic 2023, section 3).
///
/// It supposes nothing about the classifier: labels of the month correct what is said about its other posts.
public struct LabelledMonth: Sendable, Equatable {
  /// The share.
  public let share: Double
  /// Its standard error.
  public let standardError: Double
  /// The number of labels.
  public let labels: Int

  /// The fewest labels of a month.
  public static let fewest = 20

  /// - Parameters:
  ///   - month: what the classifier says about all posts of the month.
  ///   - labels: labelled posts of the same month, drawn at random; nil where they are too few.
  public init?(_ month: ScoreCounts, labels: [LabelledScores.Post]) {
    guard labels.count >= Self.fewest, month.posts > 1 else { return nil }
    let count = Double(labels.count)
    let truths = labels.map { $0.isNegative ? 1.0 : 0.0 }
    let calls = labels.map { $0.key.isNegative ? 1.0 : 0.0 }
    let (truth, call) = (truths.reduce(0, +) / count, calls.reduce(0, +) / count)
    let all = month.naiveShare
    let common = zip(truths, calls).reduce(0) { $0 + ($1.0 - truth) * ($1.1 - call) } / (count - 1)
    let spread = all * (1 - all)
    // The weight of the classifier that gives the smallest variance (equation 6); 0 where it always says the same.
    let ratio = count / Double(month.posts)
    let weight = spread > 0 ? min(1, max(0, common / ((1 + ratio) * spread))) : 0
    share = min(1, max(0, truth + weight * (all - call)))
    let residuals = zip(truths, calls).map { $0 - weight * $1 }
    let mean = residuals.reduce(0, +) / count
    let variance = residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    standardError = (variance / count + weight * weight * spread / Double(month.posts)).squareRoot()
    self.labels = labels.count
  }
}
