/// The elements of a drawing and its size.
public struct Drawing: Sendable, Equatable {
  /// In CSS pixels at full size.
  public let width: Double
  /// In CSS pixels at full size.
  public let height: Double
  /// SVG elements without the root.
  public let elements: String

  init(_ canvas: Canvas) {
    width = canvas.width
    height = canvas.height
    elements = canvas.body
  }

  /// The SVG element with title and description.
  ///
  /// - Parameters:
  ///   - title: what it shows.
  ///   - description: a description of what it shows.
  ///   - id: distinct within a page.
  /// - Returns: an element for a page that has ``ChartStyle/rules``.
  func element(title: String, description: String, id: String) -> String {
    root(
      "role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\"",
      "<title id=\"\(id)-t\">\(Markup.escaped(title))</title><desc id=\"\(id)-d\">\(Markup.escaped(description))</desc>"
    )
  }

  /// The drawing as a file of its own, with its styles.
  func file(title: String, description: String) -> String {
    root(
      "xmlns=\"http://www.w3.org/2000/svg\" width=\"\(Markup.coordinate(width))\" height=\"\(Markup.coordinate(height))\" "
        + "role=\"img\"",
      "<title>\(Markup.escaped(title))</title><desc>\(Markup.escaped(description))</desc><style>\(ChartStyle.colours)"
        + "\(ChartStyle.rules)</style><rect class=\"ground\" width=\"100%\" height=\"100%\"/>") + "\n"
  }

  /// The root element.
  private func root(_ attributes: String, _ head: String) -> String {
    "<svg \(attributes) viewBox=\"0 0 \(Markup.coordinate(width)) \(Markup.coordinate(height))\">\(head)\(elements)</svg>"
  }
}
