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
    case lexica([ToneLanguage: ToneScorer])
    case classifier(ToneClassifier, TextFeatures)
  }

  private var kind: Kind

  /// - Parameter lexica: the words of every language that posts may have.
  public init(_ lexica: [ToneLexicon]) {
    kind = .lexica(Dictionary(lexica.map { ($0.language, ToneScorer($0)) }) { first, _ in first })
  }

  /// - Parameters:
  ///   - classifier: a classifier.
  ///   - lexicon: the lexicon of its language.
  public init(_ classifier: ToneClassifier, lexicon: ToneLexicon) {
    kind = .classifier(classifier, TextFeatures(lexicon))
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
    case .lexica(var scorers):
      // Given up while it changes, so that the scorer is not copied.
      kind = .lexica([:])
      defer { kind = .lexica(scorers) }
      guard let score = scorers[language]?.score(text) else { return nil }
      let rounded = (score.compound * 1e4).rounded() / 1e4
      return Verdict(
        label: score.tone.word, key: ScoreCounts.Key(rounded, isNegative: score.tone == .negative))
    case .classifier(let classifier, var features):
      kind = .lexica([:])
      defer { kind = .classifier(classifier, features) }
      let probabilities = classifier.regression.probabilities(features.features(text))
      return Verdict(
        label: classifier.classes.names[ToneClassifier.likeliest(probabilities)],
        key: ToneClassifier.key(probabilities, classifier.classes))
    }
  }
}
