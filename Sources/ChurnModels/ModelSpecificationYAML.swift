import Drivers
import Series

extension ModelSpecification {
  /// Reads a model file.
  ///
  /// - Parameters:
  ///   - file: how messages call it.
  ///   - text: its contents, YAML.
  /// - Throws: ``SpecificationError`` with the line, or ``DriverError`` for a driver that cannot be read.
  public init(file: String, text: String) throws {
    try self.init(SpecificationNode(file: file, text: text))
  }

  /// Reads a model from a place in a file.
  ///
  /// - Parameter node: a mapping with the keys `mau`, `baseline`, `seasonality`, `standardErrors` and `drivers`, all
  ///   optional.
  /// - Throws: ``SpecificationError`` with the line, or ``DriverError`` for a driver that cannot be read.
  public init(_ node: SpecificationNode) throws {
    let mapping = try node.mapping(known: ["mau", "baseline", "seasonality", "standardErrors", "drivers"])
    self.init()
    if let mau = mapping["mau"] {
      mauColumn = try mau.isScalar ? mau.text() : mau.mapping(known: ["column"]).required("column").text()
    }
    if let baseline = mapping["baseline"] { self.baseline = try baseline.word(Baseline.self) }
    if let seasonality = mapping["seasonality"] { self.seasonality = try seasonality.word(Seasonality.self) }
    if let errors = mapping["standardErrors"] { standardErrors = try errors.word(StandardErrors.self) }
    for entry in try mapping["drivers"]?.entries() ?? [] { drivers.append(try DriverSpecification(entry)) }
  }
}

/// The transforms of a driver that a model file names one at a time; expressions nest them.
private enum Transform: String, CaseIterable {
  case identity, log, log1p, lag, carryover, step, pulse
}

extension DriverSpecification {
  /// Reads a driver from a model file: an expression alone, or a mapping.
  ///
  /// - Parameter node: the value under the driver's name.
  /// - Throws: ``SpecificationError`` with the line, or ``DriverError`` for an expression that cannot be read.
  init(_ node: SpecificationNode) throws {
    if node.isScalar {
      self.init(try DriverExpression(parsing: node.text()), name: node.key)
      return
    }
    try self.init(name: node.key, node.mapping(known: Self.keys))
  }

  /// The keys of a driver in a model file.
  public static let keys = [
    "expression", "column", "transform", "decay", "months", "at", "reference", "missing",
  ]

  /// Reads a driver from a mapping that may have further keys.
  ///
  /// - Parameters:
  ///   - name: the driver's name.
  ///   - mapping: its keys and values.
  /// - Throws: ``SpecificationError`` with the line, or ``DriverError`` for an expression that cannot be read.
  public init(name: String, _ mapping: SpecificationMapping) throws {
    self.init(
      try Self.expression(name: name, mapping), name: name, reference: try mapping["reference"]?.number(),
      missing: try mapping["missing"]?.word(MissingRule.self) ?? .error)
  }

  private static func expression(name: String, _ mapping: SpecificationMapping) throws -> DriverExpression {
    if let expression = mapping["expression"] {
      if let other = mapping.entries.first(where: { ["column", "transform", "decay", "months", "at"].contains($0.key) })
      {
        throw other.error(expected: "possible beside `expression`, which says it all")
      }
      return try DriverExpression(parsing: expression.text())
    }
    let column = DriverExpression.column(try mapping["column"]?.text() ?? name)
    switch try mapping["transform"]?.word(Transform.self) ?? .identity {
    case .identity: return column
    case .log: return .log(column)
    case .log1p: return .log1p(column)
    case .lag:
      let months = try mapping.required("months").number("a number of months from 0 to 120") {
        (0...120).contains($0) && $0 == $0.rounded()
      }
      return .lag(column, months: Int(months))
    case .carryover:
      let decay = try mapping.required("decay").number("a decay from 0 to below 1") { $0 >= 0 && $0 < 1 }
      return .carryover(column, decay: decay)
    case .step: return .step(try mapping.required("at").month())
    case .pulse: return .pulse(try mapping.required("at").month())
    }
  }
}
