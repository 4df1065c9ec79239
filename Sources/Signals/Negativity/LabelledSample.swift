/// A labelled sample as it is read: texts, scores or predicted labels, each with the true label.
struct LabelledSample {
  /// A post.
  struct Post {
    let text: [UInt8]?
    let language: ToneLanguage?
    let key: ScoreCounts.Key?
    let predicted: String?
    let label: String
    let time: Int?
  }

  /// The posts.
  let posts: [Post]
  /// The classes.
  let classes: LabelClasses

  /// - Parameters:
  ///   - path: the file: `text,label` or `score,label` or `predicted,label`, perhaps with `time` and `language`.
  ///   - columns: the names of its columns.
  ///   - reading: how cells are read.
  ///   - negative: the label of negative posts.
  /// - Throws: ``SignalError``.
  init(_ path: String, columns: SignalColumns, reading: PostReading, negative: String?) throws(SignalError) {
    var posts: [Post] = []
    let file = try PostFile(path, columns: columns)
    try file.forEach { rows throws(SignalError) in
      for row in rows {
        guard let post = try Self.post(row, reading) else { continue }
        if let first = posts.first {
          // What the first post has, all must have.
          if first.text != nil, post.text == nil { throw .noText(row.place(.text)) }
          if first.text == nil, first.key != nil, post.key == nil { throw .badScore(row.place(.score), value: "") }
          if first.text == nil, first.key == nil, post.predicted == nil { throw .noText(row.place(.predicted)) }
        }
        posts.append(post)
      }
    }
    guard !posts.isEmpty else { throw .noRows(file: file.file) }
    self.posts = posts
    classes = try LabelClasses(posts.map(\.label), negative: negative)
  }

  /// A row as a post; nil in another language than the one asked for.
  private static func post(_ row: PostFile.Row, _ reading: PostReading) throws(SignalError) -> Post? {
    guard let cell = row.label else { throw .noLabel(row.place(.label)) }
    let text = try reading.text(row)
    let key = try reading.score(row)
    let predicted = row.predicted.map { String(decoding: $0, as: UTF8.self) }
    guard text != nil || key != nil || predicted != nil else { throw .noText(row.place(.text)) }
    let language = text == nil ? reading.language : try reading.language(row)
    if text != nil, language == nil { return nil }
    return Post(
      text: text.map { Array($0) }, language: language, key: key, predicted: predicted,
      label: String(decoding: cell, as: UTF8.self), time: row.time == nil ? nil : try reading.time(row))
  }

  /// Whether the true label is that of negative posts.
  func isNegative(_ post: Post) -> Bool { classes.place(post.label) == classes.negative }

  /// A predicted label as a score.
  static func key(predicted: String, _ classes: LabelClasses) -> ScoreCounts.Key {
    let isNegative = classes.place(predicted) == classes.negative
    return ScoreCounts.Key(isNegative ? 1 : 0, isNegative: isNegative)
  }
}
