import Series

/// A driver of a model: an expression of a raw column, measured from a reference level.
public struct DriverSpecification: Sendable, Equatable, Codable {
  /// The name of its coefficient.
  public let name: String
  /// How it is computed.
  public let expression: DriverExpression
  /// The raw level at which the driver has no effect; nil for the mean of the first 12 known months of the fit.
  public let reference: Double?
  /// How unknown values of the raw column are treated.
  public let missing: MissingRule
  /// The assumed direction of its effect.
  public let sign: EffectSign
  /// The prior of its effect; nil for none. With distributed lags it applies to each.
  public let prior: EffectPrior?
  /// How far its figures are from the truth; nil for exact ones.
  public let error: MeasurementError?

  /// A driver.
  ///
  /// - Parameters:
  ///   - expression: how it is computed.
  ///   - name: the name of its coefficient; nil for the text of the expression.
  ///   - reference: the raw level without effect; nil for the mean of the first 12 known months of the fit.
  ///   - missing: how unknown values of the raw column are treated.
  ///   - sign: the assumed direction of its effect.
  ///   - prior: the prior of its effect; nil for none.
  ///   - error: how far its figures are from the truth; nil for exact ones.
  public init(
    _ expression: DriverExpression, name: String? = nil, reference: Double? = nil, missing: MissingRule = .error,
    sign: EffectSign = .free, prior: EffectPrior? = nil, error: MeasurementError? = nil
  ) {
    self.name = name ?? expression.description
    self.expression = expression
    self.reference = reference
    self.missing = missing
    self.sign = sign
    self.prior = prior
    self.error = error
  }

  init(copying other: DriverSpecification, expression: DriverExpression) {
    self.init(
      expression, name: other.name, reference: other.reference, missing: other.missing, sign: other.sign,
      prior: other.prior, error: other.error)
  }

  /// The driver with another prior.
  public func with(prior: EffectPrior?) -> DriverSpecification {
    DriverSpecification(
      expression, name: name, reference: reference, missing: missing, sign: sign, prior: prior, error: error)
  }

  /// The driver with another statement about the errors of its figures.
  public func measured(_ error: MeasurementError?) -> DriverSpecification {
    DriverSpecification(
      expression, name: name, reference: reference, missing: missing, sign: sign, prior: prior, error: error)
  }

  /// The raw columns that it is made of.
  public var inputColumns: [String] { [expression.column].compactMap { $0 } }

  /// Whether figures of earlier months count.
  public var hasMemory: Bool {
    distributedLag != nil || expression.transforms.contains { !($0 is any PointwiseTransform) }
  }

  /// The distributed lags; nil for a driver of one column.
  public var distributedLag: DistributedLag? { expression.distributedLag }

  /// The number of its columns in a design.
  public var columnCount: Int { distributedLag?.columnCount ?? 1 }

  /// The names of its coefficients, one a column.
  public var coefficientNames: [String] {
    distributedLag.map { lag in lag.columnNames.map { "\(name) \($0)" } } ?? [name]
  }
}

extension Sequence<DriverSpecification> {
  /// The bound above which a raw column must stay, because a driver of it is not defined below; nil for none.
  public func bound(of column: String) -> Double? {
    filter { $0.expression.column == column }.compactMap(\.expression.bound).max()
  }
}
