import SeriesIO

/// Where the words of languages come from.
public struct LexiconSource: Sendable, Equatable {
  /// The folders where the set-up puts them, the first that has them counts.
  public let folders: [String]
  /// A file of the user's own, in place of those.
  public let file: String?

  /// - Parameters:
  ///   - folders: where to look, in this order.
  ///   - file: a file of words and valences, in place of the language's own.
  public init(folders: [String], file: String? = nil) { (self.folders, self.file) = (folders, file) }

  /// The words of a language.
  ///
  /// - Parameter language: the language.
  /// - Returns: its lexicon.
  /// - Throws: ``SignalError``.
  public func lexicon(_ language: ToneLanguage) throws(SignalError) -> ToneLexicon {
    let names = ToneLexicon.files(for: language)
    let folder = folders.first { folder in names.allSatisfy { TextFile.exists("\(folder)/\($0)") } }
    if let file {
      return ToneLexicon(
        valences: try ToneLexicon.valences(of: file),
        emoji: try folder.map { folder throws(SignalError) in try ToneLexicon.descriptions(of: "\(folder)/\(names[1])")
        } ?? [],
        language: language)
    }
    return try ToneLexicon(folder: folder ?? folders.first ?? "lexica", language: language)
  }
}
