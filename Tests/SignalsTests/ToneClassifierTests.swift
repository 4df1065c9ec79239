import Foundation
import Signals
import Testing

@Suite("Classifiers that are trained on labels")
struct ToneClassifierTests {
  private static let lexicon = ToneLexicon(
    valences: [("good", 2), ("bad", -2)], emoji: [], language: .english)

  /// Posts whose class is told by words and endings that no lexicon knows.
  private static let examples: [ToneClassifier.Example] = (0..<240).map { number in
    let negative = ["unbearable", "intolerable", "unusable", "hopeless"]
    let other = ["updated", "opened", "painted", "delivered"]
    let isNegative = number % 3 == 0
    let word = (isNegative ? negative : other)[number / 3 % 4]
    return ToneClassifier.Example("post \(number * 7919 % 1000) is \(word) today", label: isNegative ? 0 : 1)
  }

  private static func trained() throws -> ToneClassifier {
    try ToneClassifier(examples, classes: LabelClasses(["negative", "other"]), lexicon: lexicon)
  }

  @Test("Words that tell the classes apart are learnt, and endings carry over to words never seen")
  func learns() throws {
    let classifier = try Self.trained()
    #expect(classifier.macroF1 > 0.98)
    #expect(classifier.labels.posts.count == 240)
    let unseen = classifier.classify("this page is unreadable", lexicon: Self.lexicon)
    #expect(unseen.label == "negative" && unseen.negative > 0.5)
    #expect(classifier.classify("the wall was repainted", lexicon: Self.lexicon).label == "other")
  }

  @Test("Of posts that it was trained on it says what one trained on the others says")
  func trainingPosts() throws {
    let odd = (0..<90).map { number in
      ToneClassifier.Example("odd\(number)word\(number * 37)", label: number % 2)
    }
    let classifier = try ToneClassifier(odd, classes: LabelClasses(["negative", "other"]), lexicon: Self.lexicon)
    let right = (0..<90).count { number in
      classifier.classify("odd\(number)word\(number * 37)", lexicon: Self.lexicon).label
        == ["negative", "other"][number % 2]
    }
    // Nothing can be learnt of them: a classifier that remembers its own posts would be right of all.
    #expect(right < 65)
  }

  @Test("Copies of a text are in one fold: what is learnt of one says nothing of the other")
  func copies() throws {
    let texts = (0..<60).flatMap { number in (0..<4).map { _ in "copy\(number)text\(number * 91)" } }
    let examples = texts.enumerated().map { ToneClassifier.Example($0.element, label: $0.offset / 4 * 7919 % 13 % 2) }
    let classifier = try ToneClassifier(examples, classes: LabelClasses(["negative", "other"]), lexicon: Self.lexicon)
    #expect(classifier.macroF1 < 0.75)
  }

  @Test("A saved classifier says the same, holds no text, and damage is noticed")
  func file() throws {
    let classifier = try Self.trained()
    let path = FileManager.default.temporaryDirectory.appending(path: "tone-\(UUID()).bin").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = classifier.bytes
    #expect(!String(decoding: bytes, as: UTF8.self).contains("unbearable"))
    try Data(bytes).write(to: URL(filePath: path))
    let read = try ToneClassifier(path: path)
    #expect(read.labels == classifier.labels)
    #expect(read.macroF1 == classifier.macroF1)
    for text in ["this page is unreadable", "", "repainted"] {
      let (one, two) = (classifier.classify(text, lexicon: Self.lexicon), read.classify(text, lexicon: Self.lexicon))
      #expect(one.label == two.label && abs(one.negative - two.negative) < 2e-4)
    }
    for place in [3, 40, bytes.count / 2, bytes.count - 1] {
      var damaged = bytes
      damaged[place] ^= 0x55
      try Data(damaged).write(to: URL(filePath: path))
      #expect(throws: SignalError.self) { try ToneClassifier(path: path) }
    }
    try Data(bytes.dropLast(7)).write(to: URL(filePath: path))
    #expect(throws: SignalError.self) { try ToneClassifier(path: path) }
  }

  @Test("Too few posts of a class are refused")
  func few() {
    #expect(throws: SignalError.tooFewLabels(negative: 27, other: 53, needed: 30)) {
      try ToneClassifier(
        Array(Self.examples.prefix(80)), classes: LabelClasses(["negative", "other"]), lexicon: Self.lexicon)
    }
  }

  @Test(
    "Usual labels are told; others must be stated",
    arguments: [
      (["0", "1"], "1"), (["0", "1", "2"], "0"), (["-1", "0", "1"], "-1"), (["Negative", "neutral"], "negative"),
      (["toxic", "fine"], "toxic"), (["négatif", "positif"], "négatif"),
    ])
  func classes(labels: [String], negative: String) throws {
    let classes = try LabelClasses(labels)
    #expect(classes.names[classes.negative] == negative)
    #expect(throws: SignalError.unknownLabels(["a", "b"], stated: nil)) { try LabelClasses(["a", "b"]) }
    #expect(try LabelClasses(["a", "B"], negative: "b").negative == 1)
    #expect(throws: SignalError.unknownLabels(["a"], stated: "a")) { try LabelClasses(["a"], negative: "a") }
  }
}
