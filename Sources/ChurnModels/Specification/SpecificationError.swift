import Series
internal import Yams

/// What can be wrong with a model or scenario file. The description is one message: where, what, what to do.
public enum SpecificationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text is not YAML.
  case notYAML(file: String, line: Int, problem: String)
  /// A key that nobody knows.
  case unknownKey(file: String, line: Int, key: String, within: String, known: [String])
  /// A key that must be there is not.
  case missingKey(file: String, line: Int, key: String, within: String)
  /// A value is not what it must be.
  case badValue(file: String, line: Int, key: String, value: String, expected: String)
  /// Something that is well formed but not allowed here, for example beside another key.
  case notAllowed(file: String, line: Int, subject: String, problem: String)

  /// One message for people.
  public var description: String {
    switch self {
    case .notYAML(let file, let line, let problem): "\(file):\(line): this is not YAML: \(problem)."
    case .unknownKey(let file, let line, let key, let within, let known):
      "\(file):\(line): \(within.isEmpty ? "" : "`\(within)`: ")there is no key `\(key)`; there are "
        + known.map { "`\($0)`" }.joined(separator: ", ")
        + (nearestName(to: key, among: known).map { ". Did you mean `\($0)`?" } ?? ".")
    case .missingKey(let file, let line, let key, let within):
      "\(file):\(line): \(within.isEmpty ? "" : "`\(within)`: ")the key `\(key)` is missing."
    case .badValue(let file, let line, let key, let value, let expected):
      "\(file):\(line): \(key.isEmpty ? "" : "`\(key)`: ")\"\(value.count <= 60 ? value : value.prefix(57) + "…")\" is not \(expected)."
    case .notAllowed(let file, let line, let subject, let problem): "\(file):\(line): \(subject) \(problem)."
    }
  }
}
