/// The text of a post that may be HTML.
enum PostText {
  /// Tags that social networks write; a text without any of them is no HTML and is left as it is.
  private static let tags: Set<String> = [
    "p", "br", "a", "span", "div", "li", "ul", "ol", "blockquote", "em", "strong", "b", "i",
  ]
  private static let entities: [String: UInt8] = [
    "amp": UInt8(ascii: "&"), "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"), "quot": UInt8(ascii: "\""),
    "apos": UInt8(ascii: "'"), "#39": UInt8(ascii: "'"), "#x27": UInt8(ascii: "'"), "nbsp": 0x20,
  ]

  /// The text without tags, with characters in place of entities; the same bytes where it is no HTML.
  static func plain(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = bytes.firstIndex(of: UInt8(ascii: "<")), isHTML(bytes[first...]) else { return bytes }
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.first {
      if byte == UInt8(ascii: "<"), let tag = name(rest), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        // A tag of a block separates words.
        if tag != "a", tag != "span", tag != "em", tag != "strong", tag != "b", tag != "i" {
          result.append(0x20)
        }
        rest = rest[(end + 1)...]
      } else if byte == UInt8(ascii: "&"), let (character, after) = entity(rest) {
        result.append(character)
        rest = rest[after...]
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result[...]
  }

  private static func isHTML(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while let place = rest.firstIndex(of: UInt8(ascii: "<")) {
      if name(rest[place...]) != nil { return true }
      rest = rest[(place + 1)...]
    }
    return false
  }

  /// The name of a tag that begins here; nil if none of the known ones does.
  private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
    let inside = bytes.dropFirst().first == UInt8(ascii: "/") ? bytes.dropFirst(2) : bytes.dropFirst()
    let letters = inside.prefix { $0 >= 0x61 && $0 <= 0x7A }
    guard !letters.isEmpty, letters.count <= 10, let next = inside.dropFirst(letters.count).first,
      next == UInt8(ascii: ">") || next == UInt8(ascii: "/") || next == 0x20
    else { return nil }
    let name = String(decoding: letters, as: UTF8.self)
    return tags.contains(name) ? name : nil
  }

  private static func entity(_ bytes: ArraySlice<UInt8>) -> (character: UInt8, after: Int)? {
    guard let end = bytes.prefix(8).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[(bytes.startIndex + 1)..<end], as: UTF8.self)
    return entities[name].map { ($0, end + 1) }
  }
}
