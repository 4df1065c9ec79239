import ChurnForecast

/// The most negative posts among many, the most negative one first.
struct MostNegative {
  private(set) var posts: [JudgedPost] = []
  private let count: Int

  /// - Parameter count: how many to keep.
  init(_ count: Int) { self.count = count }

  mutating func take(_ post: JudgedPost) {
    guard count > 0, post.isNegative else { return }
    if posts.count == count, let last = posts.last, Self.strength(post) <= Self.strength(last) { return }
    let place = posts.firstIndex { Self.strength($0) < Self.strength(post) } ?? posts.count
    posts.insert(post, at: place)
    if posts.count > count { posts.removeLast() }
  }

  /// A lexicon scores negative posts below 0, a classifier gives the probability of being negative.
  private static func strength(_ post: JudgedPost) -> Double { abs(post.score ?? 0) }
}
