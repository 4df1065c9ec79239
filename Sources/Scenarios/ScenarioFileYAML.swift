import ChurnModels
import Drivers
import Forecasting
import Series

extension ScenarioFile {
  /// Reads a scenario file.
  ///
  /// - Parameters:
  ///   - file: how messages call it.
  ///   - text: its contents, YAML.
  /// - Throws: ``SpecificationError`` with file, line and key; ``ScenarioError`` for names that do not exist.
  public init(file: String, text: String) throws {
    let top = try SpecificationNode(file: file, text: text).mapping(known: [
      "title", "base", "fit", "model", "growth", "innovation", "drivers", "horizon", "reference", "scenarios",
      "published", "calibrate", "levels", "draws", "seed",
    ])
    self.file = file
    title = try top["title"]?.text() ?? file
    model = try Self.model(top)
    base = try Self.base(top, model)
    statedDrivers = try (top["drivers"]?.entries() ?? []).map(StatedDriver.init)
    horizon = try top.required("horizon").month()
    let scenarioNode = try top.required("scenarios")
    let scenarios = try scenarioNode.entries().map(Scenario.init)
    guard let first = scenarios.first else { throw scenarioNode.error(expected: "at least one scenario") }
    self.scenarios = scenarios
    func existing(_ node: SpecificationNode) throws -> String {
      let name = try node.text()
      guard scenarios.contains(where: { $0.name == name }) else {
        throw ScenarioError.unknownScenario(file: file, line: node.line, name: name, known: scenarios.map(\.name))
      }
      return name
    }
    reference = try top["reference"].map(existing) ?? first.name
    published = try (top["published"]?.itemsOrSelf ?? []).map { try Published($0, existing) }
    calibration = try top["calibrate"].map { try CalibrationRequest($0, existing) }
    levels = try top["levels"].map(Self.levels) ?? [0.80, 0.95]
    draws =
      try top["draws"].map {
        Int(
          try $0.number("an even number of draws from 100 to 1000000") {
            $0 == $0.rounded() && (100...1_000_000).contains($0) && $0.truncatingRemainder(dividingBy: 2) == 0
          })
      } ?? ForecastOptions().draws
    seed =
      try top["seed"].map {
        UInt64(try $0.number("a whole number from 0 to 1e15") { $0 == $0.rounded() && (0...1e15).contains($0) })
      } ?? 1
  }

  private static func model(_ top: SpecificationMapping) throws -> Model {
    let ways = ["growth", "model", "fit"].compactMap { top[$0] }
    guard let way = ways.first else {
      throw SpecificationError.missingKey(
        file: top.node.file, line: top.node.line, key: "growth` (stated), `model` (fitted here) or `fit",
        within: "")
    }
    if ways.count > 1 { throw ways[1].error(expected: "possible beside `\(way.key)`; one of the two is needed") }
    if way.key != "growth", let innovation = top["innovation"] {
      throw innovation.error(expected: "possible beside `\(way.key)`, which has an estimate of it")
    }
    switch way.key {
    case "fit": return .saved(try way.text())
    case "model": return .fitted(try ModelSpecification(way))
    default:
      let growth: Uncertain
      if way.isScalar {
        growth = try Uncertain(way, "a growth per year above -1, as a fraction") { $0 > -1 }
      } else {
        let mapping = try way.mapping(known: ["perYear", "sd"])
        growth = Uncertain(
          value: try mapping.required("perYear").number("a growth per year above -1, as a fraction") { $0 > -1 },
          standardDeviation: try mapping["sd"]?.number("a standard deviation, 0 or above") { $0 >= 0 } ?? 0)
      }
      return .stated(
        growthPerYear: growth,
        innovation: try top["innovation"]?.number("a standard deviation, 0 or above") { $0 >= 0 } ?? 0)
    }
  }

