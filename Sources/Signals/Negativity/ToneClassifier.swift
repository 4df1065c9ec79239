import Parallel

/// A classifier of texts that is trained on a user's labels.
public struct ToneClassifier: Sendable {
  /// A labelled post.
  public struct Example: Sendable {
    let text: [UInt8]
    let label: Int
    let time: Int?

    /// - Parameters:
    ///   - text: the text.
    ///   - label: the place of its label among the classes.
    ///   - time: when it was written, in seconds since 1970; nil if that is not known.
    public init(_ text: String, label: Int, time: Int? = nil) { self.init(Array(text.utf8), label: label, time: time) }

    init(_ text: [UInt8], label: Int, time: Int?) { (self.text, self.label, self.time) = (text, label, time) }
  }

  /// The classes.
  public let classes: LabelClasses
  /// The language of the lexicon that it uses.
  public let language: ToneLanguage
  /// The training posts with the scores that a classifier trained on the others gives them.
  public let labels: LabelledScores
  /// The mean F1 of the classes, by five folds.
  public let macroF1: Double
  let regression: LogisticRegression
  /// What a classifier trained on the others says of the training posts, by the hashes of their texts: of them this one knows too much.
  let known: [UInt64: Known]

  /// What is said of a training post.
  struct Known: Sendable, Equatable, Codable {
    let score: Double
    let label: Int
  }

  /// The number of folds.
  private static let folds = 5

  /// Trains a classifier.
  ///
  /// - Parameters:
  ///   - examples: labelled posts; the order tells which fold a post belongs to.
  ///   - classes: the classes.
  ///   - lexicon: the lexicon, some features of which are used.
  /// - Throws: ``SignalError/tooFewLabels(negative:other:needed:)``.
  public init(_ examples: [Example], classes: LabelClasses, lexicon: ToneLexicon) throws(SignalError) {
    let negative = examples.count { $0.label == classes.negative }
    let needed = Prevalence.fewestLabels
    guard min(negative, examples.count - negative) >= needed else {
      throw .tooFewLabels(negative: negative, other: examples.count - negative, needed: needed)
    }
    var features = TextFeatures(lexicon)
    let rows = examples.map { features.features($0.text[...]) }
    var seen = [Int](repeating: 0, count: classes.names.count)
    // Posts of every class go into the folds in turn, copies of a text into one.
    var foldOfText: [UInt64: Int] = [:]
    let folds = examples.map { example in
      let hash = Self.hash(example.text[...])
      if let fold = foldOfText[hash] { return fold }
      seen[example.label] += 1
      foldOfText[hash] = seen[example.label] % Self.folds
      return seen[example.label] % Self.folds
    }
    let fits = Workers.map(Self.folds + 1) { fold in
      let chosen = rows.indices.filter { folds[$0] != fold }
      return LogisticRegression(
        chosen.map { rows[$0] }, labels: chosen.map { examples[$0].label }, classes: classes.names.count,
        features: TextFeatures.count)
    }
    let probabilities = rows.indices.map { fits[folds[$0]].probabilities(rows[$0]) }
    labels = LabelledScores(
      examples.indices.map { place in
        LabelledScores.Post(
          Self.key(probabilities[place], classes), isNegative: examples[place].label == classes.negative,
          time: examples[place].time)
      })
    known = Dictionary(
      examples.indices.map { place in
        let probabilities = probabilities[place]
        return (
          Self.hash(examples[place].text[...]),
          Known(score: Self.key(probabilities, classes).score, label: Self.likeliest(probabilities))
        )
      }
    ) { first, _ in first }
    macroF1 = Self.macroF1(probabilities.map(Self.likeliest), examples.map(\.label), classes.names.count)
    self.classes = classes
    language = lexicon.language
    regression = fits[Self.folds]
  }

  init(
    classes: LabelClasses, language: ToneLanguage, labels: LabelledScores, macroF1: Double,
    regression: LogisticRegression, known: [UInt64: Known]
  ) {
    (self.classes, self.language, self.labels, self.macroF1) = (classes, language, labels, macroF1)
    (self.regression, self.known) = (regression, known)
  }

  /// The hash by which a training post is recognised.
  static func hash(_ text: ArraySlice<UInt8>) -> UInt64 { text.reduce(ByteTable.emptyHash, ByteTable.hash) }

  /// What is said of a text: the place of its likeliest class, and how it is counted.
  func judge(_ text: ArraySlice<UInt8>, _ features: inout TextFeatures) -> (label: Int, key: ScoreCounts.Key) {
    if let known = known[Self.hash(text)] {
      return (known.label, ScoreCounts.Key(known.score, isNegative: known.label == classes.negative))
    }
    let probabilities = regression.probabilities(features.features(text))
    return (Self.likeliest(probabilities), Self.key(probabilities, classes))
  }

  /// The likeliest class of a text.
  ///
  /// - Parameters:
  ///   - text: a text.
  ///   - lexicon: the lexicon of the classifier's language.
  /// - Returns: the name of the class, and the probability of being negative, to four decimals.
  public func classify(_ text: String, lexicon: ToneLexicon) -> (label: String, negative: Double) {
    var features = TextFeatures(lexicon)
    let found = judge(Array(text.utf8)[...], &features)
    return (classes.names[found.label], found.key.score)
  }

  static func likeliest(_ probabilities: [Double]) -> Int {
    probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
  }

  /// A post as it is counted; probabilities to four decimals.
  static func key(_ probabilities: [Double], _ classes: LabelClasses) -> ScoreCounts.Key {
    ScoreCounts.Key(
      (probabilities[classes.negative] * 1e4).rounded() / 1e4, isNegative: likeliest(probabilities) == classes.negative)
  }

  private static func macroF1(_ found: [Int], _ labels: [Int], _ classes: Int) -> Double {
    let scores = (0..<classes).map { `class` -> Double in
      let hits = Double(zip(found, labels).count { $0 == `class` && $1 == `class` })
      let all = Double(found.count { $0 == `class` } + labels.count { $0 == `class` })
      return all > 0 ? 2 * hits / all : 0
    }
    return scores.reduce(0, +) / Double(classes)
  }
}
