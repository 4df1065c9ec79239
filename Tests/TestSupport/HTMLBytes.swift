/// A strict reader of the HTML and SVG that the program writes: every `<` begins a tag, every `&` one of the five entities,
/// and attributes have values between quotation marks.
public struct HTMLBytes {
  /// The names of all elements.
  public private(set) var elements: Set<String> = []
  /// The names of all attributes.
  public private(set) var attributes: Set<String> = []
  /// The number of elements by name.
  public private(set) var counts: [String: Int] = [:]
  /// The first thing that is out of place, with what follows it; nil for nothing.
  public private(set) var problem: String?

  private var rest: ArraySlice<UInt8>

  /// Reads a page or drawing.
  public init(_ text: String) {
    rest = Array(text.utf8)[...]
    if take("<!DOCTYPE html>") {}
    while problem == nil, !rest.isEmpty {
      let isTag = rest.first == UInt8(ascii: "<")
      let isFine = isTag ? tag() : character()
      if !isFine { problem = "\(isTag ? "tag" : "text"): \(String(decoding: rest.prefix(60), as: UTF8.self))" }
    }
  }

  private mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  private mutating func name() -> String {
    let bytes = rest.prefix { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || byte == UInt8(ascii: "-")
    }
    rest = rest.dropFirst(bytes.count)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// One character of text, or one entity.
  private mutating func character() -> Bool {
    guard rest.first == UInt8(ascii: "&") else {
      rest = rest.dropFirst()
      return true
    }
    return ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].contains { take($0) }
  }

  private mutating func tag() -> Bool {
    _ = take("<")
    let isEnd = take("/")
    let element = name()
    guard !element.isEmpty else { return false }
    if isEnd { return take(">") }
    elements.insert(element)
    counts[element, default: 0] += 1
    while !take("/>"), !take(">") {
      guard take(" ") else { return false }
      let attribute = name()
      guard !attribute.isEmpty else { return false }
      attributes.insert(attribute)
      guard take("=\"") else { continue }
      while !take("\"") {
        guard let byte = rest.first, byte != UInt8(ascii: "<"), character() else { return false }
      }
    }
    // The contents of these are no markup; they end at their end tag.
    if element == "style" || element == "script" {
      while !rest.isEmpty, !rest.starts(with: "</\(element)>".utf8) { rest = rest.dropFirst() }
    }
    return true
  }
}
