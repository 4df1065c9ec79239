import Parallel
import Series

/// Counts posts by month and score, file by file, in memory that does not grow with their number.
struct PostCount {
  /// What files consist of.
  enum Kind: Sendable { case texts, scores, labels }

  /// The scores of every month.
  private(set) var months: [Month: ScoreCounts] = [:]
  /// What the files consist of; nil before the first post.
  private(set) var kind: Kind?
  /// The languages met.
  private(set) var languages: Set<ToneLanguage> = []
  /// The number of posts without text or score, and the place of the first.
  private(set) var blanks = 0
  private(set) var firstBlank: CellPlace?
  /// The number of posts in other languages than the one asked for.
  private(set) var otherLanguages = 0
  private let setting: JudgeSetting
  private let reading: PostReading
  private let zone: ClockZone
  private let columns: SignalColumns
  private let negativeLabel: String?
  private var scorer: NegativityScorer?
  /// Labels met, where no sample says which there are.
  private var labels: Set<String> = []
  /// The times of the first and the last post.
  private(set) var times: ClosedRange<Int>?
  private var open: (month: Month, range: Range<Int>, scores: ScoreCounts)?

  init(_ setting: JudgeSetting, _ reading: PostReading, _ options: NegativitySurvey.Options) {
    (self.setting, self.reading, zone, columns) = (setting, reading, options.zone, options.columns)
    negativeLabel = options.negativeLabel
  }

  /// A post that is counted: the place of its row, when it was written, and its text or what is known about it already.
  private struct Pending {
    let place: Int
    let time: Int
    var text: ArraySlice<UInt8>?
    var language = ToneLanguage.english
    var verdict: NegativityScorer.Verdict?
  }

  /// Counts the posts of a file.
  mutating func take(
    _ path: String, _ judged: (JudgedPost) throws(SignalError) -> Void
  ) throws(SignalError) {
    let file = try PostFile(path, columns: columns)
    try file.forEach { rows throws(SignalError) in
      var pending: [Pending] = []
      pending.reserveCapacity(rows.count)
      for (place, row) in rows.enumerated() {
        if let post = try prepared(row, place) { pending.append(post) }
      }
      try judge(&pending)
      for post in pending {
        guard let verdict = post.verdict else { continue }
        add(verdict.key, at: post.time)
        try judged(
          JudgedPost(
            time: Instant(seconds: post.time), score: kind == .labels ? nil : verdict.key.score, label: verdict.label,
            isNegative: verdict.key.isNegative, bytes: rows[post.place].text))
      }
    }
    close()
  }

  /// A row as a post; nil for one that is left out.
  private mutating func prepared(_ row: PostFile.Row, _ place: Int) throws(SignalError) -> Pending? {
    let kind: Kind =
      row.text != nil || row.source.hasText || self.kind == .texts
      ? .texts : row.score != nil ? .scores : row.label != nil ? .labels : self.kind ?? .texts
    if let before = self.kind, before != kind {
      // A post without text among posts with one.
      guard row.text == nil, row.score == nil, row.label == nil else {
        throw .mixedPosts(file: row.source.file, line: row.line)
      }
    }
    self.kind = kind
    guard kind == .texts || (!setting.trains && setting.classifier == nil) else {
      throw .trainedScores(file: row.source.file)
    }
    if let sample = setting.kind, sample != kind { throw .otherSample(file: row.source.file) }
    switch kind {
    case .texts:
      guard let text = try reading.text(row) else { return leaveOut(row.place(.text)) }
      let language = try language(row)
      guard let language else {
        otherLanguages += 1
        return nil
      }
      if languages.insert(language).inserted || scorer == nil { scorer = try setting.scorer(languages) }
      return Pending(place: place, time: try reading.time(row), text: text, language: language)
    case .scores:
      guard let key = try reading.score(row) else { return leaveOut(row.place(.score)) }
      let label = key.isNegative ? Tone.negative.rawValue : "other"
      return Pending(
        place: place, time: try reading.time(row), verdict: NegativityScorer.Verdict(label: label, key: key))
    case .labels:
      guard let cell = row.label else { return leaveOut(row.place(.label)) }
      let verdict = try verdict(label: String(decoding: cell, as: UTF8.self), row)
      return Pending(place: place, time: try reading.time(row), verdict: verdict)
    }
  }

  /// The language of a post; nil for one that is left out. A classifier knows one language alone.
  private func language(_ row: PostFile.Row) throws(SignalError) -> ToneLanguage? {
    guard let classifier = setting.classifier else { return try reading.language(row) }
    guard let cell = row.language else { return classifier.language }
    return ToneLanguage(code: String(decoding: cell, as: UTF8.self)) == classifier.language ? classifier.language : nil
  }

  /// Judges texts, some on every processor.
  private func judge(_ pending: inout [Pending]) throws(SignalError) {
    guard let scorer, pending.contains(where: { $0.text != nil }) else { return }
    let posts = pending
    let chunks = Swift.min(Workers.cores, Swift.max(1, posts.count / Self.fewestAtATime))
    let size = (posts.count + chunks - 1) / chunks
    let verdicts = Workers.map(chunks) { chunk in
      var scorer = scorer
      return posts[Swift.min(posts.count, chunk * size)..<Swift.min(posts.count, (chunk + 1) * size)].map { post in
        post.text.flatMap { scorer.judge($0, language: post.language) } ?? post.verdict
      }
    }
    for (place, verdict) in verdicts.joined().enumerated() { pending[place].verdict = verdict }
  }

  /// Fewer posts than this are not worth a thread.
  private static let fewestAtATime = 200

  private mutating func verdict(label: String, _ row: PostFile.Row) throws(SignalError) -> NegativityScorer.Verdict {
    let isNegative: Bool
    if let classes = setting.classes {
      let place = classes.place(label)
      guard place != nil || setting.predicted.contains(label.lowercased()) else {
        throw .otherLabel(row.place(.label), value: label, known: classes.names)
      }
      isNegative = place == classes.negative
    } else {
      isNegative = LabelClasses.isNegative(label, stated: negativeLabel)
      if labels.count < 20 { labels.insert(label) }
    }
    return NegativityScorer.Verdict(
      label: label.lowercased(), key: ScoreCounts.Key(isNegative ? 1 : 0, isNegative: isNegative))
  }

  /// Refuses labels none of which is known to be that of negative posts.
  func checkLabels() throws(SignalError) {
    guard kind == .labels, setting.classes == nil, months.values.allSatisfy({ $0.naiveShare == 0 }) else { return }
    throw .unknownLabels(labels.sorted(), stated: negativeLabel)
  }

  private mutating func leaveOut(_ place: CellPlace) -> Pending? {
    blanks += 1
    firstBlank = firstBlank ?? place
    return nil
  }

  /// Posts mostly come in the order of their times: the month of the last one is at hand.
  private mutating func add(_ key: ScoreCounts.Key, at time: Int) {
    if open?.range.contains(time) != true {
      close()
      let month = zone.month(of: time)
      let range = zone.start(of: month)..<zone.start(of: month.advanced(by: 1))
      open = (month, range, months.removeValue(forKey: month) ?? ScoreCounts())
    }
    open?.scores.add(key)
    times = times.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
  }

  private mutating func close() {
    if let open { months[open.month] = open.scores }
    open = nil
  }
}
