/// Scores texts by the rules of VADER: Hutto and Gilbert (2014), VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text.
///
/// Scores are those of Python's `vaderSentiment` 3.3.2 with the same words, before its rounding to four decimals.
public struct ToneScorer: Sendable {
  /// The words.
  public let lexicon: ToneLexicon
  private var text = TextWords()
  private var known: [ToneLexicon.Word] = []
  private var valences: [Double] = []

  /// By how much capitals make a word stronger.
  private static let capitals = 0.733
  /// What a negation multiplies a valence by.
  private static let negation = -0.74
  /// With no more rated words than this, looking for an equal valence from the first on is quicker than keeping them in order.
  private static let fewest = 64
  /// How much of a booster is left at a distance of 1, 2 and 3 words.
  private static let fading = [1, 0.95, 0.9]

  /// - Parameter lexicon: the words.
  public init(_ lexicon: ToneLexicon) { self.lexicon = lexicon }

  /// Scores a text.
  ///
  /// - Parameter text: a text.
  /// - Returns: its score.
  public mutating func score(_ text: String) -> ToneScore { score(Array(text.utf8)[...]) }

  /// Scores a text in UTF-8.
  mutating func score(_ bytes: ArraySlice<UInt8>) -> ToneScore {
    text.take(bytes, emoji: lexicon.emoji)
    guard !text.words.isEmpty else { return .empty }
    known.removeAll(keepingCapacity: true)
    valences.removeAll(keepingCapacity: true)
    var capitals = 0
    for word in text.words {
      var entry = lexicon.word(text.lowered, word.range, hash: word.hash)
      if word.isContracted { entry.marks.insert(.negation) }
      known.append(entry)
      capitals += word.isUpper ? 1 : 0
    }
    let isMixed = capitals > 0 && capitals < text.words.count
    for place in known.indices { valences.append(valence(place, isMixed)) }
    weighByConjunction()
    return summary
  }

  /// The valence of the word at a place, changed by those before it.
  private func valence(_ place: Int, _ isMixed: Bool) -> Double {
    let word = known[place]
    guard word.marks.contains(.rated), !word.marks.contains(.booster) else { return 0 }
    if word.marks.contains(.kind), has(place + 1, .of) { return 0 }
    var valence = word.valence
    if word.marks.contains(.no), has(place + 1, .rated) { valence = 0 }
    if has(place - 1, .no) || has(place - 2, .no) || (has(place - 3, .no) && has(place - 1, .orNor)) {
      valence = word.valence * Self.negation
    }
    if isMixed, text.words[place].isUpper { valence += valence > 0 ? Self.capitals : -Self.capitals }
    for distance in 1...3 where place >= distance && !known[place - distance].marks.contains(.rated) {
      valence += boost(place - distance, valence, isMixed) * Self.fading[distance - 1]
      valence *= negation(place, distance)
      if distance == 3 { valence = afterPhrases(place, valence) }
    }
    if has(place - 1, .least), !has(place - 1, .rated), !has(place - 2, .atVery) { valence *= Self.negation }
    return valence
  }

  private func has(_ place: Int, _ mark: ToneLexicon.Marks) -> Bool {
    known.indices.contains(place) && known[place].marks.contains(mark)
  }

  /// By how much a word makes a valence stronger.
  private func boost(_ place: Int, _ valence: Double, _ isMixed: Bool) -> Double {
    guard known[place].marks.contains(.booster) else { return 0 }
    var boost = valence < 0 ? -known[place].boost : known[place].boost
    if isMixed, text.words[place].isUpper { boost += valence > 0 ? Self.capitals : -Self.capitals }
    return boost
  }

