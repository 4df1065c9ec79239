import Foundation

/// A value of JSON whose form is not known beforehand.
enum JSONValue: Decodable {
  case object([String: JSONValue])
  case list([JSONValue])
  case text(String)
  case number(Double)
  case truth(Bool)
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .truth(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Reads JSON.
  static func read(_ bytes: [UInt8], file: String, line: Int?) throws(SignalError) -> JSONValue {
    do {
      return try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    } catch {
      throw .badJSON(file: file, line: line, reason: "this is not JSON. Check that the file is complete")
    }
  }

  /// The value of a key; of the first of several that there is.
  subscript(keys: String...) -> JSONValue? {
    guard case .object(let values) = self else { return nil }
    for key in keys {
      if let value = values[key] {
        if case .null = value { continue }
        return value
      }
    }
    return nil
  }

  /// The elements of a list.
  var elements: [JSONValue] { if case .list(let values) = self { values } else { [] } }

  /// A text, a number as text, or `true` or `false`.
  var word: String? {
    switch self {
    case .text(let text): text
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
    case .truth(let truth): truth ? "true" : "false"
    default: nil
    }
  }

  /// The keys of an object.
  var keys: [String] { if case .object(let values) = self { values.keys.sorted() } else { [] } }
}
