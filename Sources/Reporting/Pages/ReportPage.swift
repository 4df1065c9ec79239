/// A page for people: a headline, sections of text, charts and tables, and the command that reproduces it.
///
/// ``HTMLPage`` and ``MarkdownPage`` write it. All texts are plain, except that text between backticks is shown as
/// code; nothing in them is interpreted as markup, so that names may come from any file.
public struct ReportPage: Sendable {
  /// What it is about.
  public var title: String
  /// One sentence with the number and its interval.
  public var headline: String
  /// What a reader must know first, one paragraph each.
  public var lead: [String]
  /// The sections, in their order.
  public var sections: [Section]
  /// How to reproduce it.
  public var reproduction: Reproduction
  /// The files that its numbers come from.
  public var sources: [String] = []

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

  /// What stands under a chart: its vertical axis and the source of its numbers.
  func caption(of chart: any ChartDrawing) -> String {
    [
      chart.axis.map { "Vertical axis: \($0)." },
      sources.isEmpty ? nil : "Source: " + sources.map { "`\($0)`" }.joined(separator: ", ") + ".",
    ].compactMap { $0 }.joined(separator: " ")
  }

  /// A heading and its content.
  public struct Section: Sendable {
    /// The heading.
    public var title: String
    /// Its blocks, in order.
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
    /// Separate sentences.
    case notes([String])
    /// A table that is always visible.
    case table(ResultTable)
    /// A table that is folded until it is opened.
    case folded(ResultTable)
    /// A chart with its folded table.
    case chart(any ChartDrawing)
    /// Many series, each with a small line; readers can search and sort them, and search those without a line.
    case series([SeriesCard], others: [SeriesChange] = [])
  }

  /// How to reproduce the page.
  public struct Reproduction: Sendable, Equatable {
    /// The exact command.
    public var command: String
    /// The version of the program.
    public var version: String
    /// The seed of the simulation; nil where nothing is simulated.
    public var seed: UInt64?

    /// How to reproduce a page.
    public init(command: String, version: String, seed: UInt64? = nil) {
      self.command = command
      self.version = version
      self.seed = seed
    }
  }
}
