import LeastSquares
import RealModule
import Series

/// A fitted retention model; see ``RetentionModel`` for its equations.
public struct FittedRetention: Sendable, Equatable, Codable {
  /// Which model.
  public let kind: RetentionKind
  /// The cohorts it was fitted to.
  public let table: CohortTable
  let shape: RetentionShape
  /// (ln α, ln β, ln c), or γ: what ``covariance`` is that of.
  public let values: [Double]
  /// The parameters with their errors.
  public let parameters: [RetentionParameter]
  /// The covariance of ``values``: of α, β and c that of the likelihood, for a hazard robust to shocks of months.
  public let covariance: Matrix
  /// The covariance with φ and τ², from which parameters are drawn.
  package let drawCovariance: Matrix
  /// Σ L ln h + (n − L) ln(1 − h) over all cells, without binomial coefficients.
  public let logLikelihood: Double
  /// How much losses vary beyond those of independent users.
  public let dispersion: RetentionDispersion
  /// The test of c = 1; nil for other models than `bdw`.
  public let shapeTest: LikelihoodRatio?
  /// What a reader should know.
  public let notes: [RetentionNote]
  /// Whether the search ended at a maximum.
  public let converged: Bool

  init(
    kind: RetentionKind, table: CohortTable, shape: RetentionShape, values: [Double], parameters: [RetentionParameter],
    covariance: Matrix, drawCovariance: Matrix, logLikelihood: Double, dispersion: RetentionDispersion,
    shapeTest: LikelihoodRatio?, notes: [RetentionNote], converged: Bool
  ) {
    self.kind = kind
    self.table = table
    self.shape = shape
    self.values = values
    self.parameters = parameters
    self.covariance = covariance
    self.drawCovariance = drawCovariance
    self.logLikelihood = logLikelihood
    self.dispersion = dispersion
    self.shapeTest = shapeTest
    self.notes =
      notes + (dispersion.pearson > 2 ? [.overdispersed(dispersion.pearson)] : [])
      + (dispersion.correlatedShocks.map { [.correlatedShocks($0)] } ?? [])
    self.converged = converged
  }

  /// −2 ln L + 2p.
  public var aic: Double { -2 * logLikelihood + 2 * Double(values.count) }

  /// The drivers of the hazard.
  public var drivers: [HazardDriver] { shape.drivers }

  /// S(0) = 1, S(1), … the share of users who are still active, at reference levels of drivers and the mean of the season.
  ///
  /// - Parameter age: the last age, 0 … 1200; larger ones are cut.
  /// - Returns: one share per age.
  public func survival(through age: Int) -> [Double] {
    shape.survival(values, through: min(max(0, age), Self.mostAges))
  }

  /// r_t = S(t)/S(t − 1), t = 1, 2, …
  ///
  /// - Parameter age: the last age, 0 … 1200; larger ones are cut.
  /// - Returns: one share per age from 1 on.
  public func retention(through age: Int) -> [Double] {
    shape.logits(values, through: min(max(0, age), Self.mostAges)).map { 1 / (1 + .exp($0)) }
  }

  /// Reads a fit and checks that its parts are consistent.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    kind = try container.decode(RetentionKind.self, forKey: .kind)
    table = try container.decode(CohortTable.self, forKey: .table)
    shape = try container.decode(RetentionShape.self, forKey: .shape)
    values = try container.decode([Double].self, forKey: .values)
    parameters = try container.decode([RetentionParameter].self, forKey: .parameters)
    covariance = try container.decode(Matrix.self, forKey: .covariance)
    drawCovariance = try container.decode(Matrix.self, forKey: .drawCovariance)
    logLikelihood = try container.decode(Double.self, forKey: .logLikelihood)
    dispersion = try container.decode(RetentionDispersion.self, forKey: .dispersion)
    shapeTest = try container.decodeIfPresent(LikelihoodRatio.self, forKey: .shapeTest)
    notes = try container.decode([RetentionNote].self, forKey: .notes)
    converged = try container.decode(Bool.self, forKey: .converged)
    let count = values.count
    let isBeta = if case .beta(let hasShape) = shape { kind == (hasShape ? .bdw : .sbg) } else { kind == .hazard }
    var isSized = true
    if case .groups(let last, _, _) = shape { isSized = last >= 1 && last <= count }
    guard isBeta, isSized, shape.names.count == count, parameters.map(\.name) == shape.names,
      [covariance, drawCovariance].allSatisfy({ $0.rows == count && $0.columns == count }),
      (values + covariance.elements + drawCovariance.elements).allSatisfy({ abs($0) <= 1e6 }),
      dispersion.overdispersion >= 1, dispersion.overdispersion <= 1e100, (0...1e3).contains(dispersion.monthShock),
      dispersion.freedom >= 1, table.isDated || (drivers.isEmpty && !shape.hasSeason),
      drivers.allSatisfy({ NumberRange.contains($0.reference) })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .values, in: container, debugDescription: "parameters, their covariance and cohorts are inconsistent")
    }
  }
}
