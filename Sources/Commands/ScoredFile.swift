import ChurnForecast

/// What is said about every post, written as posts are read.
final class ScoredFile {
  private let file: OutputFile
  private var buffer: [UInt8] = Array("time,score,label\n".utf8)

  /// - Parameter path: where to.
  /// - Throws: ``SeriesIOError/cannotWrite(file:reason:)``.
  init(_ path: String) throws(SeriesIOError) { file = try OutputFile(path: path) }

  func append(_ post: JudgedPost) throws(SeriesIOError) {
    let score = post.score.map { "\($0)" } ?? ""
    buffer.append(contentsOf: CSVText.rows([["\(post.time)", score, post.label]]).utf8)
    guard buffer.count > 1 << 16 else { return }
    try flush()
  }

  func finish() throws(SeriesIOError) {
    try flush()
    try file.finish()
  }

  private func flush() throws(SeriesIOError) {
    try file.append(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
