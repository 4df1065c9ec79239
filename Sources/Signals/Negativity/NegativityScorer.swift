/// Says of posts whether they are negative: by a lexicon for each language, or by a classifier.
public struct NegativityScorer: Sendable {
  /// What is said about a post.
  public struct Verdict: Sendable, Equatable {
    /// The score: of a lexicon VADER's compound, −1 to 1; of a classifier the probability of being negative. To four decimals.
    public var score: Double { key.score }
    /// Whether the post is counted as negative.
    public var isNegative: Bool { key.isNegative }
    /// The likeliest class.
    public let label: String
    let key: ScoreCounts.Key
  }

  private enum Kind: Sendable {
    case lexica
    case classifier(ToneClassifier)
  }

  private let kind: Kind
  private let languages: [ToneLanguage]
  /// The scorers of the languages.
  private var scorers: [ToneScorer]
  private var features: TextFeatures?

  /// - Parameter lexica: the words of every language that posts may have.
  public init(_ lexica: [ToneLexicon]) {
    kind = .lexica
    languages = lexica.map(\.language)
    scorers = lexica.map { ToneScorer($0) }
  }

  /// - Parameters:
  ///   - classifier: a classifier.
  ///   - lexicon: the lexicon of its language.
  public init(_ classifier: ToneClassifier, lexicon: ToneLexicon) {
    kind = .classifier(classifier)
    languages = []
    scorers = []
    features = TextFeatures(lexicon)
  }

  /// Judges a post.
  ///
  /// - Parameters:
  ///   - text: its text.
  ///   - language: its language; a classifier has only one.
  /// - Returns: a verdict; nil without a lexicon of the language.
  public mutating func judge(_ text: String, language: ToneLanguage) -> Verdict? {
    judge(Array(text.utf8)[...], language: language)
  }

  /// Judges a post in UTF-8.
  mutating func judge(_ text: ArraySlice<UInt8>, language: ToneLanguage) -> Verdict? {
    switch kind {
    case .lexica:
      guard let place = languages.firstIndex(of: language) else { return nil }
      let score = scorers[place].score(text)
      let rounded = (score.compound * 1e4).rounded() / 1e4
      return Verdict(label: score.tone.word, key: ScoreCounts.Key(rounded, isNegative: score.tone == .negative))
    case .classifier(let classifier):
      guard let row = features?.features(text) else { return nil }
      let probabilities = classifier.regression.probabilities(row)
      return Verdict(
        label: classifier.classes.names[ToneClassifier.likeliest(probabilities)],
        key: ToneClassifier.key(probabilities, classifier.classes))
    }
  }
}
