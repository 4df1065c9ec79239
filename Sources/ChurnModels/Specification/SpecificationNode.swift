import Series
import SeriesIO
internal import Yams

/// A node of a YAML file: a value, its key and its line, so that messages can name them.
public struct SpecificationNode {
  /// The file as the user named it.
  public let file: String
  /// The key of the value; empty at the top level.
  public let key: String
  private let node: Node
  private let fallbackLine: Int
  private let collected: Remarks

  /// What was remarked of a file, in one place for all of its nodes.
  private final class Remarks {
    private(set) var texts: [String] = []
    private var known: Set<String> = []

    func add(_ text: String) { if known.insert(text).inserted { texts.append(text) } }
  }

  /// Reads a YAML text.
  ///
  /// - Parameters:
  ///   - file: how messages call it.
  ///   - text: the contents.
  /// - Throws: ``SpecificationError/notYAML(file:line:problem:)``.
  public init(file: String, text: String) throws(SpecificationError) {
    guard text.utf8.count <= Self.longestText else {
      throw .notYAML(file: file, line: 1, problem: "it is longer than \(Self.longestText) bytes")
    }
    if let flaw = YAMLShape.flaw(in: text) { throw Self.explain(flaw, file) }
    do {
      guard let node = try compose(yaml: text) else {
        throw SpecificationError.notYAML(file: file, line: 1, problem: "the file is empty")
      }
      self.init(file: file, key: "", node: node, fallbackLine: 1, collected: Remarks())
    } catch let error as SpecificationError {
      throw error
    } catch let error as YamlError {
      let (line, problem) = Self.explain(error)
      throw .notYAML(file: file, line: line, problem: problem)
    } catch {
      throw .notYAML(file: file, line: 1, problem: "\(error)")
    }
  }

  /// Longer files are not models or scenarios.
  public static let longestText = 1 << 20

  private init(file: String, key: String, node: Node, fallbackLine: Int, collected: Remarks) {
    self.file = file
    self.key = key
    self.node = node
    self.fallbackLine = fallbackLine
    self.collected = collected
  }

  private static func explain(_ flaw: YAMLShape.Flaw, _ file: String) -> SpecificationError {
    switch flaw {
    case .keyNotPlain(let line):
      .badValue(file: file, line: line, key: "", value: "{…}", expected: "a mapping with plain keys")
    case .recursion(let line, let name):
      .notYAML(file: file, line: line, problem: "the alias *\(name) stands inside of what it refers to")
    case .expansion(let line):
      .notYAML(
        file: file, line: line,
        problem: "its aliases (*name) repeat more than \(YAMLShape.mostRepeated) bytes; write less of it by aliases")
    case .depth(let line):
      .notYAML(file: file, line: line, problem: "it is nested more than \(YAMLShape.deepest) deep")
    }
  }

