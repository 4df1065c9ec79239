import Series

/// How the cells of posts are read.
struct PostReading {
  /// The zone of times that state none.
  let zone: ClockZone?
  /// Which number of a date is the day.
  let dates: SignalDates?
  /// The language of all posts; nil where posts state it.
  let language: ToneLanguage?
  /// The score from which a post is counted as negative.
  let threshold: Double

  /// When a post was written.
  func time(_ row: PostFile.Row) throws(SignalError) -> Int {
    try ReportTable.seconds(row.time ?? [], zone, dates) { row.place(.time) }
  }

  /// The language of a post; nil for one that is left out, because another one was asked for.
  func language(_ row: PostFile.Row) throws(SignalError) -> ToneLanguage? {
    guard let cell = row.language else {
      guard let language else { throw .noLanguage(row.place(.language), known: Self.known) }
      return language
    }
    let code = String(decoding: cell, as: UTF8.self)
    let found = ToneLanguage(code: code)
    if let language { return found == language ? found : nil }
    guard let found else { throw .unknownLanguage(row.place(.language), value: code, known: Self.known) }
    return found
  }

  /// The text of a post, without the tags of HTML; nil where there is none.
  func text(_ row: PostFile.Row) throws(SignalError) -> ArraySlice<UInt8>? {
    guard let text = row.text else { return nil }
    guard text.reduce(0, |) < 0x80 || String(validating: text, as: UTF8.self) != nil else {
      throw .badEncoding(row.place(.text))
    }
    return PostText.plain(text)
  }

  /// A score of the user's own classifier.
  func score(_ row: PostFile.Row) throws(SignalError) -> ScoreCounts.Key? {
    guard let cell = row.score else { return nil }
    let text = String(decoding: cell, as: UTF8.self)
    guard let score = Double(text), score.isFinite else { throw .badScore(row.place(.score), value: text) }
    return ScoreCounts.Key(score, isNegative: score >= threshold)
  }

  /// The codes of the languages that are covered.
  static var known: [String] { ToneLanguage.allCases.map(\.rawValue) }
}
