import Foundation
import Signals
import Testing

@Suite("The tone of texts")
struct ToneScorerTests {
  /// What tone.py wrote: lexica, and texts with compound and shares, positive, neutral, negative.
  private struct Reference {
    let words: [String: Double]
    let mots: [String: Double]
    let emoji: [String: String]
    let english: [(text: String, values: [Double])]
    let french: [(text: String, values: [Double])]

    init() throws {
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/tone.json")
      let all = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
      words = try #require(all["words"] as? [String: Double])
      mots = try #require(all["mots"] as? [String: Double])
      emoji = try #require(all["emoji"] as? [String: String])
      func rows(_ key: String) throws -> [(text: String, values: [Double])] {
        try #require(all[key] as? [[Any]]).map { row in
          (try #require(row[0] as? String), try row.dropFirst().map { try #require($0 as? Double) })
        }
      }
      english = try rows("english")
      french = try rows("french")
    }

    func lexicon(_ language: ToneLanguage) -> ToneLexicon {
      ToneLexicon(
        valences: (language == .english ? words : mots).map { ($0.key, $0.value) },
        emoji: emoji.map { ($0.key, $0.value) }, language: language)
    }
  }

  @Test("Scores equal those of Python's VADER", arguments: ToneLanguage.allCases)
  func reference(language: ToneLanguage) throws {
    let reference = try Reference()
    var scorer = ToneScorer(reference.lexicon(language))
    let texts = language == .english ? reference.english : reference.french
    #expect(texts.count > 400)
    for (text, values) in texts {
      let score = scorer.score(text)
      #expect(abs(score.compound - values[0]) < 5.01e-5, "\(text)")
      for (share, expected) in zip([score.positive, score.neutral, score.negative], values.dropFirst()) {
        #expect(abs(share - expected) < 5.01e-4, "\(text)")
      }
    }
  }

  /// The lexica that the set-up fetches; nil where there were none to be had.
  private static let folder: String? = {
    let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let folder = project.appending(path: ".build/share/churn-forecast/lexica").path()
    return FileManager.default.fileExists(atPath: folder + "/fr_lexicon.txt") ? folder : nil
  }()

  @Test(
    "The lexica of the set-up give what Python's VADER gives", .enabled(if: folder != nil),
    arguments: [
      (ToneLanguage.english, "The service is down AGAIN, and I hate it!!", -0.6467),
      (.english, "Not bad at all :)", 0.705), (.english, "Every message is lost.", -0.3182),
      (.english, "😀 the new app is really great", 0.7841),
      (.french, "Le service est en panne, c'est vraiment nul", -0.128),
      (.french, "Je n'aime pas ce site", 0), (.french, "Une panne terrible, je déteste", -0.2732),
    ])
  func files(language: ToneLanguage, text: String, compound: Double) throws {
    var scorer = ToneScorer(try ToneLexicon(folder: #require(Self.folder), language: language))
    #expect(abs(scorer.score(text).compound - compound) < 5.01e-5)
  }

  @Test("Long, strange and empty texts are scored")
  func strange() throws {
    var scorer = ToneScorer(try Reference().lexicon(.english))
    #expect(scorer.score("").compound == 0)
    #expect(scorer.score("\u{0}\u{FFFD}\u{200D}").tone == .neutral)
    let long = String(repeating: "bad but good ", count: 8000)
    #expect(scorer.score(long).compound.isFinite)
    #expect(scorer.score(String(repeating: "!", count: 100_000)).compound == 0)
  }

  @Test("A lexicon is read with tabulators or arrows, and a bad line is named")
  func lexiconFile() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "lexicon-\(UUID()).txt").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "bad\t-2.5\t0.8\t[-2, -3]\n:->->1.5\n\nsuper->2\n".write(toFile: path, atomically: true, encoding: .utf8)
    let words = try ToneLexicon.valences(of: path)
    #expect(words.map(\.word) == ["bad", ":->", "super"])
    #expect(words.map(\.valence) == [-2.5, 1.5, 2])
    try "bad\t-2.5\nworse\n".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: SignalError.badLexicon(file: path, line: 2, value: "worse")) { try ToneLexicon.valences(of: path) }
    #expect(throws: SignalError.noLexicon(file: "/nowhere/fr_lexicon.txt")) {
      try LexiconSource(folders: ["/nowhere"]).lexicon(.french)
    }
  }

  @Test(
    "Languages are told by their codes", arguments: [("en", ToneLanguage.english), ("fr-CA", .french), ("FR", .french)])
  func codes(code: String, language: ToneLanguage) {
    #expect(ToneLanguage(code: code) == language)
    #expect(ToneLanguage(code: "de") == nil)
  }
}