  private static func base(_ top: SpecificationMapping, _ model: Model) throws -> Base {
    if case .saved = model {
      if let base = top["base"] { throw base.error(expected: "possible beside `fit`, which has its own data") }
      return .fit
    }
    let base = try top.required("base").mapping(known: ["month", "users", "data", "mau"])
    if let data = base["data"] {
      if let users = base["users"] { throw users.error(expected: "possible beside `data`") }
      let month = try base["month"]?.month()
      if case .fitted = model, let node = base["month"] {
        throw node.error(expected: "possible beside `model`, which starts from the last figure of the data")
      }
      return .data(files: try data.itemsOrSelf.map { try $0.text() }, column: try base["mau"]?.text(), month: month)
    }
    if case .fitted = model { _ = try base.required("data") }
    return .users(try base.required("users").users(), try base.required("month").month())
  }

  private static func levels(_ node: SpecificationNode) throws -> [Double] {
    let levels = try node.items().map {
      try $0.number("a level from 0.0001 to 0.9999") { (0.0001...0.9999).contains($0) }
    }
    guard !levels.isEmpty else { throw node.error(expected: "a list of levels between 0 and 1") }
    return Array(Set(levels)).sorted()
  }
}

extension ScenarioFile.Uncertain {
  /// Reads a number, or a mapping of `value` and `sd`.
  fileprivate init(
    _ node: SpecificationNode, _ expected: String, where condition: (Double) -> Bool = { _ in true }
  ) throws {
    if node.isScalar {
      self.init(value: try node.number(expected, where: condition), standardDeviation: 0)
    } else {
      let mapping = try node.mapping(known: ["value", "sd"])
      self.init(
        value: try mapping.required("value").number(expected, where: condition),
        standardDeviation: try mapping["sd"]?.number("a standard deviation, 0 or above") { $0 >= 0 } ?? 0)
    }
  }
}

extension ScenarioFile.StatedDriver {
  fileprivate init(_ node: SpecificationNode) throws {
    let mapping = try node.mapping(known: DriverSpecification.keys + ["effect"])
    driver = try DriverSpecification(name: node.key, mapping, statesEffect: true)
    reference = try driver.expression.column == nil ? 0 : mapping.required("reference").number()
    effect = try .init(mapping.required("effect"), "an effect, the growth lost a month per unit of the driver")
  }
}

extension ScenarioFile.Scenario {
  fileprivate init(_ node: SpecificationNode) throws {
    name = node.key
    guard !name.isEmpty, !name.contains(where: \.isNewline) else {
      throw node.error(expected: "a scenario with a name of one line")
    }
    line = node.line
    paths = try node.entries().map {
      ScenarioFile.Path(column: $0.key, line: $0.line, path: try DriverPath($0))
    }
  }
}

extension ScenarioFile.Published {
  fileprivate init(_ node: SpecificationNode, _ existing: (SpecificationNode) throws -> String) throws {
    let mapping = try node.mapping(known: ["scenario", "source", "figures", "data", "column"])
    scenario = try existing(mapping.required("scenario"))
    line = node.line
    source = try mapping["source"]?.text() ?? ""
    if let stated = mapping["figures"] {
      if let data = mapping["data"] { throw data.error(expected: "possible beside `figures`") }
      figures = .stated(
        try stated.entries().map { entry in
          DriverPath.TableEntry(month: try entry.keyMonth(), value: try entry.users())
        }.sorted { $0.month < $1.month })
    } else {
      figures = .column(try mapping.required("column").text(), file: try mapping.required("data").text())
    }
  }
}

extension ScenarioFile.CalibrationRequest {
  fileprivate init(_ node: SpecificationNode, _ existing: (SpecificationNode) throws -> String) throws {
    let mapping = try node.mapping(known: ["unknown", "scenario", "month"])
    unknown = try mapping.required("unknown").word(Unknown.self)
    scenario = try existing(mapping.required("scenario"))
    month = try mapping.required("month").month()
    line = node.line
  }
}
