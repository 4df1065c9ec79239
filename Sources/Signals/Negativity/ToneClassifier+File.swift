import Foundation
import SeriesIO

extension ToneClassifier {
  /// What stands before the coefficients, as a line of JSON.
  private struct Head: Codable {
    /// The format; raised when features change.
    var format = 1
    let classes: LabelClasses
    let language: String
    let macroF1: Double
    let features: Int
    let scores: [Double]
    let called: [Bool]
    let negative: [Bool]
    let times: [Int?]
    let hashes: [UInt64]
    let known: [ToneClassifier.Known]
    /// The sum of the bytes of all coefficients, to notice a damaged file.
    let sum: UInt64
  }

  private static let magic = Array("churn-forecast tone\n".utf8)

  /// The classifier as a small file: no text of any post is in it.
  public var bytes: [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(regression.weights.count * 4)
    for weight in regression.weights {
      let bits = Float(weight).bitPattern
      for shift in [0, 8, 16, 24] as [UInt32] { body.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    let head = Head(
      classes: classes, language: language.rawValue, macroF1: macroF1, features: TextFeatures.count,
      scores: labels.posts.map(\.key.score), called: labels.posts.map(\.key.isNegative),
      negative: labels.posts.map(\.isNegative), times: labels.posts.map(\.time),
      hashes: known.keys.sorted(), known: known.keys.sorted().compactMap { known[$0] }, sum: Self.sum(body[...]))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Numbers are finite, so that they can be written.
    let line = (try? encoder.encode(head)).map { Array($0) } ?? []
    return Self.magic + line + [0x0A] + body
  }

  /// Reads a file that was written before.
  ///
  /// - Parameter path: the file.
  /// - Throws: ``SignalError/badClassifier(file:reason:)``, or ``SignalError/file(_:)``.
  public init(path: String) throws(SignalError) {
    let bytes = try SignalError.wrap { () throws(SeriesIOError) in try TextFile.bytes(of: path) }
    func bad(_ reason: String) -> SignalError { .badClassifier(file: path, reason: reason) }
    guard bytes.starts(with: Self.magic) else {
      throw bad("this is no classifier; --train writes one")
    }
    let rest = bytes[Self.magic.count...]
    guard let end = rest.firstIndex(of: 0x0A),
      let head = try? JSONDecoder().decode(Head.self, from: Data(rest[..<end]))
    else { throw bad("the beginning is damaged; train the classifier again") }
    guard head.format == 1, head.features == TextFeatures.count, let language = ToneLanguage(rawValue: head.language)
    else { throw bad("another version of the program wrote it; train the classifier again") }
    let body = rest[(end + 1)...]
    let posts = head.scores.count
    guard body.count == head.classes.names.count * (head.features + 1) * 4, Self.sum(body) == head.sum,
      head.classes.names.count >= 2, head.classes.names.indices.contains(head.classes.negative),
      head.called.count == posts, head.negative.count == posts, head.times.count == posts,
      head.hashes.count == head.known.count, head.known.allSatisfy({ head.classes.names.indices.contains($0.label) })
    else { throw bad("the file is damaged; train the classifier again") }
    let weights = stride(from: body.startIndex, to: body.endIndex, by: 4).map { place -> Double in
      var bits: UInt32 = 0
      for offset in 0..<4 { bits |= UInt32(body[place + offset]) << UInt32(8 * offset) }
      return Double(Float(bitPattern: bits))
    }
    self.init(
      classes: head.classes, language: language,
      labels: LabelledScores(
        head.scores.indices.map { place in
          LabelledScores.Post(
            ScoreCounts.Key(head.scores[place], isNegative: head.called[place]), isNegative: head.negative[place],
            time: head.times[place])
        }), macroF1: head.macroF1,
      regression: LogisticRegression(
        weights: weights, classes: head.classes.names.count, features: head.features),
      known: Dictionary(zip(head.hashes, head.known)) { first, _ in first })
  }

  private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(ByteTable.emptyHash, ByteTable.hash) }
}
