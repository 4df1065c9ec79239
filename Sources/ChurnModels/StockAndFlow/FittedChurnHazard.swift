import Drivers
import LeastSquares
import RealModule
import Series

/// A fitted stock-and-flow model; see ``ChurnHazard`` for its equation.
public struct FittedChurnHazard: Sendable, Equatable, Codable {
  /// Which flows are observed.
  public enum Situation: String, Sendable, Equatable, Codable {
    /// Lost users are observed.
    case churnedKnown
    /// Acquired users are observed.
    case acquiredKnown
    /// Neither is observed.
    case neither
  }

  /// What the model consists of.
  public let specification: ModelSpecification
  /// The data it was fitted to.
  public let data: MonthlyTable
  /// The raw reference level of each driver.
  public let references: [Double]
  /// Which flows are observed.
  public let situation: Situation
  /// γ₀, season, γ of the drivers; then ln A, or ln a and ln K, where acquisitions are not observed. σ is that of ln U a
  /// month.
  public let estimate: ParameterEstimate
  /// The names of the parameters.
  public let names: [String]
  /// Errors of ln U between figures, per √month.
  public let innovations: [Double]
  /// Parameters that the data do not identify: their variances come from one near-dependence of the Jacobian (condition index
  /// above 30, shares above one half, Belsley, Kuh and Welsch 1980).
  public let unidentified: [String]
  /// The mean hazard at the reference levels, 1/(1 + exp(−γ₀)).
  public var hazard: Double { 1 / (1 + .exp(-estimate.values[0])) }
  /// Whether the search ended at a solution.
  public let converged: Bool

  /// How far published flows are from adding up; nil where not both are published.
  public var flowBalance: FlowBalance? {
    guard let acquired = specification.flows?.acquired, let churned = specification.flows?.churned else { return nil }
    return FlowBalance(data, acquired: acquired, churned: churned)
  }

  /// The coefficients with their inference; a positive γ of a driver raises the hazard and is harmful.
  public var coefficients: [Coefficient] {
    let errors = estimate.standardErrors
    return names.indices.map {
      Coefficient(
        name: names[$0], estimate: estimate.values[$0], standardError: errors[$0],
        degreesOfFreedom: estimate.testFreedom[$0], isStudent: $0 > 0)
    }
  }

  /// The factor by which one more unit of a driver multiplies the odds of leaving, with its interval.
  ///
  /// - Parameter coverage: the probability of the intervals.
  /// - Returns: one ratio per driver, in their order.
  public func oddsRatios(
    coverage: Double = Coverages.single
  ) -> [(driver: String, ratio: Double, interval: ClosedRange<Double>)] {
    specification.drivers.compactMap { driver in
      coefficients.first { $0.name == driver.name }.map { coefficient in
        let interval = coefficient.interval(coverage: coverage)
        return (driver.name, .exp(coefficient.estimate), .exp(interval.lowerBound) ... .exp(interval.upperBound))
      }
    }
  }

  /// The months with a figure of MAU.
  public var observedMonths: [Month] { data.mau.observedMonths }
  /// The last month with a figure.
  public var origin: Month { data.mau.lastObservedMonth ?? data.mau.first }
  /// MAU in the last month with a figure.
  public var lastUsers: Double { data.mau[origin] ?? .nan }

  /// The rows of logit h in later months.
  ///
  /// - Parameters:
  ///   - months: the horizon.
  ///   - columns: the raw columns by driver, continued to the horizon.
  /// - Returns: (1, season, z), one row per month.
  /// - Throws: ``DriverError``.
  public func rows(months: Int, columns: [MonthlyColumn?]) throws(DriverError) -> Matrix {
    let range = origin.advanced(by: 1)..<origin.advanced(by: 1 + months)
    return try HazardEquation.rows(specification, columns, references, range, historyEnd: range.lowerBound)
  }

  /// Acquired users of a month for given parameters, if they are not observed.
  ///
  /// The figures say how many come per user who leaves, and often little more: where γ₀ is not the estimate, ln A moves with
  /// ln h, not with its tangent, or a draw with a hazard near 1 would have more users who come than there ever were.
  ///
  /// - Parameters:
  ///   - users: Uₜ₋₁.
  ///   - parameters: all of them.
  /// - Returns: Aₜ.
  public func acquired(_ users: Double, _ parameters: [Double]) -> Double {
    var balanced = parameters
    let ahead = parameters[0] - estimate.values[0]
    balanced[hazardCount] += .log((1 + .exp(-estimate.values[0])) / (1 + .exp(-parameters[0]))) - (1 - hazard) * ahead
    return HazardEquation.acquired(specification.flows ?? Flows(), users, balanced, after: hazardCount)
  }

  /// The number of parameters of the hazard.
  public var hazardCount: Int { names.count - HazardEquation.acquisitionNames(specification).count }

  /// Reads a fit and checks that its parts are consistent.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    specification = try container.decode(ModelSpecification.self, forKey: .specification)
    data = try container.decode(MonthlyTable.self, forKey: .data)
    references = try container.decode([Double].self, forKey: .references)
    situation = try container.decode(Situation.self, forKey: .situation)
    estimate = try container.decode(ParameterEstimate.self, forKey: .estimate)
    names = try container.decode([String].self, forKey: .names)
    innovations = try container.decode([Double].self, forKey: .innovations)
    unidentified = try container.decode([String].self, forKey: .unidentified)
    converged = try container.decode(Bool.self, forKey: .converged)
    guard specification.flows != nil, names == HazardEquation.names(specification),
      names.count == estimate.values.count,
      references.count == specification.drivers.count, data.mau.values.allSatisfy({ $0.map { $0 > 0 } ?? true }),
      (specification.driverColumns + (specification.flows?.columns ?? [])).allSatisfy({ data.driver($0) != nil }),
      data.mau.observedMonths.count > 1, HazardEquation.unsuitableDriver(specification) == nil,
      situation == HazardEquation.situation(specification), !innovations.isEmpty,
      estimate.degreesOfFreedom <= Double(data.mau.values.count), innovations.allSatisfy({ abs($0) <= 1e6 }),
      references.allSatisfy({ abs($0) <= 1e100 })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .estimate, in: container, debugDescription: "coefficients, drivers and data are inconsistent")
    }
  }

  init(
    specification: ModelSpecification, data: MonthlyTable, references: [Double], situation: Situation,
    estimate: ParameterEstimate, innovations: [Double], unidentified: [String], converged: Bool
  ) {
    self.specification = specification
    self.data = data
    self.references = references
    self.situation = situation
    self.estimate = estimate
    names = HazardEquation.names(specification)
    self.innovations = innovations
    self.unidentified = unidentified
    self.converged = converged
  }
}
