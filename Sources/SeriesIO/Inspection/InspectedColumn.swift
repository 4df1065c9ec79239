import Series

/// A column of a file, as it was found.
public struct InspectedColumn: Sendable {
  /// What it holds.
  public enum Content: Sendable {
    /// The months of the rows.
    case months
    /// The names of the series of a panel.
    case series([String])
    /// Monthly active users.
    case users(MonthlyColumn)
    /// Other numbers.
    case driver(MonthlyColumn)
    /// Words; how many different ones.
    case words(distinct: Int)
    /// Nothing.
    case blank
    /// Cells under a blank header; nothing can name them.
    case nameless
    /// Numbers of which some cannot be read.
    case unreadable(SeriesIOError)
  }

  /// The name in the header.
  public let name: String
  /// What it holds.
  public let content: Content
  /// How its cells are written; nil for numbers as programs write them.
  public let notation: String?

  /// The figures; nil where it has none.
  public var values: MonthlyColumn? {
    switch content {
    case .users(let values), .driver(let values): values
    case .months, .series, .words, .blank, .nameless, .unreadable: nil
    }
  }
}
