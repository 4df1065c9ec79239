import Foundation

/// JSON documents with sorted keys.
enum JSONText {
  /// The document of a value, ended by a line feed. Numbers that are not finite are null.
  static func document(_ value: ResultField) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // A field writes null in place of a number that is not finite, and all its other values have a form in JSON.
    guard let bytes = try? encoder.encode(value) else { return "null\n" }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }

  /// A key that is only known when the program runs, such as `lower80`.
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }
}
