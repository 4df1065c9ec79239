/// A page for people: a headline, sections of words, charts and tables, and how to make it again.
///
/// ``HTMLPage`` and ``MarkdownPage`` write it. All texts are plain, except that what stands between backticks is shown as
/// code; nothing in them is taken for markup, so that names may come from any file.
public struct ReportPage: Sendable {
  /// What it is about.
  public var title: String
  /// One sentence with the number and its interval.
  public var headline: String
  /// What a reader must know at once, a paragraph each.
  public var lead: [String]
  /// The sections, in their order.
  public var sections: [Section]
  /// How to make it again.
  public var reproduction: Reproduction

  /// A page.
  public init(
    title: String, headline: String, lead: [String] = [], sections: [Section], reproduction: Reproduction
  ) {
    self.title = title
    self.headline = headline
    self.lead = lead
    self.sections = sections.filter { !$0.blocks.isEmpty }
    self.reproduction = reproduction
  }

  /// A heading and what stands below it.
  public struct Section: Sendable {
    /// The heading.
    public var title: String
    /// What stands below it, in its order.
    public var blocks: [Block]

    /// A section; one without blocks is not shown.
    public init(_ title: String, _ blocks: [Block]) {
      self.title = title
      self.blocks = blocks
    }
  }

  /// A part of a section.
  public enum Block: Sendable {
    /// A paragraph.
    case paragraph(String)
    /// Sentences that stand alone.
    case notes([String])
    /// A table that is shown at once.
    case table(ResultTable)
    /// A table behind a line that opens it.
    case folded(ResultTable)
    /// A chart with its table behind it.
    case chart(any ChartDrawing)
    /// Many series, each with a small line, to search and to sort.
    case series([SeriesCard])
  }

  /// How to make the page again.
  public struct Reproduction: Sendable, Equatable {
    /// The exact command.
    public var command: String
    /// The version of the program.
    public var version: String
    /// The seed of the simulation; nil where nothing is simulated.
    public var seed: UInt64?

    /// How to make a page again.
    public init(command: String, version: String, seed: UInt64? = nil) {
      self.command = command
      self.version = version
      self.seed = seed
    }
  }
}
