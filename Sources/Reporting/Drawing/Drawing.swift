/// The elements of a drawing and its size.
public struct Drawing: Sendable, Equatable {
  /// In CSS pixels at full size.
  public let width: Double
  /// In CSS pixels at full size.
  public let height: Double
  private let body: MarkupFragment
  /// SVG elements without the root.
  public var elements: String { body.text }

  init(_ canvas: Canvas) {
    width = canvas.width
    height = canvas.height
    body = canvas.body
  }

  /// The SVG element with title and description.
  ///
  /// - Parameters:
  ///   - title: what it shows.
  ///   - description: a description of what it shows.
  ///   - id: distinct within a page.
  /// - Returns: an element for a page that has ``ChartStyle/rules``.
  func element(title: String, description: String, id: String) -> MarkupFragment {
    root(
      "role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\"",
      "<title id=\"\(id)-t\">\(title)</title><desc id=\"\(id)-d\">\(description)</desc>")
  }

  /// The drawing as a file of its own, with its styles.
  func file(title: String, description: String) -> String {
    let size: MarkupFragment = "width=\"\(at: width)\" height=\"\(at: height)\""
    let head: MarkupFragment = "<title>\(title)</title><desc>\(description)</desc><style>\(ChartStyle.style)</style>"
    return root(
      "xmlns=\"http://www.w3.org/2000/svg\" \(size) role=\"img\"",
      head + "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>"
    ).text + "\n"
  }

  /// The root element.
  private func root(_ attributes: MarkupFragment, _ head: MarkupFragment) -> MarkupFragment {
    "<svg \(attributes) viewBox=\"0 0 \(at: width) \(at: height)\">\(head)\(body)</svg>"
  }
}
