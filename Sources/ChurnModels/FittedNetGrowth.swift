import Drivers
import LeastSquares
import RealModule
import Series

/// A fitted model of net growth; see ``NetGrowth`` for its equation.
public struct FittedNetGrowth: Sendable, Equatable, Codable {
  /// What the model consists of.
  public let specification: ModelSpecification
  /// The data it was fitted to; forecasts continue them.
  public let data: MonthlyTable
  /// The raw reference level of each driver.
  public let references: [Double]
  /// The parameters in the order of ``ModelSpecification/coefficientNames``.
  public let estimate: ParameterEstimate
  /// Gaussian criteria.
  public let criteria: InformationCriteria
  /// Durbin–Watson statistic of the innovations; about 2 when they are uncorrelated.
  public let durbinWatson: Double
  /// Condition number (1-norm, estimated) of the design with columns scaled to about unit norm.
  public let conditionNumber: Double
  /// The innovation of each interval between observations, divided by its standard deviation in units of σ.
  public let innovations: [Double]
  /// Plain models of the same observations.
  public let benchmarks: [GrowthBenchmark]
  /// Whether the search for κ ended at a solution.
  public let converged: Bool

  init(
    specification: ModelSpecification, data: MonthlyTable, references: [Double], solution: GrowthSolution,
    benchmarks: [GrowthBenchmark]
  ) {
    self.init(
      specification: specification, data: data, references: references, estimate: solution.estimate,
      criteria: solution.criteria, durbinWatson: solution.durbinWatson, conditionNumber: solution.conditionNumber,
      innovations: solution.innovations, benchmarks: benchmarks, converged: solution.converged)
  }

  init(
    specification: ModelSpecification, data: MonthlyTable, references: [Double], estimate: ParameterEstimate,
    criteria: InformationCriteria, durbinWatson: Double, conditionNumber: Double, innovations: [Double],
    benchmarks: [GrowthBenchmark], converged: Bool
  ) {
    self.specification = specification
    self.data = data
    self.references = references
    self.estimate = estimate
    self.criteria = criteria
    self.durbinWatson = durbinWatson
    self.conditionNumber = conditionNumber
    self.innovations = innovations
    self.benchmarks = benchmarks
    self.converged = converged
  }

  /// The months with a figure of MAU.
  public var observedMonths: [Month] { data.mau.observedMonths }

  /// The last month with a figure, from which forecasts start.
  public var origin: Month { observedMonths.last ?? data.mau.first }

  /// MAU in the last month with a figure.
  public var lastUsers: Double { data.mau[origin] ?? .nan }

  /// The coefficients with their inference; the season has all twelve months, December as minus the sum of the others.
  public var coefficients: [Coefficient] {
    let names = specification.coefficientNames
    var result = names.indices.map { index in
      coefficient(
        names[index], weights: names.indices.map { $0 == index ? 1 : 0 },
        isStudent: specification.baseline != .saturating || index < names.count - 1)
    }
    if specification.seasonality == .monthly {
      let december = names.indices.map { (1...Season.columns).contains($0) ? -1.0 : 0 }
      result.insert(coefficient("season Dec", weights: december), at: 1 + Season.columns)
    }
    return result
  }

  /// The coefficients of the drivers, in their order; positive is harmful.
  public var effects: [Coefficient] {
    specification.drivers.compactMap { driver in coefficients.first { $0.name == driver.name } }
  }

  private func coefficient(_ name: String, weights: [Double], isStudent: Bool = true) -> Coefficient {
    Coefficient(
      name: name, estimate: zip(weights, estimate.values).reduce(0) { $0 + $1.0 * $1.1 },
      standardError: estimate.standardError(of: weights), degreesOfFreedom: estimate.degreesOfFreedom,
      isStudent: isStudent)
  }

  /// 1 − Σ innovations² / Σ innovations² of the drift benchmark: the share of the variance of growth that is explained.
  ///
  /// For monthly data this is R² of the regression.
  public var rSquared: Double {
    let own = rootMeanSquareOf(innovations)
    let drift = benchmarks.first { $0.kind == .drift }?.rootMeanSquare ?? .nan
    return 1 - (own / drift) * (own / drift)
  }

  /// A benchmark of a kind; nil if the model has none.
  public func benchmark(_ kind: GrowthBenchmark.Kind) -> GrowthBenchmark? { benchmarks.first { $0.kind == kind } }
}

extension FittedNetGrowth {
  /// The design of the months behind the first observation up to the origin, as it was fitted.
  func monthlyDesign() throws -> MonthlyDesign {
    try MonthlyDesign(
      specification, columns: specification.columns(in: data), references: references,
      months: (observedMonths.first ?? origin).advanced(by: 1)..<origin.advanced(by: 1),
      historyEnd: origin.advanced(by: 1))
  }

  /// Reads a fit and checks that its parts belong together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    specification = try container.decode(ModelSpecification.self, forKey: .specification)
    data = try container.decode(MonthlyTable.self, forKey: .data)
    references = try container.decode([Double].self, forKey: .references)
    estimate = try container.decode(ParameterEstimate.self, forKey: .estimate)
    criteria = try container.decode(InformationCriteria.self, forKey: .criteria)
    durbinWatson = try container.decode(Double.self, forKey: .durbinWatson)
    conditionNumber = try container.decode(Double.self, forKey: .conditionNumber)
    innovations = try container.decode([Double].self, forKey: .innovations)
    benchmarks = try container.decode([GrowthBenchmark].self, forKey: .benchmarks)
    converged = try container.decode(Bool.self, forKey: .converged)
    guard estimate.values.count == specification.coefficientNames.count,
      references.count == specification.drivers.count, !innovations.isEmpty,
      data.mau.observedMonths.count == innovations.count + 1, data.mau.values.allSatisfy({ $0.map { $0 > 0 } ?? true }),
      specification.driverColumns.allSatisfy({ data.driver($0) != nil }),
      criteria.observations == innovations.count, criteria.parameters == estimate.values.count + 1,
      estimate.degreesOfFreedom == Double(innovations.count - estimate.values.count), estimate.sigma > 0,
      benchmark(.naive) != nil, benchmark(.drift) != nil,
      benchmarks.allSatisfy({ (0...1e3).contains($0.rootMeanSquare) }), (try? monthlyDesign()) != nil
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .estimate, in: container, debugDescription: "coefficients, drivers and data do not belong together")
    }
  }
}
