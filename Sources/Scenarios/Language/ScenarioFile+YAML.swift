import ChurnModels
import Drivers
import Forecasting
import Series

extension ScenarioFile {
  /// Reads a scenario file.
  ///
  /// - Parameters:
  ///   - file: its name in messages.
  ///   - text: its contents, YAML.
  /// - Throws: ``SpecificationError`` with file, line and key; ``ScenarioError`` for names that do not exist.
  public init(file: String, text: String) throws {
    let top = try SpecificationNode(file: file, text: text).mapping(known: ScenarioKeys.top)
    self.file = file
    title = try top["title"]?.text() ?? file
    model = try Self.model(top)
    base = try Self.base(top, model)
    statedDrivers = try (top["drivers"]?.entries() ?? []).map(StatedDriver.init)
    events = try (top["events"]?.entries() ?? []).map(Event.init)
    upstreams = try (top["upstream"]?.entries() ?? []).map(Upstream.init)
    correlations = try (top["correlations"]?.items() ?? []).map(Correlation.init)
    horizon = try top.required("horizon").month()
    scenarios = try Scenario.all(top.required("scenarios"), events: events.map(\.driver.name))
    let existing = KnownNames(scenarios.map(\.name)).scenario
    reference = try top["reference"].map(existing) ?? scenarios[0].name
    published = try (top["published"]?.itemsOrSelf ?? []).map { try Published($0, existing) }
    calibration = try top["calibrate"].map { try CalibrationRequest($0, existing) }
    thresholds = try (top["thresholds"]?.itemsOrSelf ?? []).map { try $0.users() }
    coverages = try top["levels"].map(Self.coverages) ?? Self.usualCoverages
    draws =
      try top["draws"].map {
        // Cannot trap: an even number from 100 to 1,000,000.
        Int(
          try $0.number("an even number of draws from 100 to 1000000") {
            $0 == $0.rounded() && (100...1_000_000).contains($0) && $0.truncatingRemainder(dividingBy: 2) == 0
          })
      } ?? ForecastOptions().draws
    seed =
      try top["seed"].map {
        // Cannot trap: a whole number from 0 to 10¹⁵.
        UInt64(try $0.number("a whole number from 0 to 1e15") { $0 == $0.rounded() && (0...1e15).contains($0) })
      } ?? 1
    remarks = top.node.remarks
  }

  private static func model(_ top: SpecificationMapping) throws -> Model {
    let ways = ["growth", "model", "fit"].compactMap { top[$0] }
    guard let way = ways.first else {
      throw SpecificationError.missingKey(
        file: top.node.file, line: top.node.line, key: "growth` (stated), `model` (fitted here) or `fit",
        within: "")
    }
    if ways.count > 1 { throw ways[1].problem("cannot be combined with `\(way.key)`; use one of the two") }
    if way.key != "growth", let innovation = top["innovation"] {
      throw innovation.problem("cannot be combined with `\(way.key)`, which estimates it")
    }
    switch way.key {
    case "fit": return .saved(try way.text())
    case "model": return .fitted(try ModelSpecification(way))
    default:
      let growth: Uncertain
      if way.isScalar {
        growth = try Uncertain(way, "a yearly growth rate above -1, as a fraction") { $0 > -1 }
      } else {
        let mapping = try way.mapping(known: ScenarioKeys.growth)
        growth = Uncertain(
          value: try mapping.required("perYear").number("a yearly growth rate above -1, as a fraction") { $0 > -1 },
          standardDeviation: try mapping["sd"]?.number("a standard deviation, 0 or above") { $0 >= 0 } ?? 0)
      }
      return .stated(
        growthPerYear: growth,
        innovation: try top["innovation"]?.number("a standard deviation, 0 or above") { $0 >= 0 } ?? 0)
    }
  }

  private static func base(_ top: SpecificationMapping, _ model: Model) throws -> Base {
    if case .saved = model {
      guard let node = top["base"] else { return .fit(month: nil) }
      let base = try node.mapping(known: ScenarioKeys.base)
      for key in ["data", "mau", "users"] {
        if let node = base[key] { throw node.problem("cannot be combined with `fit`, which has its own data") }
      }
      return .fit(month: try base.required("month").month())
    }
    let base = try top.required("base").mapping(known: ScenarioKeys.base)
    if let data = base["data"] {
      if let users = base["users"] { throw users.problem("cannot be combined with `data`") }
      let month = try base["month"]?.month()
      return .data(files: try data.itemsOrSelf.map { try $0.text() }, column: try base["mau"]?.text(), month: month)
    }
    if case .fitted = model { _ = try base.required("data") }
    return .users(try base.required("users").users(), try base.required("month").month())
  }

  private static func coverages(_ node: SpecificationNode) throws -> [Double] {
    let coverages = try node.items().map {
      try $0.number("a coverage from 0.0001 to 0.9999") { (0.0001...0.9999).contains($0) }
    }
    guard !coverages.isEmpty else { throw node.error(expected: "a list of at least one coverage") }
    return Array(Set(coverages)).sorted()
  }
}
