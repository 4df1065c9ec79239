/// What posts are judged by, and what is known about its errors.
struct JudgeSetting {
  /// The classifier; nil for lexica and scores of the user's own.
  let classifier: ToneClassifier?
  /// The labelled sample with its scores; nil without one.
  let labels: LabelledScores?
  /// The classes of the sample.
  let classes: LabelClasses?
  /// What the sample consists of; nil without one.
  let kind: PostCount.Kind?
  /// Whether a classifier was to be trained.
  let trains: Bool
  /// Labels of the user's classifier in the sample, in lower case.
  let predicted: Set<String>
  private let lexica: LexiconSource

  /// - Parameters:
  ///   - options: what is asked for.
  ///   - reading: how cells are read.
  /// - Throws: ``SignalError``.
  init(_ options: NegativitySurvey.Options, _ reading: PostReading) throws(SignalError) {
    lexica = options.lexica
    trains = options.trains
    let sample = try options.labels.map { path throws(SignalError) in
      try LabelledSample(path, columns: options.columns, reading: reading, negative: options.negativeLabel)
    }
    predicted = Set(sample?.posts.compactMap { $0.predicted?.lowercased() } ?? [])
    if let classifier = options.classifier, let language = options.language, language != classifier.language {
      throw .otherClassifier(language: language.rawValue, trained: classifier.language.rawValue)
    }
    guard let sample else {
      classifier = options.classifier
      labels = options.classifier?.labels
      classes = options.classifier?.classes
      kind = nil
      return
    }
    classes = sample.classes
    if sample.posts.allSatisfy({ $0.text != nil }) {
      kind = .texts
      var trained = options.classifier
      if options.trains {
        let languages = Set(sample.posts.compactMap(\.language))
        guard languages.count == 1, let language = languages.first else { throw .severalLanguages }
        trained = try ToneClassifier(
          sample.posts.map { post in
            ToneClassifier.Example(post.text ?? [], label: sample.classes.place(post.label) ?? 0, time: post.time)
          }, classes: sample.classes, lexicon: lexica.lexicon(language))
      }
      classifier = trained
      if options.trains {
        labels = trained?.labels
        return
      }
      var scorer = try Self.scorer(trained, lexica, Set(sample.posts.compactMap(\.language)))
      labels = LabelledScores(
        sample.posts.compactMap { post in
          guard let text = post.text, let language = post.language else { return nil }
          return scorer.judge(text[...], language: language).map {
            LabelledScores.Post($0.key, isNegative: sample.isNegative(post), time: post.time)
          }
        })
    } else {
      classifier = nil
      let hasScores = sample.posts.allSatisfy { $0.key != nil }
      kind = hasScores ? .scores : .labels
      labels = LabelledScores(
        sample.posts.map { post in
          let key = hasScores ? post.key : post.predicted.map { LabelledSample.key(predicted: $0, sample.classes) }
          return LabelledScores.Post(
            key ?? ScoreCounts.Key(0, isNegative: false), isNegative: sample.isNegative(post), time: post.time)
        })
    }
  }

  /// A scorer of texts in these languages.
  func scorer(_ languages: Set<ToneLanguage>) throws(SignalError) -> NegativityScorer {
    try Self.scorer(classifier, lexica, languages)
  }

  private static func scorer(
    _ classifier: ToneClassifier?, _ lexica: LexiconSource, _ languages: Set<ToneLanguage>
  ) throws(SignalError) -> NegativityScorer {
    if let classifier { return NegativityScorer(classifier, lexicon: try lexica.lexicon(classifier.language)) }
    let ordered = languages.sorted { $0.rawValue < $1.rawValue }
    return NegativityScorer(try ordered.map { language throws(SignalError) in try lexica.lexicon(language) })
  }

  /// What the posts were judged by.
  func judge(_ count: PostCount) -> NegativitySurvey.Judge {
    switch count.kind {
    case .scores: .ownScores
    case .labels: .ownLabels
    case .texts, nil:
      classifier.map { .classifier(macroF1: $0.macroF1, labels: $0.labels.posts.count) }
        ?? .lexicon(count.languages.sorted { $0.rawValue < $1.rawValue })
    }
  }
}
