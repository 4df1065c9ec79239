import Batch
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

  /// The HTML file next to an input, of the same name: data.html for data.csv.
  ///
  /// - Parameter input: a file or folder as the user named it; not standard input.
  public init(beside input: String) {
    let place = String(input.reversed().drop { $0 == "/" }.reversed())
    let name = PathText.name(of: place)
    let ending = BatchFolder.isOne(place) ? nil : name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
    path = PathText.folder(of: place) + name.prefix(upTo: ending ?? name.endIndex) + ".html"
  }

  /// Whether there is a file of this name that is no page about some inputs, and must not be overwritten unasked.
  ///
  /// - Parameter inputs: as named by the user.
  /// - Returns: false where there is no such file.
  public func isForeign(to inputs: [String]) -> Bool {
    guard TextFile.exists(path) else { return false }
    return !HTMLPage.isPage((try? TextFile.text(of: path))?.prefix(4096) ?? "", about: inputs)
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
