import ChurnModels
import Drivers
import Series

extension ScenarioFile.CalibrationRequest {
  /// Reads `calibrate`: unknowns and points, or the short form of one unknown, scenario and month.
  init(_ node: SpecificationNode, _ existing: (SpecificationNode) throws -> String) throws {
    let mapping = try node.mapping(known: ScenarioKeys.calibrate)
    let long = mapping["points"] != nil
    if let points = mapping["points"], let short = mapping["scenario"] ?? mapping["month"] ?? mapping["tolerance"] {
      throw short.problem("cannot be combined with `\(points.key)`")
    }
    if mapping["unknown"] != nil, let many = mapping["unknowns"] {
      throw many.problem("cannot be combined with `unknown`")
    }
    let unknownNodes = try (mapping["unknowns"] ?? mapping.required("unknown")).itemsOrSelf
    unknowns = try unknownNodes.map { try Unknown($0, existing) }
    points =
      long ? try mapping.required("points").items().map { try Point($0, existing) } : [try Point(mapping, existing)]
    guard !unknowns.isEmpty else { throw node.error(expected: "a calibration with at least one unknown") }
    guard !points.isEmpty else { throw node.error(expected: "a calibration with at least one point") }
    guard unknowns.count <= 12, points.count <= 100 else {
      throw node.error(expected: "a calibration of at most 12 unknowns and 100 points")
    }
    line = node.line
    for (index, unknown) in unknowns.enumerated()
    where unknowns[..<index].contains(where: { $0.quantity == unknown.quantity }) {
      throw unknownNodes[index].problem("is given twice; leave one out")
    }
  }
}

extension ScenarioFile.CalibrationRequest.Unknown {
  private enum Word: String, CaseIterable { case effectScale, growth }
  private enum ScaleWord: String, CaseIterable { case common }
  private enum GrowthWord: String, CaseIterable { case perYear }

  fileprivate init(_ node: SpecificationNode, _ existing: (SpecificationNode) throws -> String) throws {
    line = node.line
    if node.isScalar {
      prior = nil
      switch try node.word(Word.self) {
      case .effectScale: quantity = .effectScale(scenarios: nil)
      case .growth: quantity = .growth
      }
      return
    }
    let mapping = try node.mapping(known: ScenarioKeys.unknown)
    let kinds = ["effectScale", "effect", "growth", "carryover", "level"].compactMap { mapping[$0] }
    guard let kind = kinds.first else {
      throw SpecificationError.missingKey(
        file: node.file, line: node.line, key: "effectScale`, `effect`, `growth`, `carryover` or `level",
        within: node.key)
    }
    if kinds.count > 1 { throw kinds[1].problem("cannot be combined with `\(kind.key)`") }
    func without(_ key: String) throws {
      if let other = mapping[key] { throw other.problem("cannot be combined with `\(kind.key)`") }
    }
    if kind.key != "effectScale" { try without("scenarios") }
    if kind.key != "level" { try without("scenario") }
    switch kind.key {
    case "effectScale":
      _ = try kind.word(ScaleWord.self)
      quantity = .effectScale(scenarios: try mapping["scenarios"]?.itemsOrSelf.map(existing))
    case "growth":
      _ = try kind.word(GrowthWord.self)
      quantity = .growth
    case "effect": quantity = .effect(try kind.text())
    case "carryover": quantity = .carryover(try kind.text())
    default: quantity = .level(try kind.text(), scenario: try existing(mapping.required("scenario")))
    }
    prior = try mapping["prior"].map { node in
      let inner = try node.mapping(known: ScenarioKeys.prior)
      return .init(
        value: try inner.required("mean").number(),
        standardDeviation: try inner.required("sd").number("a standard deviation above 0") { $0 > 0 })
    }
  }
}

extension ScenarioFile.CalibrationRequest.Point {
  fileprivate init(_ node: SpecificationNode, _ existing: (SpecificationNode) throws -> String) throws {
    try self.init(node.mapping(known: ScenarioKeys.point), existing)
  }

  fileprivate init(_ mapping: SpecificationMapping, _ existing: (SpecificationNode) throws -> String) throws {
    scenario = try existing(mapping.required("scenario"))
    month = try mapping.required("month").month()
    tolerance =
      try mapping["tolerance"]?.number("a fraction of the figure from 0 to 1") { (0...1).contains($0) } ?? 0
    line = mapping.node.line
  }
}
