import Series

/// How a raw column, or an event, becomes a driver: transforms applied one after another, for example
/// `carryover(log1p(outages), 0.8)`.
public struct DriverExpression: Sendable {
  /// What a driver is computed from.
  public enum Source: Hashable, Sendable {
    /// The raw column with this name.
    case column(String)
    /// An event.
    case event(DriverEvent)
  }

  /// All transforms, in the order in which messages list them.
  public static let transforms: [any DriverTransform.Type] = [
    Log.self, Log1p.self, Lag.self, Change.self, Threshold.self, Cap.self, Carryover.self,
  ]

  /// What the driver is computed from.
  public let source: Source
  /// The transforms, the innermost first.
  public let transforms: [any DriverTransform]
  /// Distributed lags, each with an effect of its own, outermost; nil for a driver of one column.
  public let distributedLag: DistributedLag?

  init(_ source: Source, _ transforms: [any DriverTransform] = [], distributedLag: DistributedLag? = nil) {
    self.source = source
    self.transforms = transforms
    self.distributedLag = distributedLag
  }

  /// The raw column with a name.
  public static func column(_ name: String) -> DriverExpression { DriverExpression(.column(name)) }
  /// An event.
  public static func event(_ kind: DriverEvent.Kind, _ month: Month) -> DriverExpression {
    DriverExpression(.event(DriverEvent(kind, month)))
  }
  /// 1 from a month on, 0 before.
  public static func step(_ month: Month) -> DriverExpression { .event(.step, month) }
  /// 1 in one month, 0 in all others.
  public static func pulse(_ month: Month) -> DriverExpression { .event(.pulse, month) }
  /// Distributed lags, each with an effect of its own; nothing can be applied after them.
  public static func distributedLag(_ inner: DriverExpression, _ lag: DistributedLag) -> DriverExpression {
    // Cannot trap: the parser refuses lags over a range inside another function.
    precondition(inner.distributedLag == nil, "lags over a range must be outermost")
    return DriverExpression(inner.source, inner.transforms, distributedLag: lag)
  }

  /// The expression with another transform around it.
  ///
  /// - Parameter transform: any transform; none can be applied after distributed lags.
  /// - Returns: transform(self).
  public func applying(_ transform: any DriverTransform) -> DriverExpression {
    // Cannot trap: the parser refuses lags over a range inside another function.
    precondition(distributedLag == nil, "lags over a range must be outermost")
    return DriverExpression(source, transforms + [transform])
  }

  /// The raw column of the driver; nil for a step or a pulse.
  public var column: String? { if case .column(let name) = source { name } else { nil } }

  /// The driver's step or pulse; nil for a driver with a column.
  package var event: DriverEvent? { if case .event(let event) = source { event } else { nil } }

  /// The month of the driver's step or pulse; nil for a driver with a column.
  package var eventMonth: Month? { event?.month }

  /// The steady-state value of the driver when its raw column stays at `level`; 0 for a step or a pulse.
  ///
  /// - Parameter level: the constant raw value, in the domain of the transforms.
  /// - Returns: the constant value of the driver.
  public func steadyState(at level: Double) -> Double {
    transforms.reduce(column == nil ? 0 : level) { $1.steadyState(at: $0) }
  }

  /// Whether the driver is linear in its raw column.
  public var isLinear: Bool { transforms.allSatisfy { type(of: $0).isLinear } }

  /// The bound above which the raw column must stay, because a function of it is not defined below; nil for none.
  public var bound: Double? {
    for transform in transforms {
      if let domain = type(of: transform).domain { return domain.above }
      if !type(of: transform).keepsBounds { return nil }
    }
    return nil
  }

  /// Whether the fit estimates the decay of a carryover in this expression.
  public var hasFittedDecay: Bool { transforms.contains { $0.parameter == .fitted } }

  /// The decay of the outermost carryover that states one; nil for none.
  public var statedDecay: Double? {
    for transform in transforms.reversed() { if case .stated(let value) = transform.parameter { return value } }
    return nil
  }

  /// The expression with a number in place of the decay that the fit estimates.
  public func with(decay value: Double) -> DriverExpression {
    DriverExpression(source, transforms.map { $0.fitting(value) }, distributedLag: distributedLag)
  }
}

extension DriverExpression: CustomStringConvertible {
  /// The expression as it is written on the command line and in model files.
  public var description: String {
    var text =
      switch source {
      case .column(let name): Self.isPlain(name) ? name : "`\(name)`"
      case .event(let event): "\(event.kind.rawValue)(\(event.month))"
      }
    for transform in transforms {
      text = "\(type(of: transform).name)(\(([text] + transform.writtenArguments).joined(separator: ", ")))"
    }
    return distributedLag?.description(of: text) ?? text
  }
}

extension DriverExpression: Hashable {
  /// Whether both have the same text.
  public static func == (left: DriverExpression, right: DriverExpression) -> Bool {
    left.description == right.description
  }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(description) }
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
