/// Scores of posts, and how often each occurs: as much as is remembered of a month, however many posts it has.
public struct ScoreCounts: Sendable, Equatable {
  /// A score, and what was decided about posts that have it.
  public struct Key: Hashable, Sendable, Comparable {
    /// The score.
    public let score: Double
    /// Whether the post is counted as negative.
    public let isNegative: Bool

    /// - Parameters:
    ///   - score: the score.
    ///   - isNegative: whether the post is counted as negative.
    public init(_ score: Double, isNegative: Bool) {
      self.score = score
      self.isNegative = isNegative
    }

    /// By score, posts that are not negative first.
    public static func < (left: Key, right: Key) -> Bool {
      left.score != right.score ? left.score < right.score : !left.isNegative && right.isNegative
    }
  }

  /// More distinct scores than this are rounded to about four digits.
  private static let mostDistinct = 1 << 15

  /// The number of posts by score.
  public private(set) var counts: [Key: Int] = [:]
  /// The number of posts.
  public private(set) var posts = 0
  private var isRounded = false

  /// No posts.
  public init() {}

  /// Posts with these scores.
  public init(_ keys: some Sequence<Key>) {
    for key in keys { add(key) }
  }

  /// Adds a post.
  public mutating func add(_ key: Key) {
    posts += 1
    counts[isRounded ? Self.rounded(key) : key, default: 0] += 1
    if counts.count > Self.mostDistinct, !isRounded {
      isRounded = true
      let all = counts
      counts = [:]
      for (key, count) in all { counts[Self.rounded(key), default: 0] += count }
    }
  }

  private static func rounded(_ key: Key) -> Key {
    // 13 bits of the significand are left.
    let bits = (key.score.bitPattern &+ 1 << 39) & ~(1 << 40 - 1)
    let score = Double(bitPattern: bits)
    return Key(score.isFinite ? score : key.score, isNegative: key.isNegative)
  }

  /// The share that is counted as negative.
  public var naiveShare: Double {
    guard posts > 0 else { return .nan }
    return Double(counts.reduce(0) { $1.key.isNegative ? $0 + $1.value : $0 }) / Double(posts)
  }

  /// Scores in order with the number of posts of each, in at most so many groups; a group has the mean of its scores.
  func grouped(most: Int = .max) -> [(score: Double, posts: Double)] {
    let size = max(1, (Double(posts) / Double(most)).rounded(.up))
    var groups: [(score: Double, posts: Double)] = []
    var sum = 0.0
    var held = 0.0
    let ordered = counts.sorted { $0.key < $1.key }
    for (place, item) in ordered.enumerated() {
      let count = Double(item.value)
      sum += item.key.score * count
      held += count
      let isLastOfScore = place + 1 == ordered.count || ordered[place + 1].key.score != item.key.score
      if isLastOfScore, held >= size || most == .max || place + 1 == ordered.count {
        groups.append((most == .max ? item.key.score : sum / held, held))
        (sum, held) = (0, 0)
      }
    }
    return groups
  }
}
