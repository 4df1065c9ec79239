import LeastSquares
import RealModule

/// Tests of what ``Prevalence`` supposes: that posts of a class get the same scores in every month as the labelled ones.
public enum ClassShift {
  /// The level of the tests, shared among all that are made.
  public static let level = 0.001
  /// The fewest labelled posts of each class on both sides of a test of dated labels.
  private static let fewest = 10

  /// The probability of scores as far from a mixture of the labelled classes as these, or farther.
  ///
  /// Scores are counted in bins; the counts are compared with π·f₁ + (1 − π)·f₀ at the π that fits best, with the errors of all three (minimum
  /// chi-squared; the variance of every bin is that of Poisson counts, the sum of both weights is free).
  ///
  /// - Parameters:
  ///   - month: the scores of posts.
  ///   - labels: the labelled sample.
  /// - Returns: the p-value; 1 where there are too few scores to tell.
  public static func mixtureTest(_ month: ScoreCounts, _ labels: LabelledScores) -> Double {
    let smaller = min(labels.classes.negative.count, labels.classes.other.count)
    let cuts = cuts(labels, bins: min(10, max(4, smaller / 10)))
    guard cuts.count >= 3, month.posts >= 30 else { return 1 }
    func shares(_ scores: some Sequence<(score: Double, posts: Double)>) -> (shares: [Double], posts: Double) {
      var bins = [Double](repeating: 0, count: cuts.count + 1)
      for (score, posts) in scores { bins[cuts.firstIndex { score <= $0 } ?? cuts.count] += posts }
      let total = bins.reduce(0, +)
      return (bins.map { $0 / total }, total)
    }
    let seen = shares(month.grouped())
    let negative = shares(labels.classes.negative.map { (score: $0.key.score, posts: 1.0) })
    let other = shares(labels.classes.other.map { (score: $0.key.score, posts: 1.0) })
    var weights = (negative: 0.5, other: 0.5)
    var distance = 0.0
    for _ in 0..<20 {
      var (a11, a12, a22, b1, b2) = (1e-12, 0.0, 1e-12, 0.0, 0.0)
      let variances = seen.shares.indices.map { bin -> Double in
        let (first, second) = (negative.shares[bin], other.shares[bin])
        // One half more in every bin, so that an empty one has a variance.
        func variance(_ share: Double, _ posts: Double) -> Double { (share * posts + 0.5) / (posts * posts) }
        let own = max(seen.shares[bin], weights.negative * first + weights.other * second)
        let learnt =
          weights.negative * weights.negative * variance(first, negative.posts) + weights.other * weights.other
          * variance(second, other.posts)
        return variance(own, seen.posts) + learnt
      }
      for bin in variances.indices {
        let (first, second) = (negative.shares[bin], other.shares[bin])
        a11 += first * first / variances[bin]
        a12 += first * second / variances[bin]
        a22 += second * second / variances[bin]
        b1 += first * seen.shares[bin] / variances[bin]
        b2 += second * seen.shares[bin] / variances[bin]
      }
      let determinant = a11 * a22 - a12 * a12
      weights = (max(0, (b1 * a22 - b2 * a12) / determinant), max(0, (b2 * a11 - b1 * a12) / determinant))
      distance = variances.indices.reduce(0) { sum, bin in
        let miss = seen.shares[bin] - weights.negative * negative.shares[bin] - weights.other * other.shares[bin]
        return sum + miss * miss / variances[bin]
      }
    }
    return ChiSquared(degreesOfFreedom: Double(cuts.count - 1)).upperTail(distance)
  }

  /// The ends of bins with about as many labelled posts each, half the weight from each class; scores that occur often have a bin of their own.
  private static func cuts(_ labels: LabelledScores, bins: Int) -> [Double] {
    let (negative, other) = (Double(labels.classes.negative.count), Double(labels.classes.other.count))
    let ordered = labels.posts.sorted { $0.key.score < $1.key.score }
    var cuts: [Double] = []
    var held = 0.0
    for (place, post) in ordered.enumerated() {
      held += 0.5 / (post.isNegative ? negative : other)
      let isLast = place + 1 == ordered.count
      if !isLast, held >= 1 / Double(bins), ordered[place + 1].key.score != post.key.score {
        cuts.append(post.key.score)
        held = 0
      }
    }
    return cuts
  }

  /// The probabilities, for each class, of rates as different as those of the earlier and the later half of dated labels.
  ///
  /// - Parameter labels: the labelled sample.
  /// - Returns: p-values of two-sided tests of two shares (chi-squared with Yates' correction); empty where labels have no dates, or halves
  ///   have fewer than 10 posts of a class.
  public static func dateTests(_ labels: LabelledScores) -> [Double] {
    let dated = labels.posts.filter { $0.time != nil }.sorted { ($0.time ?? 0) < ($1.time ?? 0) }
    guard dated.count == labels.posts.count, dated.first?.time != dated.last?.time else { return [] }
    let halves = (
      ClassifierRates(dated.prefix(dated.count / 2)), ClassifierRates(dated.suffix(dated.count - dated.count / 2))
    )
    let pairs = [(halves.0.negatives, halves.1.negatives), (halves.0.others, halves.1.others)]
    return pairs.compactMap { before, after in
      min(before.posts, after.posts) >= fewest ? shareTest(before, after) : nil
    }
  }

  /// The p-value of two shares' being equal.
  static func shareTest(_ first: (posts: Int, called: Int), _ second: (posts: Int, called: Int)) -> Double {
    let (n1, n2) = (Double(first.posts), Double(second.posts))
    let (a, c) = (Double(first.called), Double(second.called))
    let (b, d) = (n1 - a, n2 - c)
    let margins = (a + b) * (c + d) * (a + c) * (b + d)
    guard margins > 0 else { return 1 }
    let total = n1 + n2
    let corrected = max(0, abs(a * d - b * c) - total / 2)
    return ChiSquared(degreesOfFreedom: 1).upperTail(total * corrected * corrected / margins)
  }
}
