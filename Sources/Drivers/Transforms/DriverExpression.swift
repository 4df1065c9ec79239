import RealModule
import Series

/// How a raw column becomes a driver, for example `carryover(log1p(outages), 0.8)`.
public indirect enum DriverExpression: Hashable, Sendable {
  /// x, the raw column of this name.
  case column(String)
  /// ln x, x > 0.
  case log(DriverExpression)
  /// ln(1 + x), x > −1.
  case log1p(DriverExpression)
  /// x of n months before, n ≥ 0.
  case lag(DriverExpression, months: Int)
  /// zₜ = xₜ − xₜ₋₁.
  case change(DriverExpression)
  /// zₜ = max(0, xₜ − level): what lies above a level.
  case threshold(DriverExpression, level: Double)
  /// zₜ = λ zₜ₋₁ + (1 − λ) xₜ, 0 ≤ λ < 1; the half-life is ln ½ / ln λ months. Without λ the fit estimates it.
  case carryover(DriverExpression, decay: Double?)
  /// The months of a range before, each with an effect of its own; only outermost, see ``DistributedLag``.
  case distributedLag(DriverExpression, DistributedLag)
  /// 1 from a month on, 0 before.
  case step(Month)
  /// 1 in one month, 0 in all others.
  case pulse(Month)

  /// The raw column that the driver is made of; nil for a step or a pulse.
  public var column: String? {
    switch self {
    case .column(let name): name
    case .log(let inner), .log1p(let inner), .lag(let inner, _), .change(let inner), .threshold(let inner, _),
      .carryover(let inner, _), .distributedLag(let inner, _):
      inner.column
    case .step, .pulse: nil
    }
  }

  /// The month of the step or pulse that the driver is made of; nil for a driver with a column.
  var eventMonth: Month? {
    switch self {
    case .column: nil
    case .log(let inner), .log1p(let inner), .lag(let inner, _), .change(let inner), .threshold(let inner, _),
      .carryover(let inner, _), .distributedLag(let inner, _):
      inner.eventMonth
    case .step(let month), .pulse(let month): month
    }
  }

  /// The value that the driver settles at when its raw column stays at `level`; 0 for a step or a pulse.
  ///
  /// - Parameter level: the constant raw value, in the domain of the logarithms on its way.
  /// - Returns: the constant value of the driver.
  public func steadyState(at level: Double) -> Double {
    switch self {
    case .column: level
    case .log(let inner): .log(inner.steadyState(at: level))
    case .log1p(let inner): .log(onePlus: inner.steadyState(at: level))
    case .lag(let inner, _), .carryover(let inner, _), .distributedLag(let inner, _): inner.steadyState(at: level)
    case .threshold(let inner, let bound): max(0, inner.steadyState(at: level) - bound)
    case .change, .step, .pulse: 0
    }
  }

  /// Whether the fit estimates the decay of a carryover in this expression.
  public var hasFittedDecay: Bool {
    switch self {
    case .carryover(let inner, let decay): decay == nil || inner.hasFittedDecay
    case .log(let inner), .log1p(let inner), .lag(let inner, _), .change(let inner), .threshold(let inner, _),
      .distributedLag(let inner, _):
      inner.hasFittedDecay
    case .column, .step, .pulse: false
    }
  }

  /// The expression with a number in the place of the decay that the fit estimates.
  public func with(decay value: Double) -> DriverExpression {
    switch self {
    case .carryover(let inner, let decay): .carryover(inner.with(decay: value), decay: decay ?? value)
    case .log(let inner): .log(inner.with(decay: value))
    case .log1p(let inner): .log1p(inner.with(decay: value))
    case .lag(let inner, let months): .lag(inner.with(decay: value), months: months)
    case .change(let inner): .change(inner.with(decay: value))
    case .threshold(let inner, let level): .threshold(inner.with(decay: value), level: level)
    case .distributedLag(let inner, let lag): .distributedLag(inner.with(decay: value), lag)
    case .column, .step, .pulse: self
    }
  }
}

