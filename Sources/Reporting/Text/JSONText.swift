import Foundation

/// JSON documents with sorted keys.
enum JSONText {
  /// The document of a value, ended by a line feed. Numbers that are not finite are null.
  static func document(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      // Cannot trap: numbers that are not finite are left out or null (`ResultField`), and everything else can be encoded.
      preconditionFailure("reports have finite numbers only: \(error)")
    }
  }

  /// The number, or null where it is not finite.
  static func number(_ value: Double) -> Double? { value.isFinite ? value : nil }

  /// A key that is only known when the program runs, such as `lower80`.
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }
}
