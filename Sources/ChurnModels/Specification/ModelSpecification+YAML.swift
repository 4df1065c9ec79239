import Drivers
import LeastSquares
import Series
import Univariate

extension ModelSpecification {
  /// Reads a model file.
  ///
  /// - Parameters:
  ///   - file: its name in messages.
  ///   - text: its contents, YAML.
  /// - Throws: ``SpecificationError`` with the line, or ``DriverError`` for a driver that cannot be read.
  public init(file: String, text: String) throws {
    try self.init(SpecificationNode(file: file, text: text))
  }

  /// The keys of a model file.
  public static let keys = [
    "mau", "baseline", "seasonality", "errors", "standardErrors", "robust", "flows", "drivers", "fallback",
  ]

  /// Reads a model from a node of a file.
  ///
  /// - Parameters:
  ///   - node: a mapping with the keys of ``keys``, all optional.
  ///   - others: further keys, which the caller handles.
  /// - Throws: ``SpecificationError`` with the line, or ``DriverError`` for a driver that cannot be read.
  public init(_ node: SpecificationNode, beside others: [String] = []) throws {
    let mapping = try node.mapping(known: Self.keys + others)
    self.init()
    if let mau = mapping["mau"], mau.isScalar {
      mauColumn = try mau.text()
    } else if let mau = try mapping["mau"]?.mapping(known: ["column", "timing", "standardError", "rounding"]) {
      mauColumn = try mau["column"]?.text()
      if let timing = mau["timing"] { self.timing = try timing.word(Timing.self) }
      figureError = try FigureError(mau)
    }
    if let errors = mapping["errors"] {
      guard let process = ErrorProcess(try errors.text()) else {
        throw errors.error(expected: "choose, independent, ar(p), ma(q), arma(p,q) with p and q up to 3, or auto")
      }
      self.errors = process
    }
    if let node = mapping["flows"] {
      let flows = try node.mapping(known: ["acquired", "churned", "acquisition"])
      self.flows = Flows(
        acquired: try flows["acquired"]?.text(), churned: try flows["churned"]?.text(),
        acquisition: try flows["acquisition"]?.word(Acquisition.self) ?? .constant)
      if figureError != nil, let mau = mapping["mau"] {
        throw mau.problem("cannot state errors of figures beside `flows`")
      }
      if let other = mapping["baseline"] ?? mapping["errors"] ?? mapping["robust"] {
        throw other.problem("cannot be combined with `flows`: a stock-and-flow model has none")
      }
    }
    if let robust = mapping["robust"] { self.robust = try robust.word(Robustness.self) }
    if let baseline = mapping["baseline"] { self.baseline = try baseline.word(Baseline.self) }
    if let seasonality = mapping["seasonality"] { self.seasonality = try seasonality.word(Seasonality.self) }
    if let errors = mapping["standardErrors"] { standardErrors = try errors.word(StandardErrors.self) }
    if let fallback = mapping["fallback"] { self.fallback = try fallback.word(Benchmark.self) }
    if mapping["errors"] == nil { errors = ErrorProcess.unstated(isStockAndFlow: flows != nil, robust: robust) }
    if mapping["baseline"] == nil {
      baseline = Baseline.unstated(isStockAndFlow: flows != nil, robust: robust, errors: errors)
    }
    for entry in try mapping["drivers"]?.entries() ?? [] { drivers.append(try DriverSpecification(entry)) }
  }
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
  public static let keys =
    ["expression"] + expressionKeys + ["reference", "missing", "effect", "prior", "standardError"]

  /// The keys that together replace `expression`.
  private static let expressionKeys = ["column", "transform"] + argumentKeys + ["degree", "deviation", "at"]

  /// The arguments of all transforms, without repetition.
  private static let argumentKeys: [String] = {
    var names: [String] = []
    for type in DriverExpression.transforms {
      names += type.arguments.map(\.name).filter { !names.contains($0) }
    }
    return names
  }()

