/// A chart: text, numbers and a drawing in SVG at any width.
///
/// A reader who cannot see it has the title, the description and the table.
public protocol ChartDrawing: Sendable {
  /// What it shows.
  var title: String { get }
  /// One or two sentences that describe it.
  var description: String { get }
  /// What runs from bottom to top; nil where nothing does, or where the drawing says it.
  var axis: String? { get }
  /// The numbers that it shows.
  var table: ResultTable { get }

  /// Draws it.
  ///
  /// - Parameter width: in CSS pixels at full size; the height follows from it.
  /// - Returns: the drawing, without overlapping texts.
  func drawn(width: Double) -> Drawing
}

extension ChartDrawing {
  /// Nothing.
  public var axis: String? { nil }
}