  private static func explain(_ error: YamlError) -> (line: Int, problem: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .duplicatedKeysInMapping(let keys, let context):
      (context.mark.line, "the key " + keys.map { "`\($0)`" }.joined(separator: ", ") + " occurs twice")
    default: (1, "\(error)".split(separator: "\n").first.map(String.init) ?? "it cannot be read")
    }
  }

  /// The line of the value, counted from 1.
  public var line: Int { node.mark?.line ?? fallbackLine }

  /// Whether the value is a text or number, and not a mapping or list.
  public var isScalar: Bool { node.scalar != nil }

  /// Remarks about the whole file, each with its line, as far as it was read.
  public var remarks: [String] { collected.texts }

  /// Adds a remark about this value, once.
  ///
  /// - Parameter text: a sentence without its full stop.
  public func remark(_ text: String) {
    collected.add("\(file):\(line): \(text).")
  }

  /// An error about this value.
  ///
  /// - Parameter expected: what it should have been, to follow "is not".
  /// - Returns: the error, with file, line, key and value.
  public func error(expected: String) -> SpecificationError {
    let value = node.scalar?.string ?? (node.mapping != nil ? "{…}" : "[…]")
    return .badValue(file: file, line: line, key: key, value: value, expected: expected)
  }

  /// An error about this value that does not say what was expected instead.
  ///
  /// - Parameter problem: what is wrong, to follow the key, for example "cannot be combined with `data`".
  /// - Returns: the error, with file, line and key, or the value where there is no key.
  public func problem(_ problem: String) -> SpecificationError {
    let subject = key.isEmpty ? "\"\(node.scalar?.string ?? (node.mapping != nil ? "{…}" : "[…]"))\"" : "`\(key)`"
    return .notAllowed(file: file, line: line, subject: subject, problem: problem)
  }

  /// The entries of a mapping in their order.
  ///
  /// - Parameter known: the keys that may occur; nil when the keys are names chosen by the user.
  /// - Returns: the entries; each value knows its key.
  /// - Throws: ``SpecificationError`` when this is not a mapping or a key is unknown.
  public func entries(known: [String]? = nil) throws(SpecificationError) -> [SpecificationNode] {
    guard let mapping = node.mapping else { throw error(expected: "a mapping of keys to values") }
    var result: [SpecificationNode] = []
    for (keyNode, value) in mapping {
      let line = keyNode.mark?.line ?? self.line
      guard let name = keyNode.scalar?.string else { throw error(expected: "a mapping with plain keys") }
      if let known, !known.contains(name) {
        throw .unknownKey(file: file, line: line, key: name, within: key, known: known)
      }
      result.append(SpecificationNode(file: file, key: name, node: value, fallbackLine: line, collected: collected))
    }
    return result
  }

  /// The entries of a mapping by key; the keys are checked.
  ///
  /// - Parameter known: the keys that may occur.
  /// - Returns: a mapping from which values can be read.
  /// - Throws: ``SpecificationError`` when this is not a mapping or a key is unknown.
  public func mapping(known: [String]) throws(SpecificationError) -> SpecificationMapping {
    SpecificationMapping(node: self, entries: try entries(known: known))
  }

  /// The items of a list.
  ///
  /// - Returns: the items, under the key of the list.
  /// - Throws: ``SpecificationError`` when this is not a list.
  public func items() throws(SpecificationError) -> [SpecificationNode] {
    guard let sequence = node.sequence else { throw error(expected: "a list") }
    return sequence.map { SpecificationNode(file: file, key: key, node: $0, fallbackLine: line, collected: collected) }
  }

  /// The items of a list, or the single value if it is not a list.
  public var itemsOrSelf: [SpecificationNode] { (try? items()) ?? [self] }

  /// A text.
  ///
  /// - Returns: the text as written.
  /// - Throws: ``SpecificationError`` when this is a mapping, a list or empty.
  public func text() throws(SpecificationError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else { throw error(expected: "a text") }
    return text
  }

  /// A finite number.
  ///
  /// - Parameters:
  ///   - expected: what is expected, to follow "is not".
  ///   - condition: a further condition, besides being finite.
  /// - Returns: the number.
  /// - Throws: ``SpecificationError`` when it is not such a number.
  public func number(
    _ expected: String = "a number", where condition: (Double) -> Bool = { _ in true }
  ) throws(SpecificationError) -> Double {
    guard let text = node.scalar?.string, let value = Double(text), value.isFinite else {
      throw error(expected: expected)
    }
    guard NumberRange.contains(value) else { throw error(expected: NumberRange.words) }
    guard condition(value) else { throw error(expected: expected) }
    return value
  }

  /// A number of users, for example `368400000` or `368.4M` (k, M and B are thousands, millions and billions).
  ///
  /// - Returns: the number, above 0.
  /// - Throws: ``SpecificationError`` when it is not such a number.
  public func users() throws(SpecificationError) -> Double {
    guard let users = node.scalar.flatMap({ UserCount.parse($0.string) }) else {
      throw error(expected: "a number of users above 0, for example 368400000 or 368.4M")
    }
    return users
  }

  /// A month.
  ///
  /// - Returns: the month.
  /// - Throws: ``SpecificationError`` when it is not one.
  public func month() throws(SpecificationError) -> Month {
    guard let month = node.scalar.flatMap({ Month(parsing: $0.string) }) else {
      throw error(expected: "a month: YYYY-MM, YYYY-Qn (its last month) or YYYY (December)")
    }
    return month
  }

  /// One of a few words.
  ///
  /// - Parameter type: the words.
  /// - Returns: the case of that word.
  /// - Throws: ``SpecificationError`` when it is none of them; the message lists all of them and suggests the nearest.
  public func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type
  ) throws(SpecificationError) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try word(among: Word.allCases.map(\.rawValue))) else {
      throw error(expected: "a word")
    }
    return word
  }

  /// One of a few words.
  ///
  /// - Parameter words: the words.
  /// - Returns: the word found.
  /// - Throws: ``SpecificationError`` when it is none of them; the message lists all of them and suggests the nearest.
  public func word(among words: [String]) throws(SpecificationError) -> String {
    let text = node.scalar?.string ?? ""
    guard words.contains(text) else {
      throw error(expected: "one of \(words.joined(separator: ", "))\(didYouMean(text, among: words))")
    }
    return text
  }
}
