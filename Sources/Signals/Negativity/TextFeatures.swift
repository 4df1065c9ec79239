import RealModule

/// What a classifier sees of a text: n-grams of characters and words, each in one of many buckets by its hash, and what the lexicon says.
struct TextFeatures: Sendable {
  /// The buckets of each kind of n-grams.
  static let buckets = 1 << 16
  /// The number of features of the lexicon and of marks.
  private static let lexical = 8
  /// Their weight: coefficients of rare n-grams are drawn to 0 more than those of features that every text has.
  private static let lexicalWeight = 2.0
  /// The number of features.
  static let count = 2 * buckets + lexical
  /// The numbers of characters of n-grams, within a word and the blanks around it.
  private static let lengths = 2...5

  private var scorer: ToneScorer
  private var text = TextWords()
  /// The buckets met, and how often each was.
  private var met: [Int] = []
  private var tallies = [UInt16](repeating: 0, count: TextFeatures.buckets)
  private var starts: [Int] = []
  private var padded: [UInt8] = []

  init(_ lexicon: ToneLexicon) { scorer = ToneScorer(lexicon) }

  /// The features of a text that are not 0.
  mutating func features(_ bytes: ArraySlice<UInt8>) -> SparseRow {
    text.take(bytes, emoji: scorer.lexicon.emoji)
    var row = SparseRow()
    for word in text.words { addCharacters(word.range) }
    close(&row, from: 0)
    for (place, word) in text.words.enumerated() {
      meet(word.hash)
      guard place + 1 < text.words.count else { continue }
      let next = text.words[place + 1].range
      let joined = text.lowered[next].reduce(ByteTable.hash(word.hash, 0x20), ByteTable.hash)
      meet(joined)
    }
    close(&row, from: Self.buckets)
    let score = scorer.score(bytes)
    let values: [Double] = [
      score.compound, score.positive, score.negative, score.neutral, score.tone == .positive ? 1 : 0,
      score.tone == .negative ? 1 : 0, text.exclamations > 0 ? 1 : 0, text.questions > 0 ? 1 : 0,
    ]
    for (place, value) in values.enumerated() where value != 0 {
      row.append(2 * Self.buckets + place, Self.lexicalWeight * value)
    }
    return row
  }

  private mutating func addCharacters(_ word: Range<Int>) {
    padded.removeAll(keepingCapacity: true)
    padded.append(0x20)
    padded.append(contentsOf: text.lowered[word])
    padded.append(0x20)
    starts.removeAll(keepingCapacity: true)
    for place in padded.indices where padded[place] & 0xC0 != 0x80 { starts.append(place) }
    starts.append(padded.count)
    for first in 0..<starts.count - 1 {
      var hash = ByteTable.emptyHash
      for length in 1...Self.lengths.upperBound where first + length < starts.count {
        for place in starts[first + length - 1]..<starts[first + length] { hash = ByteTable.hash(hash, padded[place]) }
        if length >= Self.lengths.lowerBound { meet(hash) }
      }
    }
  }

  private mutating func meet(_ hash: UInt64) {
    // Cannot trap: below the number of buckets.
    let bucket = Int((hash ^ (hash >> 32) ^ (hash >> 17)) & UInt64(Self.buckets - 1))
    if tallies[bucket] == 0 { met.append(bucket) }
    if tallies[bucket] < .max { tallies[bucket] += 1 }
  }

  /// Adds the buckets that were met: 1 + ln n of n times, brought to length 1.
  private mutating func close(_ row: inout SparseRow, from first: Int) {
    let start = row.places.count
    var squares = 0.0
    for bucket in met {
      let value = tallies[bucket] == 1 ? 1 : 1 + Double.log(Double(tallies[bucket]))
      row.append(first + bucket, value)
      squares += value * value
      tallies[bucket] = 0
    }
    if squares > 0 { row.scale(from: start, by: 1 / squares.squareRoot()) }
    met.removeAll(keepingCapacity: true)
  }
}
