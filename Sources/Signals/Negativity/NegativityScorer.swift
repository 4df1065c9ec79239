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

  private let languages: [ToneLanguage]
  /// The scorers of the languages.
  private var scorers: [ToneScorer]
  /// A classifier in place of lexica.
  private var trained: TrainedScorer?

  /// - Parameter lexica: the words of every language that posts may have.
  public init(_ lexica: [ToneLexicon]) {
    languages = lexica.map(\.language)
    scorers = lexica.map { ToneScorer($0) }
  }

  /// - Parameters:
  ///   - classifier: a classifier.
  ///   - lexicon: the lexicon of its language.
  public init(_ classifier: ToneClassifier, lexicon: ToneLexicon) {
    (languages, scorers) = ([], [])
    trained = TrainedScorer(classifier, lexicon)
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
    if let verdict = trained?.judge(text) { return verdict }
    guard let place = languages.firstIndex(of: language) else { return nil }
    let score = scorers[place].score(text)
    let rounded = (score.compound * 1e4).rounded() / 1e4
    return Verdict(label: score.tone.rawValue, key: ScoreCounts.Key(rounded, isNegative: score.tone == .negative))
  }
}

/// A classifier with the storage that it needs.
private struct TrainedScorer: Sendable {
  private let classifier: ToneClassifier
  private var features: TextFeatures

  init(_ classifier: ToneClassifier, _ lexicon: ToneLexicon) {
    (self.classifier, features) = (classifier, TextFeatures(lexicon))
  }

  mutating func judge(_ text: ArraySlice<UInt8>) -> NegativityScorer.Verdict {
    let (label, key) = classifier.judge(text, &features)
    return NegativityScorer.Verdict(label: classifier.classes.names[label], key: key)
  }
}
