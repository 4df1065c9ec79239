import Reporting
import SeriesIO

/// The file of a page: HTML in a single file, or Markdown with its drawings next to it.
public struct PageFile: Sendable, Equatable {
  /// The file as the user named it.
  public let path: String

  /// A file; nil where the name ends neither in .html nor in .md.
  public init?(path: String) {
    guard path.hasSuffix(".html") || path.hasSuffix(".md") else { return nil }
    self.path = path
  }

  /// Writes a page, its drawings first, so that a page is never without them.
  ///
  /// - Parameter page: the page.
  /// - Throws: `SeriesIOError` when a file cannot be written.
  public func write(_ page: ReportPage) throws {
    guard path.hasSuffix(".md") else {
      try TextFile.write(HTMLPage(page).text, to: path)
      return
    }
    let folder = PathText.folder(of: path)
    let markdown = MarkdownPage(page, name: String(PathText.name(of: path).dropLast(3)))
    for drawing in markdown.drawings { try TextFile.write(drawing.text, to: folder + drawing.name) }
    try TextFile.write(markdown.text, to: path)
  }
}
