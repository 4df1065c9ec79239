import Series

extension DriverExpression {
  /// The functions that a driver expression may contain.
  public static var functions: [String] { transforms.map { $0.name } + ["almon", "shiller"] + events }

  private static let events = DriverEvent.Kind.allCases.map(\.rawValue)

  /// How the functions are written, where x is a column or another expression.
  public static var usages: [String] {
    transforms.flatMap { transform in
      let plain = usage(of: transform, column: "x")
      if transform.name == Lag.name { return [plain, "lag(x, 0...3)"] }
      return transform.name == Carryover.name ? [plain, "carryover(x, fit)"] : [plain]
    } + ["almon(x, 0...6, degree)", "shiller(x, 0...6, deviation)"] + events.map { "\($0)(YYYY-MM)" }
  }

  private static func usage(of transform: any DriverTransform.Type, column: String) -> String {
    "\(transform.name)(\(([column] + transform.arguments.map(\.name)).joined(separator: ", ")))"
  }

  /// Reads an expression.
  ///
  /// - Parameter text: a column's name, in backquotes if it contains parentheses or commas, or begins or ends with a
  ///   blank; or one of ``functions``, where x is again an expression; lags over a range must be outermost.
  /// - Throws: ``DriverError/badExpression(_:problem:)``.
  public init(parsing text: String) throws(DriverError) {
    try self.init(parsing: text, depth: 0)
  }

  /// The deepest nesting allowed; deeper nesting is an attack, not a driver.
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
      guard Self.isPlain(text) else {
        throw .badExpression(
          text,
          problem: text.contains(",") && !text.contains(")")
            ? "give every driver by itself; a column with a comma in its name is written in backquotes (\(Self.column(text).description))"
            : "parentheses do not match")
      }
      self = .column(text)
      return
    }
    let name = String(text[..<open].trimmed)
    guard text.hasSuffix(")"), let arguments = Self.arguments(text[text.index(after: open)...].dropLast()) else {
      throw .badExpression(text, problem: "parentheses do not match")
    }
    let call = FunctionCall(text: text, name: name, arguments: arguments)
    if let kind = DriverEvent.Kind(rawValue: name) {
      self = try Self.event(kind, call)
      return
    }
    if name == "almon" || name == "shiller" || (name == Lag.name && arguments.count == 2 && arguments[1].contains("."))
    {
      let lag = try Self.distributedLag(call)
      guard depth == 0 else { throw call.error("lags over a range must be outermost") }
      let inner = try DriverExpression(parsing: arguments[0], depth: depth + 1)
      guard inner.column != nil else { throw call.error(Self.noEvents) }
      self = .distributedLag(inner, lag)
      return
    }
    self = try Self.transformed(call, depth)
  }

  /// A function with its arguments.
  private struct FunctionCall {
    let text: String
    let name: String
    let arguments: [String]

    func error(_ problem: String) -> DriverError { .badExpression(text, problem: problem) }

    func need(_ count: Int, _ usage: String) throws(DriverError) {
      if arguments.count != count { throw error("expected \(usage)") }
    }
  }

  private static let noEvents = "a step or pulse cannot be lagged, differenced or cut"

  private static func transformed(_ call: FunctionCall, _ depth: Int) throws(DriverError) -> DriverExpression {
    guard let type = transforms.first(where: { $0.name == call.name }) else {
      throw call.error(
        "there is no function `\(call.name)`; the functions are \(functions.joined(separator: ", "))"
          + didYouMean(call.name, among: functions)
          + (isColumnName(call.name)
            ? ". A column with parentheses in its name is written in backquotes (\(column(call.text).description))"
            : ""))
    }
    try call.need(
      1 + type.arguments.count,
      usage(of: type, column: "column") + (call.name == Lag.name ? " or lag(column, 0...3)" : ""))
    let transform: any DriverTransform
    do {
      transform = try type.init(Array(call.arguments.dropFirst()))
    } catch {
      throw call.error("\"\(error.value)\" is not \(error.expected)")
    }
    let inner = try DriverExpression(parsing: call.arguments[0], depth: depth + 1)
    if inner.column == nil, !type.takesEvents { throw call.error(noEvents) }
    if inner.hasFittedDecay, transform.parameter == .fitted {
      throw call.error("only one decay of a driver can be estimated")
    }
    return inner.applying(transform)
  }

  private static func event(_ kind: DriverEvent.Kind, _ call: FunctionCall) throws(DriverError) -> DriverExpression {
    try call.need(1, "\(call.name)(YYYY-MM)")
    guard let month = Month(parsing: call.arguments[0]) else {
      throw call.error("\"\(call.arguments[0])\" is not a month YYYY-MM")
    }
    return .event(kind, month)
  }

  private static func distributedLag(_ call: FunctionCall) throws(DriverError) -> DistributedLag {
    switch call.name {
    case "almon": try call.need(3, "almon(column, 0...6, degree)")
    case "shiller": try call.need(3, "shiller(column, 0...6, deviation)")
    default: break
    }
    do {
      return try DistributedLag(
        function: call.name, range: call.arguments[1], shape: call.arguments.dropFirst(2).first)
    } catch {
      throw call.error(error.text)
    }
  }

  /// Whether what is before a parenthesis is more likely part of a column's name than a function: "Net adds (k)".
  private static func isColumnName(_ name: String) -> Bool {
    name.contains { !$0.isLetter && !$0.isNumber && $0 != "_" }
  }

  /// Whether a column's name can be written without backquotes.
  static func isPlain(_ name: String) -> Bool {
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
