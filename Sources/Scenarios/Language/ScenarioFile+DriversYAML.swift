import ChurnModels
import Drivers

extension ScenarioFile.Uncertain {
  /// Reads a number, or a mapping of `value` and `sd`.
  init(
    _ node: SpecificationNode, _ expected: String, where condition: (Double) -> Bool = { _ in true }
  ) throws {
    if node.isScalar {
      self.init(value: try node.number(expected, where: condition))
    } else {
      try self.init(
        node.mapping(known: ScenarioKeys.uncertain), value: "value", expected, where: condition)
    }
  }

  /// Reads a value under one key and its standard deviation under `sd`.
  init(
    _ mapping: SpecificationMapping, value: String, _ expected: String,
    where condition: (Double) -> Bool = { _ in true }
  ) throws {
    self.init(
      value: try mapping.required(value).number(expected, where: condition),
      standardDeviation: try mapping["sd"]?.number("a standard deviation, 0 or above") { $0 >= 0 } ?? 0)
  }
}

extension ScenarioFile.StatedDriver {
  init(_ node: SpecificationNode) throws {
    let mapping = try node.mapping(known: ScenarioKeys.driver)
    driver = try DriverSpecification(name: node.key, mapping, statesEffect: true)
    if driver.expression.hasFittedDecay {
      throw SpecificationError.badValue(
        file: node.file, line: node.line, key: node.key, value: "fit",
        expected: "allowed for a stated driver, which is not fitted; state its decay")
    }
    reference = try driver.expression.column == nil ? 0 : mapping.required("reference").number()
    effect = try .init(mapping.required("effect"), "an effect: the growth lost per month and unit of the driver")
    range = try mapping["range"].map { node in
      let ends = try node.items().map { try $0.number() }
      guard ends.count == 2, ends[0] <= ends[1] else {
        throw node.error(expected: "a list of the lowest and the highest level observed")
      }
      return ends[0]...ends[1]
    }
    unit = try mapping["unit"]?.number("a unit above 0") { $0 > 0 }
  }
}

extension ScenarioFile.Event {
  init(_ node: SpecificationNode) throws {
    let mapping = try node.mapping(known: ScenarioKeys.event)
    let kinds = DriverEvent.Kind.allCases.filter { mapping[$0.rawValue] != nil }
    guard let kind = kinds.first else {
      throw SpecificationError.missingKey(
        file: node.file, line: node.line, key: DriverEvent.Kind.allCases.map(\.rawValue).joined(separator: "` or `"),
        within: node.key)
    }
    if kinds.count > 1, let other = mapping[kinds[1].rawValue] {
      throw other.problem("cannot be combined with `\(kind.rawValue)`")
    }
    let expression = DriverExpression.event(kind, try mapping.required(kind.rawValue).month())
    let words = "an effect: the growth lost (below 0: gained)"
    if let prior = mapping["prior"] {
      if let stated = mapping["effect"] { throw stated.problem("cannot be combined with `prior`") }
      effect = try .init(prior.mapping(known: ScenarioKeys.prior), value: "mean", words)
    } else {
      effect = try .init(mapping.required("effect"), words)
    }
    driver = DriverSpecification(expression, name: node.key)
    line = node.line
  }
}

extension ScenarioFile.Upstream {
  init(_ node: SpecificationNode) throws {
    let mapping = try node.mapping(known: ScenarioKeys.upstream)
    name = node.key
    line = node.line
    reference = try mapping.required("reference").number("a level above 0") { $0 > 0 }
    moves = try mapping.required("moves").entries().map { move in
      let words = "an elasticity: % more of the driver for 1 % more of `\(node.key)`"
      let elasticity: ScenarioFile.Uncertain
      if move.isScalar {
        elasticity = .init(value: try move.number(words))
      } else {
        elasticity = try .init(move.mapping(known: ScenarioKeys.move), value: "elasticity", words)
      }
      return Move(move.key, elasticity: elasticity, line: move.line)
    }
  }
}

extension ScenarioFile.Correlation {
  init(_ node: SpecificationNode) throws {
    let mapping = try node.mapping(known: ScenarioKeys.correlation)
    let names = try mapping.required("between").items().map { try $0.text() }
    guard names.count == 2, names[0] != names[1] else {
      throw try mapping.required("between").error(expected: "a list of two drivers")
    }
    between = (names[0], names[1])
    value = try mapping.required("value").number("a correlation between -1 and 1") { abs($0) < 1 }
    line = node.line
  }
}
