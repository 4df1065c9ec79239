extension PoolSums: Codable {
  private enum Key: String, CodingKey { case moderation, widenings, bins, groups }

  /// Writes the sums, the bins in a fixed order.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let sorted = sorted
    try container.encode(moderation, forKey: .moderation)
    try container.encode(widenings, forKey: .widenings)
    try container.encode(sorted.map(\.bin), forKey: .bins)
    try container.encode(sorted.map(\.group), forKey: .groups)
  }

  /// Reads sums and checks that they belong together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let bins = try container.decode([PoolBin].self, forKey: .bins)
    let groups = try container.decode([PoolGroup].self, forKey: .groups)
    let widenings = try container.decode(Int.self, forKey: .widenings)
    let effects = groups.first?.effects ?? 1
    guard bins.count == groups.count, (0...24).contains(widenings), (1...8).contains(effects),
      Set(bins).count == bins.count, bins.allSatisfy({ $0.steps.count == effects + 2 }),
      groups.allSatisfy({ $0.fits(effects: effects) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .bins, in: container, debugDescription: "expected a group of equally many effects per bin")
    }
    self.init(
      moderation: try container.decode(ModeratedVariance.self, forKey: .moderation),
      bins: Dictionary(zip(bins, groups)) { first, _ in first }, widenings: widenings)
  }
}
