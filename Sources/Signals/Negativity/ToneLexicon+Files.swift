import SeriesIO

extension ToneLexicon {
  /// The files that a language needs, by the names that they have in their packages.
  public static func files(for language: ToneLanguage) -> [String] {
    switch language {
    case .english: ["vader_lexicon.txt", "emoji_utf8_lexicon.txt"]
    case .french: ["fr_lexicon.txt", "emoji_utf8_lexicon.txt"]
    }
  }

  /// Reads the words of a language from a folder where the set-up has put them.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - language: the language.
  /// - Throws: ``SignalError/noLexicon(file:)`` where a file is missing; ``SignalError`` where one cannot be read.
  public init(folder: String, language: ToneLanguage) throws(SignalError) {
    let paths = Self.files(for: language).map { "\(folder)/\($0)" }
    for path in paths where !TextFile.exists(path) { throw .noLexicon(file: path) }
    self.init(
      valences: try Self.valences(of: paths[0]), emoji: try Self.descriptions(of: paths[1]), language: language)
  }

  /// Reads words from a file: a word and its valence a line, separated by a tabulator or by `->`.
  ///
  /// - Parameter path: the file.
  /// - Returns: words and valences; the last of a word that occurs twice counts.
  /// - Throws: ``SignalError``.
  public static func valences(of path: String) throws(SignalError) -> [(word: String, valence: Double)] {
    var result: [(word: String, valence: Double)] = []
    for (number, line) in try lines(of: path) {
      let cells = line.split(separator: tabulator)
      let parts = cells.count > 1 ? Array(cells.prefix(2)) : atArrow(line)
      guard parts.count == 2, let valence = Double(text(parts[1]).filter { !$0.isWhitespace }), valence.isFinite else {
        throw .badLexicon(file: path, line: number, value: String(text(line).prefix(40)))
      }
      result.append((text(parts[0]), valence))
    }
    guard !result.isEmpty else { throw .noRows(file: path) }
    return result
  }

  /// Reads descriptions of emoji: an emoji and its description a line, separated by a tabulator.
  static func descriptions(of path: String) throws(SignalError) -> [(emoji: String, text: String)] {
    try lines(of: path).compactMap { _, line in
      let cells = line.split(separator: tabulator)
      return cells.count > 1 ? (text(cells[0]), text(cells[1])) : nil
    }
  }

  private static let tabulator = UInt8(ascii: "\t")

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  /// A line at its last arrow: emoticons may contain one, too.
  private static func atArrow(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    guard let tip = line.lastIndex(of: UInt8(ascii: ">")), tip > line.startIndex, line[tip - 1] == UInt8(ascii: "-")
    else { return [] }
    return [line[..<(tip - 1)], line[(tip + 1)...]]
  }

  /// The lines that are not blank, without surrounding blanks, with their numbers.
  private static func lines(of path: String) throws(SignalError) -> [(number: Int, line: ArraySlice<UInt8>)] {
    let bytes = try SignalError.wrap { () throws(SeriesIOError) in try TextFile.bytes(of: path) }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { number, line in
      guard let first = line.firstIndex(where: { $0 > 0x20 }), let last = line.lastIndex(where: { $0 > 0x20 })
      else { return nil }
      return (number + 1, line[first...last])
    }
  }
}
