/// A chart: words, numbers and a drawing in SVG at any width.
///
/// A reader who cannot see it has the title, the description and the table.
public protocol ChartDrawing: Sendable {
  /// What it shows.
  var title: String { get }
  /// One or two sentences with what is to be seen.
  var description: String { get }
  /// The numbers behind it.
  var table: ResultTable { get }

  /// Draws it.
  ///
  /// - Parameter width: in CSS pixels at full size; the height follows from it.
  /// - Returns: the drawing; texts do not overlap.
  func drawn(width: Double) -> Drawing
}
