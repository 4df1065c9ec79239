/// The words of a language with their valences, and what the rules of VADER have to know about each of them.
public struct ToneLexicon: Sendable {
  /// What a word is to the rules.
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt32
    static let rated = Marks(rawValue: 1 << 0)
    static let negation = Marks(rawValue: 1 << 1)
    static let booster = Marks(rawValue: 1 << 2)
    static let no = Marks(rawValue: 1 << 3)
    static let orNor = Marks(rawValue: 1 << 4)
    static let least = Marks(rawValue: 1 << 5)
    static let atVery = Marks(rawValue: 1 << 6)
    static let never = Marks(rawValue: 1 << 7)
    static let soThis = Marks(rawValue: 1 << 8)
    static let without = Marks(rawValue: 1 << 9)
    static let doubt = Marks(rawValue: 1 << 10)
    static let but = Marks(rawValue: 1 << 11)
    static let kind = Marks(rawValue: 1 << 12)
    static let of = Marks(rawValue: 1 << 13)
    /// It occurs in a set phrase or a booster of several words.
    static let inPhrase = Marks(rawValue: 1 << 14)
  }

  /// A word.
  struct Word: Sendable {
    var valence = 0.0
    /// How much stronger it makes what follows.
    var boost = 0.0
    var marks: Marks = []
  }

  /// What a phrase does.
  struct Phrase: Sendable {
    var valence: Double?
    var boost: Double?
  }

  /// The language, whose rules are applied.
  public let language: ToneLanguage
  private var table = ByteTable()
  private var words: [Word] = []
  /// Phrases by their words joined by blanks.
  private(set) var phrases: [[UInt8]: Phrase] = [:]
  /// The descriptions of emoji, each of which is one character.
  let emoji: [UInt32: [UInt8]]
  /// The change by a booster (Hutto and Gilbert 2014).
  private static let boost = 0.293

  /// - Parameters:
  ///   - valences: words in lower case with their valences, −4 to 4.
  ///   - emoji: characters with their descriptions.
  ///   - language: the language.
  public init(
    valences: [(word: String, valence: Double)], emoji: [(emoji: String, text: String)], language: ToneLanguage
  ) {
    self.language = language
    var descriptions: [UInt32: [UInt8]] = [:]
    for (name, text) in emoji where name.unicodeScalars.count == 1 {
      if let scalar = name.unicodeScalars.first { descriptions[scalar.value] = Array(text.utf8) }
    }
    self.emoji = descriptions
    for (name, valence) in valences {
      change(name) {
        $0.valence = valence
        $0.marks.insert(.rated)
      }
    }
    for name in language.negations { change(name) { $0.marks.insert(.negation) } }
    for (list, boost) in [(language.boosters, Self.boost), (language.dampeners, -Self.boost)] {
      for name in list {
        if name.contains(" ") {
          phrases[Array(name.utf8), default: Phrase()].boost = boost
          markPhrase(name)
        } else {
          change(name) {
            $0.boost = boost
            $0.marks.insert(.booster)
          }
        }
      }
    }
    for (name, valence) in ToneLanguage.phrases {
      phrases[Array(name.utf8), default: Phrase()].valence = valence
      markPhrase(name[...])
    }
    for (names, mark) in Self.roles {
      for name in names { change(name) { $0.marks.insert(mark) } }
    }
  }

  /// Words that rules name.
  private static let roles: [([String], Marks)] = [
    (["no"], .no), (["or", "nor"], .orNor), (["least"], .least), (["at", "very"], .atVery), (["never"], .never),
    (["so", "this"], .soThis), (["without"], .without), (["doubt"], .doubt), (["but"], .but), (["kind"], .kind),
    (["of"], .of),
  ]

  private mutating func markPhrase(_ phrase: Substring) {
    for part in phrase.split(separator: " ") { change(part) { $0.marks.insert(.inPhrase) } }
  }

  private mutating func change(_ name: some StringProtocol, _ body: (inout Word) -> Void) {
    let place = table.insert(Array(name.utf8))
    if place == words.count { words.append(Word()) }
    body(&words[place])
  }

  /// What is known about a word.
  func word(_ bytes: [UInt8], _ range: Range<Int>, hash: UInt64) -> Word {
    table.find(bytes, range, hash: hash).map { words[$0] } ?? Word()
  }
}
