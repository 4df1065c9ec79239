import Series

/// What to do where a raw value is not known.
public enum MissingRule: String, Sendable, Equatable, CaseIterable, Codable {
  /// Refuse: unknown is not zero.
  case error
  /// Take zero.
  case zero
  /// Take the last known value.
  case carry
  /// Take the straight line between the neighbouring known values.
  case interpolate

  /// The column with its unknown months filled by the rule, from its first month to `end`.
  ///
  /// - Parameters:
  ///   - column: raw values.
  ///   - end: the month behind the last one to fill.
  /// - Returns: the column, extended to `end`; what the rule cannot fill stays unknown. Interpolation does not go beyond
  ///   the last known value, carrying does.
  public func filled(_ column: MonthlyColumn, until end: Month) -> MonthlyColumn {
    guard self != .error else { return column }
    let count = max(column.values.count, column.first.distance(to: end))
    var values = column.values + [Double?](repeating: nil, count: count - column.values.count)
    var last: Int?
    for index in values.indices {
      if let value = values[index] {
        if self == .interpolate, let start = last, let from = values[start], index > start + 1 {
          for gap in (start + 1)..<index {
            values[gap] = from + (value - from) * Double(gap - start) / Double(index - start)
          }
        }
        last = index
      } else if self == .zero {
        values[index] = 0
      } else if self == .carry, let last {
        values[index] = values[last]
      }
    }
    let lines = column.lines.isEmpty ? [] : column.lines + [Int?](repeating: nil, count: count - column.lines.count)
    return MonthlyColumn(name: column.name, first: column.first, values: values, file: column.file, lines: lines)
  }
}

/// What a user holds to be true of the direction of an effect.
public enum EffectSign: String, Sendable, Equatable, CaseIterable, Codable {
  /// Nothing; the data decide.
  case free
  /// More of the driver never raises growth: β ≥ 0.
  case harmful
  /// More of the driver never lowers growth: β ≤ 0.
  case helpful
}

/// What is believed of an effect before the data: β ~ N(mean, standardDeviation²).
public struct EffectPrior: Sendable, Equatable, Codable {
  /// The mean; above 0 is harmful.
  public let mean: Double
  /// The standard deviation, above 0.
  public let standardDeviation: Double

  /// A belief.
  public init(mean: Double, standardDeviation: Double) {
    precondition(standardDeviation > 0 && standardDeviation.isFinite, "a prior needs a standard deviation above 0")
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}

/// A driver of a model: an expression of a raw column, measured from a reference level.
public struct DriverSpecification: Sendable, Equatable, Codable {
  /// The name of its coefficient.
  public let name: String
  /// How it is made.
  public let expression: DriverExpression
  /// The raw level at which the driver has no effect; nil for the mean of the first 12 known months of the fit.
  public let reference: Double?
  /// What to do where the raw column is unknown.
  public let missing: MissingRule
  /// The direction its effect is held to have.
  public let sign: EffectSign
  /// What is believed of its effect before the data; nil for nothing. With distributed lags it holds for each.
  public let prior: EffectPrior?

  /// A driver.
  ///
  /// - Parameters:
  ///   - expression: how it is made.
  ///   - name: the name of its coefficient; nil for the text of the expression.
  ///   - reference: the raw level without effect; nil for the mean of the first 12 known months of the fit.
  ///   - missing: what to do where the raw column is unknown.
  ///   - sign: the direction its effect is held to have.
  ///   - prior: what is believed of its effect before the data.
  public init(
    _ expression: DriverExpression, name: String? = nil, reference: Double? = nil, missing: MissingRule = .error,
    sign: EffectSign = .free, prior: EffectPrior? = nil
  ) {
    self.name = name ?? expression.description
    self.expression = expression
    self.reference = reference
    self.missing = missing
    self.sign = sign
    self.prior = prior
  }

  init(copying other: DriverSpecification, expression: DriverExpression) {
    self.init(
      expression, name: other.name, reference: other.reference, missing: other.missing, sign: other.sign,
      prior: other.prior)
  }

  /// The distributed lags; nil for a driver of one column.
  public var distributedLag: DistributedLag? {
    if case .distributedLag(_, let lag) = expression { lag } else { nil }
  }

  /// The number of its columns in a design.
  public var columnCount: Int { distributedLag?.columnCount ?? 1 }

  /// The names of its coefficients, one a column.
  public var coefficientNames: [String] {
    distributedLag.map { lag in lag.columnNames.map { "\(name) \($0)" } } ?? [name]
  }
}