extension DriverExpression: CustomStringConvertible {
  /// The expression as it is written on the command line and in model files.
  public var description: String {
    switch self {
    case .column(let name): Self.isPlain(name) ? name : "`\(name)`"
    case .log(let inner): "log(\(inner))"
    case .log1p(let inner): "log1p(\(inner))"
    case .lag(let inner, let months): "lag(\(inner), \(months))"
    case .change(let inner): "change(\(inner))"
    case .threshold(let inner, let level): "threshold(\(inner), \(level))"
    case .carryover(let inner, let decay): "carryover(\(inner), \(decay.map { "\($0)" } ?? "fit"))"
    case .distributedLag(let inner, let lag): lag.description(of: "\(inner)")
    case .step(let month): "step(\(month))"
    case .pulse(let month): "pulse(\(month))"
    }
  }
}

extension DriverExpression {
  /// The functions that a driver expression may contain.
  public static let functions = [
    "log", "log1p", "lag", "change", "threshold", "carryover", "almon", "shiller", "step", "pulse",
  ]

  /// Reads an expression.
  ///
  /// - Parameter text: a column's name, in backquotes if it contains parentheses, commas or blanks at its ends; or one of
  ///   `log(x)`, `log1p(x)`, `lag(x, months)`, `change(x)`, `threshold(x, level)`, `carryover(x, decay)`,
  ///   `carryover(x, fit)`, `step(YYYY-MM)`, `pulse(YYYY-MM)`, where x is again an expression; or, outermost,
  ///   `lag(x, 0...3)`, `almon(x, 0...6, degree)`, `shiller(x, 0...6, deviation)`.
  /// - Throws: ``DriverError/badExpression(_:problem:)``.
  public init(parsing text: String) throws(DriverError) {
    try self.init(parsing: text, depth: 0)
  }

  /// Functions may be nested so deep; more is no driver, but an attack.
  private static let deepest = 8

  private init(parsing text: String, depth: Int) throws(DriverError) {
    let text = String(text.trimmed)
    guard depth <= Self.deepest, text.utf8.count <= 1000 else {
      throw .badExpression("\(text.prefix(40))…", problem: "it is too long or too deeply nested")
    }
    guard !text.isEmpty else { throw .badExpression(text, problem: "a driver needs a column's name") }
    if text.count > 2, text.first == "`", text.last == "`", !text.dropFirst().dropLast().contains("`") {
      self = .column(String(text.dropFirst().dropLast()))
      return
    }
    guard let open = text.firstIndex(of: "(") else {
      guard Self.isPlain(text) else { throw .badExpression(text, problem: "parentheses do not match") }
      self = .column(text)
      return
    }
    let name = String(text[..<open].trimmed)
    guard text.hasSuffix(")"), let arguments = Self.arguments(text[text.index(after: open)...].dropLast()) else {
      throw .badExpression(text, problem: "parentheses do not match")
    }
    func need(_ count: Int, _ usage: String) throws(DriverError) {
      if arguments.count != count { throw .badExpression(text, problem: "expected \(usage)") }
    }
    switch name {
    case "log", "log1p":
      try need(1, "\(name)(column)")
      let inner = try DriverExpression(parsing: arguments[0], depth: depth + 1)
      self = name == "log" ? .log(inner) : .log1p(inner)
    case "change":
      try need(1, "change(column)")
      self = .change(try DriverExpression(parsing: arguments[0], depth: depth + 1))
    case "threshold":
      try need(2, "threshold(column, level)")
      guard let level = Double(arguments[1]), level.isFinite else {
        throw .badExpression(text, problem: "\"\(arguments[1])\" is not a level")
      }
      self = .threshold(try DriverExpression(parsing: arguments[0], depth: depth + 1), level: level)
    case "almon", "shiller":
      try need(3, name == "almon" ? "almon(column, 0...6, degree)" : "shiller(column, 0...6, deviation)")
      self = try Self.distributed(name, arguments, text, depth)
    case "lag" where arguments.count == 2 && arguments[1].contains("."):
      self = try Self.distributed(name, arguments, text, depth)
    case "lag":
      try need(2, "lag(column, months) or lag(column, 0...3)")
      guard let months = Int(arguments[1]), (0...120).contains(months) else {
        throw .badExpression(text, problem: "\"\(arguments[1])\" is not a number of months from 0 to 120")
      }
      self = .lag(try DriverExpression(parsing: arguments[0], depth: depth + 1), months: months)
    case "carryover":
      try need(2, "carryover(column, decay)")
      let decay = Double(arguments[1])
      guard arguments[1] == "fit" || decay.map({ $0 >= 0 && $0 < 1 }) == true else {
        throw .badExpression(
          text, problem: "\"\(arguments[1])\" is not a decay from 0 to below 1, or `fit` to estimate it")
      }
      self = .carryover(try DriverExpression(parsing: arguments[0], depth: depth + 1), decay: decay)
    case "step", "pulse":
      try need(1, "\(name)(YYYY-MM)")
      guard let month = Month(parsing: arguments[0]) else {
        throw .badExpression(text, problem: "\"\(arguments[0])\" is not a month YYYY-MM")
      }
      self = name == "step" ? .step(month) : .pulse(month)
    default:
      throw .badExpression(
        text,
        problem: "there is no function `\(name)`; there are \(Self.functions.joined(separator: ", "))"
          + didYouMean(name, among: Self.functions))
    }
    if column == nil {
      switch self {
      case .lag, .change, .threshold, .distributedLag:
        throw .badExpression(text, problem: "a step or pulse cannot be lagged, differenced or cut")
      default: break
      }
    }
    if depth > 0, case .distributedLag = self {
      throw .badExpression(text, problem: "lags over a range stand outermost only")
    }
    if fittedDecays > 1 { throw .badExpression(text, problem: "one decay of a driver can be estimated") }
  }

