/// A text as words: emoji become their descriptions, punctuation around words is left out, all is in lower case.
///
/// Used again for the next text, so that nothing is allocated. The division is that of VADER: at blanks; a word that is left with two characters
/// or fewer without its punctuation may be an emoticon and keeps it.
struct TextWords {
  /// A word.
  struct Word {
    /// Its place within ``TextWords/lowered``.
    let range: Range<Int>
    /// Whether it is in capitals.
    let isUpper: Bool
    /// Whether it contains `n't`.
    let isContracted: Bool
    /// The hash of its bytes.
    let hash: UInt64
  }

  /// The words.
  private(set) var words: [Word] = []
  /// Bytes in lower case, among which words have their places.
  private(set) var lowered: [UInt8] = []
  /// The numbers of exclamation and question marks.
  private(set) var exclamations = 0
  private(set) var questions = 0
  private var expanded: [UInt8] = []

  /// Takes a text in UTF-8.
  mutating func take(_ text: ArraySlice<UInt8>, emoji: [UInt32: [UInt8]]) {
    words.removeAll(keepingCapacity: true)
    lowered.removeAll(keepingCapacity: true)
    expanded.removeAll(keepingCapacity: true)
    exclamations = 0
    questions = 0
    if text.reduce(0, |) < 0x80 {
      takeASCII(text)
      return
    }
    expand(text, emoji)
    var start: Int?
    var place = 0
    while place < expanded.count {
      let byte = expanded[place]
      let width: Int
      let isBlank: Bool
      if byte < 0x80 {
        if byte == UInt8(ascii: "!") { exclamations += 1 }
        if byte == UInt8(ascii: "?") { questions += 1 }
        isBlank = byte <= 0x20 && (byte == 0x20 || (0x09...0x0D).contains(byte) || byte >= 0x1C)
        width = 1
      } else {
        let scalar = Self.scalar(expanded, place)
        isBlank = ScalarShape.of(scalar.value).isBlank
        width = scalar.width
      }
      if isBlank {
        if let begin = start { append(begin, place) }
        start = nil
      } else if start == nil {
        start = place
      }
      place += width
    }
    if let begin = start { append(begin, expanded.count) }
  }

  /// Takes a text in ASCII: it is as long in lower case, so that words are places of it.
  private mutating func takeASCII(_ text: ArraySlice<UInt8>) {
    expanded.append(contentsOf: text)
    lowered.append(contentsOf: text)
    var small = lowered.mutableSpan
    for place in small.indices { small[place] = Self.lowered(small[place]) }
    // Held apart from `self`, to which words are added.
    let (wide, narrow) = (expanded, lowered)
    let (raw, low) = (wide.span, narrow.span)
    var start: Int?
    for place in raw.indices {
      let byte = raw[place]
      if byte > 0x21 {
        if byte == UInt8(ascii: "?") { questions += 1 }
        if start == nil { start = place }
      } else if byte == UInt8(ascii: "!") {
        exclamations += 1
        if start == nil { start = place }
      } else if byte == 0x20 || (0x09...0x0D).contains(byte) || byte >= 0x1C {
        if let begin = start { words.append(Self.word(raw, low, begin, place)) }
        start = nil
      } else if start == nil {
        start = place
      }
    }
    if let begin = start { words.append(Self.word(raw, low, begin, raw.count)) }
  }

  @inline(__always)
  private static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// The word of ASCII between two places.
  private static func word(_ raw: Span<UInt8>, _ low: Span<UInt8>, _ begin: Int, _ end: Int) -> Word {
    var (first, last) = (begin, end)
    while first < last, isPunctuation(raw[first]) { first += 1 }
    while first < last, isPunctuation(raw[last - 1]) { last -= 1 }
    if last - first <= 2 { (first, last) = (begin, end) }
    var (hash, hasUpper, hasLower, isContracted) = (ByteTable.emptyHash, false, false, false)
    for place in first..<last {
      let byte = low[place]
      hash = ByteTable.hash(hash, byte)
      if byte &- 0x61 < 26 {
        hasLower = hasLower || byte == raw[place]
        hasUpper = hasUpper || byte != raw[place]
      } else if byte == 0x27, place > first, place + 1 < last, low[place - 1] == 0x6E, low[place + 1] == 0x74 {
        isContracted = true
      }
    }
    return Word(range: first..<last, isUpper: hasUpper && !hasLower, isContracted: isContracted, hash: hash)
  }

  /// Replaces emoji, as VADER does: a blank is put before the description unless one is there.
  private mutating func expand(_ text: ArraySlice<UInt8>, _ emoji: [UInt32: [UInt8]]) {
    var isAfterBlank = true
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.value >= 0x80, let description = emoji[scalar.value] {
        if !isAfterBlank { expanded.append(0x20) }
        expanded.append(contentsOf: description)
        isAfterBlank = false
      } else {
        expanded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        isAfterBlank = scalar == " "
      }
    }
  }

  /// The character at a place of valid UTF-8.
  private static func scalar(_ bytes: [UInt8], _ place: Int) -> (value: Unicode.Scalar, width: Int) {
    let first = UInt32(bytes[place])
    let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = width == 1 ? first : first & (0x7F >> UInt32(width))
    for offset in 1..<max(width, 1) where place + offset < bytes.count {
      value = value << 6 | UInt32(bytes[place + offset] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
  }

  /// Adds the word between two places.
  private mutating func append(_ begin: Int, _ end: Int) {
    var (first, last) = (begin, end)
    while first < last, Self.isPunctuation(expanded[first]) { first += 1 }
    while first < last, Self.isPunctuation(expanded[last - 1]) { last -= 1 }
    // Bytes that continue a character begin with the bits 10.
    if expanded[first..<last].count(where: { $0 & 0xC0 != 0x80 }) <= 2 { (first, last) = (begin, end) }
    let start = lowered.count
    var (hash, hasUpper, hasLower, isContracted) = (ByteTable.emptyHash, false, false, false)
    var place = first
    while place < last {
      let byte = expanded[place]
      if byte < 0x80 {
        var small = byte
        if byte >= 0x41, byte <= 0x5A {
          small = byte | 0x20
          hasUpper = true
        } else if byte >= 0x61, byte <= 0x7A {
          hasLower = true
        }
        lowered.append(small)
        hash = ByteTable.hash(hash, small)
        let count = lowered.count
        if small == 0x74, count - start >= 3, lowered[count - 2] == 0x27, lowered[count - 3] == 0x6E {
          isContracted = true
        }
        place += 1
      } else {
        let scalar = Self.scalar(expanded, place)
        let shape = ScalarShape.of(scalar.value)
        hasUpper = hasUpper || shape.isUpper
        hasLower = hasLower || shape.isLower
        for byte in shape.lowered {
          lowered.append(byte)
          hash = ByteTable.hash(hash, byte)
        }
        place += scalar.width
      }
    }
    words.append(
      Word(range: start..<lowered.count, isUpper: hasUpper && !hasLower, isContracted: isContracted, hash: hash))
  }

  /// Whether a byte is ASCII punctuation.
  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
