/// The identities seen so far: at most 16 bytes per series.
struct SeriesIdentities {
  private var slots = [UInt64](repeating: 0, count: 1 << 10)
  private var count = 0

  /// Adds an identity; false if it is there already.
  mutating func insert(_ identity: SeriesIdentity) -> Bool {
    if count * 4 >= slots.count * 3 { grow() }
    guard Self.place(identity.value, in: &slots) else { return false }
    count += 1
    return true
  }

  /// Whether an identity is there.
  func contains(_ identity: SeriesIdentity) -> Bool {
    var index = Int(truncatingIfNeeded: identity.value) & (slots.count - 1)
    while slots[index] != 0 {
      if slots[index] == identity.value { return true }
      index = (index + 1) & (slots.count - 1)
    }
    return false
  }

  private static func place(_ value: UInt64, in slots: inout [UInt64]) -> Bool {
    var index = Int(truncatingIfNeeded: value) & (slots.count - 1)
    while slots[index] != 0 {
      if slots[index] == value { return false }
      index = (index + 1) & (slots.count - 1)
    }
    slots[index] = value
    return true
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    for value in slots where value != 0 { _ = Self.place(value, in: &larger) }
    slots = larger
  }
}