  /// The number of decays that the fit estimates.
  private var fittedDecays: Int {
    switch self {
    case .carryover(let inner, let decay): inner.fittedDecays + (decay == nil ? 1 : 0)
    case .log(let inner), .log1p(let inner), .lag(let inner, _), .change(let inner), .threshold(let inner, _),
      .distributedLag(let inner, _):
      inner.fittedDecays
    case .column, .step, .pulse: 0
    }
  }

  private static func distributed(
    _ name: String, _ arguments: [String], _ text: String, _ depth: Int
  ) throws(DriverError) -> DriverExpression {
    do {
      let lag = try DistributedLag(function: name, range: arguments[1], shape: arguments.dropFirst(2).first)
      return .distributedLag(try DriverExpression(parsing: arguments[0], depth: depth + 1), lag)
    } catch let problem as DistributedLag.Problem {
      throw .badExpression(text, problem: problem.text)
    } catch let error as DriverError {
      throw error
    } catch {
      throw .badExpression(text, problem: "\(error)")
    }
  }

  /// Whether a column's name can be written without backquotes.
  private static func isPlain(_ name: String) -> Bool {
    !name.contains { "(),`".contains($0) } && name.trimmed.count == name.count
  }

  /// Splits at the commas outside parentheses; nil if the parentheses do not match.
  private static func arguments(_ text: Substring) -> [String]? {
    var parts = [""]
    var depth = 0
    var quoted = false
    for character in text {
      if character == "`" { quoted.toggle() }
      if character == "(", !quoted { depth += 1 }
      if character == ")", !quoted { depth -= 1 }
      if depth < 0 { return nil }
      if character == ",", depth == 0, !quoted { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return depth == 0 && !quoted ? parts.map { String($0.trimmed) } : nil
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  fileprivate var trimmed: SubSequence {
    let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = firstIndex { !blank($0) } ?? endIndex
    let end = lastIndex { !blank($0) }.map { index(after: $0) } ?? endIndex
    return self[start..<end]
  }
}

extension DriverExpression: Codable {
  /// Reads an expression from its text.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the expression as text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