  /// What the word at a distance multiplies the valence by.
  private func negation(_ place: Int, _ distance: Int) -> Double {
    let isNegated = has(place - distance, .negation) ? Self.negation : 1
    switch distance {
    case 2:
      if has(place - 2, .never), has(place - 1, .soThis) { return 1.25 }
      if has(place - 2, .without), has(place - 1, .doubt) { return 1 }
    case 3:
      if (has(place - 3, .never) && has(place - 2, .soThis)) || has(place - 1, .soThis) { return 1.25 }
      if has(place - 3, .without), has(place - 2, .doubt) || has(place - 1, .doubt) { return 1 }
    default: break
    }
    return isNegated
  }

  /// The valence after set phrases around a place.
  private func afterPhrases(_ place: Int, _ before: Double) -> Double {
    var valence = before
    let earlier = [
      place - 1...place, place - 2...place, place - 2...place - 1, place - 3...place - 1, place - 3...place - 2,
    ]
    for places in earlier {
      guard let found = phrase(places)?.valence else { continue }
      valence = found
      break
    }
    for later in [place...place + 1, place...place + 2] {
      if let found = phrase(later)?.valence { valence = found }
    }
    for earlier in [place - 3...place - 1, place - 3...place - 2, place - 2...place - 1] {
      valence += phrase(earlier)?.boost ?? 0
    }
    return valence
  }

  /// The phrase of words one after another.
  private func phrase(_ places: ClosedRange<Int>) -> ToneLexicon.Phrase? {
    guard places.upperBound < known.count, places.allSatisfy({ known[$0].marks.contains(.inPhrase) }) else {
      return nil
    }
    let words = places.map { text.lowered[text.words[$0].range] }
    return lexicon.phrases[Array(words.joined(separator: [0x20]))]
  }

  /// Halves what stands before the first "but" and adds half to what stands after it. As in VADER, equal valences are changed from the first on,
  /// each once for every time that one occurs.
  private mutating func weighByConjunction() {
    guard let conjunction = known.firstIndex(where: { $0.marks.contains(.but) }) else { return }
    let rated = valences.indices.filter { valences[$0] != 0 }
    if rated.count <= Self.fewest {
      for turn in rated {
        guard let place = rated.first(where: { valences[$0] == valences[turn] }), place != conjunction else { continue }
        valences[place] *= place < conjunction ? 0.5 : 1.5
      }
      return
    }
    // The places of every valence in order; those before the head are done.
    var places: [Double: (items: [Int], head: Int)] = [:]
    for place in rated { places[valences[place], default: ([], 0)].items.append(place) }
    for turn in rated {
      let value = valences[turn]
      guard let queue = places[value], queue.head < queue.items.count else { continue }
      let place = queue.items[queue.head]
      places[value]?.head += 1
      valences[place] = place == conjunction ? value : place < conjunction ? value * 0.5 : value * 1.5
      var others = places.removeValue(forKey: valences[place]) ?? ([], 0)
      // Nearly always the last one.
      let next = others.items[others.head...].lastIndex { $0 < place }.map { $0 + 1 } ?? others.head
      others.items.insert(place, at: next)
      places[valences[place]] = others
    }
  }

  private var summary: ToneScore {
    let questions = text.questions
    let emphasis =
      Double(min(text.exclamations, 4)) * 0.292
      + (questions < 2 ? 0 : questions <= 3 ? Double(questions) * 0.18 : 0.96)
    var sum = valences.reduce(0, +)
    if sum != 0 { sum += sum > 0 ? emphasis : -emphasis }
    // Every word adds 1, so that neutral words, which have no valence, count too.
    var positive = valences.reduce(0) { $1 > 0 ? $0 + $1 + 1 : $0 }
    var negative = valences.reduce(0) { $1 < 0 ? $0 - $1 + 1 : $0 }
    let neutral = Double(valences.count { $0 == 0 })
    if positive > negative { positive += emphasis }
    if negative > positive { negative += emphasis }
    let total = positive + negative + neutral
    return ToneScore(
      compound: sum / (sum * sum + 15).squareRoot(),
      positive: positive / total, neutral: neutral / total,
      negative: negative / total)
  }
}
