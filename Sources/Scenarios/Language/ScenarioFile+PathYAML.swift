import ChurnModels
import Drivers
import Forecasting
import Series

extension ScenarioFile.Path {
  /// Reads a path: `hold`, `forecast`, a level, a change, a distribution, or a list of changes.
  ///
  /// - Parameter node: the value under the driver's name in a scenario.
  /// - Throws: ``SpecificationError`` with the line.
  init(_ node: SpecificationNode) throws {
    var changes: [Change] = []
    var randomness: DriverRandomness?
    for item in node.itemsOrSelf {
      let read = try Self.read(item)
      changes += read.changes
      if let drawn = read.randomness {
        if randomness != nil { throw item.problem("has more than one distribution; leave one out") }
        randomness = drawn
      }
    }
    if !changes.isEmpty, let randomness, randomness.ignoresPath {
      throw node.problem("has a change that its distribution would ignore; leave one out")
    }
    self.init(node.key, changes, randomness: randomness, line: node.line)
  }

  private static func read(
    _ node: SpecificationNode
  ) throws -> (changes: [Change], randomness: DriverRandomness?) {
    if node.isScalar {
      switch try node.text() {
      case "hold": return ([.stated(.hold)], nil)
      case "forecast": return ([], .forecast(nil))
      case let text where Double(text) == nil:
        if let meant = nearestName(to: node.key, among: ScenarioKeys.scenario) {
          throw node.error(
            expected: "`hold`, `forecast`, a level or a change. Did you mean `\(meant)` by `\(node.key)`?")
        }
        fallthrough
      default:
        let level = try node.number("`hold`, `forecast`, a level or a change")
        return ([.stated(.step(.to(level), from: nil, until: nil))], nil)
      }
    }
    let mapping = try node.mapping(known: ScenarioKeys.change)
    if mapping.entries.isEmpty { throw node.error(expected: "a level, a change or a distribution") }
    var randomness = try mapping["distribution"].map(DriverRandomness.init)
    if let forecast = mapping["forecast"] {
      if randomness != nil { throw forecast.problem("cannot be combined with `distribution`") }
      randomness = .forecast(try DriverForecastMethod(forecast))
    }
    let rest = mapping.without(["distribution", "forecast"])
    return (rest.entries.isEmpty ? [] : try changes(rest), randomness)
  }

  private static func changes(_ mapping: SpecificationMapping) throws -> [Change] {
    if let ramp = mapping["ramp"] {
      try alone(ramp, in: mapping)
      let inner = try ramp.mapping(known: ScenarioKeys.ramp)
      let from = try inner["from"]?.month()
      let until = try inner.required("until")
      let end = try until.month()
      if let from, end < from { throw until.error(expected: "a month from \(from) onwards") }
      return [.stated(.ramp(try level(inner), from: from, until: end))]
    }
    if let table = mapping["table"] {
      try alone(table, in: mapping)
      let entries = try table.entries()
      if entries.contains(where: { ScenarioKeys.table.contains($0.key) }) {
        let inner = try table.mapping(known: ScenarioKeys.table)
        return [.data(file: try inner.required("data").text(), column: try inner.required("column").text())]
      }
      let values = try entries.map {
        DriverPath.TableEntry(month: try $0.keyMonth(), value: try $0.number())
      }.sorted { $0.month < $1.month }
      guard !values.isEmpty else { throw table.error(expected: "a table of months and levels") }
      return [.stated(.table(values))]
    }
    if let step = mapping["step"] {
      try alone(step, in: mapping)
      let inner = try step.mapping(known: ScenarioKeys.step)
      return [.stated(.step(try level(inner), from: try inner.required("at").month(), until: nil))]
    }
    if let hold = mapping["hold"] {
      try alone(hold, in: mapping)
      return [.stated(.step(.to(try hold.number("a level to hold")), from: nil, until: nil))]
    }
    let from = try mapping["from"]?.month()
    let until = try mapping["until"]?.month()
    if let from, let until, until < from, let node = mapping["until"] {
      throw node.error(expected: "a month from \(from) onwards")
    }
    return [.stated(.step(try level(mapping), from: from, until: until))]
  }

  /// Rejects other keys next to one that is complete in itself.
  private static func alone(_ node: SpecificationNode, in mapping: SpecificationMapping) throws {
    if let other = mapping.entries.first(where: { $0.key != node.key }) {
      throw other.problem("cannot be combined with `\(node.key)`; write a list of changes")
    }
  }

  private static func level(_ mapping: SpecificationMapping) throws -> DriverPath.Level {
    let given = ScenarioKeys.levels.compactMap { mapping[$0] }
    guard let node = given.first else {
      throw SpecificationError.missingKey(
        file: mapping.node.file, line: mapping.node.line, key: "to`, `by` or `multiply", within: mapping.node.key)
    }
    if given.count > 1 { throw given[1].problem("cannot be combined with `\(node.key)`; write a list of changes") }
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
