import Series

/// How a raw driver moves in the months whose values are unknown: as it would without a statement, except for the changes.
public struct DriverPath: Sendable, Equatable {
  /// A level, stated as such or relative to the path before the change.
  public enum Level: Sendable, Equatable {
    /// This raw value.
    case to(Double)
    /// The path before the change plus this.
    case by(Double)
    /// The path before the change times this.
    case multiply(Double)

    /// The level that results from a level of the path before the change.
    public func applied<Value: DriverValue>(to value: Value) -> Value {
      switch self {
      case .to(let level): Value(repeating: level)
      case .by(let difference): value.plus(Value(repeating: difference))
      case .multiply(let factor): value.times(Value(repeating: factor))
      }
    }
  }

  /// One change of the path.
  public enum Change: Sendable, Equatable {
    /// At the last level in all months.
    case hold
    /// From a month on (nil: the first free one) until another month inclusive (nil: for good).
    case step(Level, from: Month?, until: Month?)
    /// Along a straight line that leaves the path in the month before `from` (nil: the first free one), at the level in
    /// `until`.
    case ramp(Level, from: Month?, until: Month)
    /// Stated values by month, ascending; each holds until the next.
    case table([TableEntry])
  }

  /// A value stated for a month.
  public struct TableEntry: Sendable, Equatable {
    /// The month.
    public let month: Month
    /// The raw value.
    public let value: Double
    /// A stated value.
    public init(month: Month, value: Double) {
      self.month = month
      self.value = value
    }
  }

  /// Applied one after another, each to the path that the earlier ones produced.
  public let changes: [Change]

  /// A path.
  public init(_ changes: [Change] = []) { self.changes = changes }

  /// The first month in which a change happens; nil if none states its month.
  public var firstMonth: Month? {
    changes.compactMap { change in
      switch change {
      case .hold: nil
      case .step(_, let from, _), .ramp(_, let from, _): from
      case .table(let entries): entries.first?.month
      }
    }.min()
  }

  /// The months from an end on in which changes would begin.
  public func months(from end: Month) -> [Month] {
    changes.compactMap { change in
      switch change {
      case .hold: nil
      case .step(_, let from, _), .ramp(_, let from, _): from.flatMap { $0 >= end ? $0 : nil }
      case .table(let entries): entries.first { $0.month >= end }?.month
      }
    }
  }

  /// The raw values of the path of a driver that stays at its last level, except for the changes.
  ///
  /// - Parameters:
  ///   - recorded: what the driver did in the first of the months; then it stays at the last of these.
  ///   - months: the free months, whose values the path determines.
  ///   - level: the raw level before them.
  ///   - column: the name of the raw column, for messages.
  /// - Returns: one value per month.
  /// - Throws: ``DriverError/changeInThePast(column:month:firstFree:)`` when a change falls before the free months.
  public func values(
    of recorded: [Double] = [], in months: Range<Month>, after level: Double, column: String
  ) throws(DriverError) -> [Double] {
    if let first = firstMonth, first < months.lowerBound {
      throw .changeInThePast(column: column, month: first, firstFree: months.lowerBound)
    }
    for change in changes {
      switch change {
      case .step(_, _, let until?) where until < months.lowerBound,
        .ramp(_, _, let until) where until < months.lowerBound:
        throw .changeInThePast(column: column, month: until, firstFree: months.lowerBound)
      default: break
      }
    }
    let rest = max(0, months.count - recorded.count)
    var path = [Double](recorded.prefix(months.count)) + [Double](repeating: recorded.last ?? level, count: rest)
    apply(to: &path, from: months.lowerBound, after: level)
    return path
  }

  /// Applies the changes to a path; none falls before it.
  ///
  /// - Parameters:
  ///   - path: what the driver would do without them, one value per free month.
  ///   - start: the first free month.
  ///   - level: the raw level before it.
  public func apply<Value: DriverValue>(to path: inout [Value], from start: Month, after level: Double) {
    func index(_ month: Month) -> Int { min(start.distance(to: month), path.count) }
    for change in changes {
      switch change {
      case .hold:
        for position in path.indices { path[position] = Value(repeating: level) }
      case .step(let target, let from, let until):
        let first = from.map(index) ?? 0
        let end = until.map { index($0.advanced(by: 1)) } ?? path.count
        for position in first..<max(first, end) { path[position] = target.applied(to: path[position]) }
      case .ramp(let target, let from, let until):
        let first = from.map(index) ?? 0
        let before = first == 0 ? Value(repeating: level) : path[first - 1]
        let rise = target.applied(to: before).minus(before)
        let length = Double(start.advanced(by: first).distance(to: until) + 1)
        for position in first..<max(first, path.count) {
          let share = min(1, Double(position - first + 1) / max(1, length))
          path[position] = before.plus(rise.times(Value(repeating: share)))
        }
      case .table(let entries):
        for (position, entry) in entries.enumerated() {
          let first = index(entry.month)
          let end = position + 1 < entries.count ? index(entries[position + 1].month) : path.count
          for month in first..<max(first, end) { path[month] = Value(repeating: entry.value) }
        }
      }
    }
  }
}