  /// Reads a driver from a mapping that may have further keys.
  ///
  /// - Parameters:
  ///   - name: the driver's name.
  ///   - mapping: its keys and values.
  ///   - statesEffect: whether `effect` states a size, which the caller reads, rather than a sign.
  /// - Throws: ``SpecificationError`` with the line, or ``DriverError`` for an expression that cannot be read.
  public init(name: String, _ mapping: SpecificationMapping, statesEffect: Bool = false) throws {
    self.init(
      try Self.expression(name: name, mapping), name: name, reference: try mapping["reference"]?.number(),
      missing: try mapping["missing"]?.word(MissingRule.self) ?? .error,
      sign: try statesEffect ? .free : mapping["effect"]?.word(EffectSign.self) ?? .free,
      prior: try mapping["prior"].map { node in
        let prior = try node.mapping(known: ["mean", "sd"])
        return EffectPrior(
          mean: try prior["mean"]?.number() ?? 0,
          standardDeviation: try prior.required("sd").number("a number above 0") { $0 > 0 })
      }, error: try mapping["standardError"].map { node in try Self.measurementError(node) })
  }

  /// The errors of figures: the column of standard errors, perhaps with draws of what is common to all months.
  private static func measurementError(_ node: SpecificationNode) throws -> MeasurementError {
    if node.isScalar { return MeasurementError(try node.text()) }
    let mapping = try node.mapping(known: ["column", "draws"])
    return MeasurementError(column: try mapping.required("column").text(), draws: try mapping["draws"]?.text())
  }

  private static func expression(name: String, _ mapping: SpecificationMapping) throws -> DriverExpression {
    if let expression = mapping["expression"] {
      if let other = mapping.entries.first(where: { Self.expressionKeys.contains($0.key) }) {
        throw other.problem("cannot be combined with `expression`, which already defines the driver")
      }
      return try DriverExpression(parsing: expression.text())
    }
    let column: DriverExpression = .column(try mapping["column"]?.text() ?? name)
    let transform = try mapping["transform"]?.word(among: ["identity"] + DriverExpression.functions) ?? "identity"
    let own = ["column", "transform"] + Self.argumentKeys(of: transform)
    if let other = mapping.entries.first(where: { Self.expressionKeys.contains($0.key) && !own.contains($0.key) }) {
      let others = DriverExpression.functions.filter { Self.argumentKeys(of: $0).contains(other.key) }
      throw other.problem(
        "is an argument of `transform: \(others.joined(separator: "` or `"))`, and the transform here is `\(transform)`"
      )
    }
    return try Self.transformed(column, by: transform, mapping)
  }

  /// The keys that a transform takes as arguments.
  private static func argumentKeys(of transform: String) -> [String] {
    if DriverEvent.Kind(rawValue: transform) != nil { return ["at"] }
    switch transform {
    case "almon": return ["months", "degree"]
    case "shiller": return ["months", "deviation"]
    default: return DriverExpression.transforms.first { $0.name == transform }?.arguments.map(\.name) ?? []
    }
  }

  private static func transformed(
    _ column: DriverExpression, by name: String, _ mapping: SpecificationMapping
  ) throws -> DriverExpression {
    if let kind = DriverEvent.Kind(rawValue: name) { return .event(kind, try mapping.required("at").month()) }
    switch name {
    case "identity": return column
    case "almon": return try distributed(name, column, mapping.required("months"), mapping.required("degree"))
    case "shiller": return try distributed(name, column, mapping.required("months"), mapping.required("deviation"))
    case Lag.name:
      let months = try mapping.required("months")
      if try months.text().contains(".") { return try distributed(name, column, months, nil) }
    default: break
    }
    guard let type = DriverExpression.transforms.first(where: { $0.name == name }) else { return column }
    let arguments = try type.arguments.map { try mapping.required($0.name) }
    do {
      return column.applying(try type.init(arguments.map { try $0.text() }))
    } catch let bad as BadTransformArgument {
      throw (arguments.first { (try? $0.text()) == bad.value } ?? mapping.node).error(expected: bad.expected)
    }
  }

  private static func distributed(
    _ function: String, _ column: DriverExpression, _ months: SpecificationNode, _ shape: SpecificationNode?
  ) throws -> DriverExpression {
    let arguments = try ["\(column)", months.text()] + [shape].compactMap { try $0?.text() }
    return try DriverExpression(parsing: "\(function)(\(arguments.joined(separator: ", ")))")
  }
}

extension FigureError {
  /// Reads `standardError` or `rounding`; nil where neither is stated.
  fileprivate init?(_ mau: SpecificationMapping) throws {
    if let node = mau["standardError"] {
      if let other = mau["rounding"] { throw other.problem("cannot be combined with `standardError`") }
      self = .fraction(try node.number("a fraction of users above 0 and below 1") { 0 < $0 && $0 < 1 })
    } else if let node = mau["rounding"] {
      self = .rounding(try node.users())
    } else {
      return nil
    }
  }
}
