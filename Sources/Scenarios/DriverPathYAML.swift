import ChurnModels
import Drivers
import Series

extension DriverPath {
  /// Reads a path: `hold`, a level, a change, or a list of changes.
  ///
  /// - Parameter node: the value under the driver's name in a scenario.
  /// - Throws: ``SpecificationError`` with the line.
  init(_ node: SpecificationNode) throws {
    if node.isScalar, try node.text() == "hold" {
      self.init()
    } else if node.isScalar {
      self.init([.step(.to(try node.number("`hold`, a level or a change")), from: nil, until: nil)])
    } else {
      self.init(try node.itemsOrSelf.flatMap(Self.changes))
    }
  }

  private static let levelKeys = ["to", "by", "multiply"]

  private static func changes(_ node: SpecificationNode) throws -> [Change] {
    let mapping = try node.mapping(known: levelKeys + ["from", "until", "hold", "ramp", "table", "step"])
    if let ramp = mapping["ramp"] {
      try alone(ramp, in: mapping)
      let inner = try ramp.mapping(known: levelKeys + ["from", "until"])
      let from = try inner["from"]?.month()
      let until = try inner.required("until")
      let end = try until.month()
      if let from, end < from { throw until.error(expected: "a month from \(from) on") }
      return [.ramp(try level(inner), from: from, until: end)]
    }
    if let table = mapping["table"] {
      try alone(table, in: mapping)
      let entries = try table.entries().map { TableEntry(month: try $0.keyMonth(), value: try $0.number()) }
      return [.table(entries.sorted { $0.month < $1.month })]
    }
    if let step = mapping["step"] {
      try alone(step, in: mapping)
      let inner = try step.mapping(known: levelKeys + ["at"])
      return [.step(try level(inner), from: try inner.required("at").month(), until: nil)]
    }
    if let hold = mapping["hold"] {
      try alone(hold, in: mapping)
      return [.step(.to(try hold.number("a level to hold")), from: nil, until: nil)]
    }
    let from = try mapping["from"]?.month()
    let until = try mapping["until"]?.month()
    if let from, let until, until < from, let node = mapping["until"] {
      throw node.error(expected: "a month from \(from) on")
    }
    return [.step(try level(mapping), from: from, until: until)]
  }

  /// Refuses other keys beside one that says it all.
  private static func alone(_ node: SpecificationNode, in mapping: SpecificationMapping) throws {
    if let other = mapping.entries.first(where: { $0.key != node.key }) {
      throw other.error(expected: "possible beside `\(node.key)`; write a list of changes")
    }
  }

  private static func level(_ mapping: SpecificationMapping) throws -> Level {
    let given = levelKeys.compactMap { mapping[$0] }
    guard let node = given.first else {
      throw SpecificationError.missingKey(
        file: mapping.node.file, line: mapping.node.line, key: "to`, `by` or `multiply", within: mapping.node.key)
    }
    if given.count > 1 { throw given[1].error(expected: "possible beside `\(node.key)`; write a list of changes") }
    let value = try node.number()
    switch node.key {
    case "to": return .to(value)
    case "by": return .by(value)
    default: return .multiply(value)
    }
  }
}

extension SpecificationNode {
  /// The month that the key of this entry names.
  func keyMonth() throws(SpecificationError) -> Month {
    guard let month = Month(parsing: key) else {
      throw .badValue(file: file, line: line, key: key, value: key, expected: "a month: YYYY-MM, YYYY-Qn or YYYY")
    }
    return month
  }
}
