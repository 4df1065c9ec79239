/// Numbers words by their bytes: an open-addressed table, so that a text is looked up without making strings.
struct ByteTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var slots = [Int32](repeating: -1, count: 1 << 6)

  /// The hash of bytes (Fowler, Noll and Vo's 1a), to be fed byte by byte.
  static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash with one byte more.
  @inline(__always)
  static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  private func slot(_ hash: UInt64) -> Int {
    // Cannot trap: the high bits are shifted out.
    Int((hash ^ (hash >> 29)) & UInt64(slots.count - 1))
  }

  /// The number of a word; nil if it is not there.
  func find(_ text: [UInt8], _ range: Range<Int>, hash: UInt64) -> Int? {
    var place = slot(hash)
    while slots[place] >= 0 {
      let number = Int(slots[place])
      if isWord(number, text, range) { return number }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isWord(_ number: Int, _ text: [UInt8], _ range: Range<Int>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == range.count else { return false }
    let (own, other) = (bytes.span, text.span)
    for offset in 0..<range.count where own[start + offset] != other[range.lowerBound + offset] { return false }
    return true
  }

  /// The number of a word, a new one if it is not there.
  mutating func insert(_ word: [UInt8]) -> Int {
    let hash = word.reduce(Self.emptyHash, Self.hash)
    if let number = find(word, word.indices, hash: hash) { return number }
    bytes += word
    ends.append(bytes.count)
    if ends.count * 2 > slots.count {
      slots = [Int32](repeating: -1, count: slots.count * 2)
      for number in 0..<ends.count - 1 {
        let range = (number == 0 ? 0 : ends[number - 1])..<ends[number]
        place(number, bytes[range].reduce(Self.emptyHash, Self.hash))
      }
    }
    place(ends.count - 1, hash)
    return ends.count - 1
  }

  private mutating func place(_ number: Int, _ hash: UInt64) {
    var place = slot(hash)
    while slots[place] >= 0 { place = (place + 1) & (slots.count - 1) }
    // Cannot trap: lexica have fewer than 2³¹ words.
    slots[place] = Int32(clamping: number)
  }
}
