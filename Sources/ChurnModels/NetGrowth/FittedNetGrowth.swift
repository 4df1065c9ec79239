import Drivers
import LeastSquares
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
  /// Gaussian criteria at the maximum of the likelihood; correlated errors are estimated by restricted likelihood
  /// separately.
  public let criteria: InformationCriteria
  /// Durbin–Watson statistic of the innovations; about 2 when they are uncorrelated.
  public let durbinWatson: Double
  /// Condition number (1-norm, estimated) of the design with columns scaled to about unit norm.
  public let conditionNumber: Double
  /// The innovation of each interval between observations, divided by its standard deviation in units of σ.
  public let innovations: [Double]
  /// The share of the data in the precision of each coefficient that has a prior; 1 for the others.
  public let dataShares: [Double]
  /// Effects whose assumed direction the data contradict; they are held at 0.
  public let constrained: [ConstrainedEffect]
  /// Effects of drivers whose figures have errors, before and after the correction.
  public let measured: [MeasuredEffect]
  /// Ū, the geometric mean of the figures, to which the logistic baseline relates users.
  public let sizeReference: Double
  /// Benchmarks of the same observations; empty if they were not requested.
  public let benchmarks: [GrowthBenchmark]
  /// Whether the search for the nonlinear parameters ended at a solution.
  public let converged: Bool
  /// The robust weight of each innovation, 0 … 1; nil without robust weights.
  public let weights: [Double]?

  init(
    specification: ModelSpecification, data: MonthlyTable, references: [Double], solution: GrowthEstimate,
    sizeReference: Double, constrained: [ConstrainedEffect], measured: [MeasuredEffect], benchmarks: [GrowthBenchmark]
  ) {
    self.specification = specification
    self.data = data
    self.references = references
    estimate = solution.estimate
    criteria = solution.criteria
    durbinWatson = solution.durbinWatson
    conditionNumber = solution.conditionNumber
    innovations = solution.innovations
    dataShares = solution.dataShares
    self.constrained = constrained
    self.measured = measured
    self.sizeReference = sizeReference
    self.benchmarks = benchmarks
    converged = solution.converged
    weights = solution.weights
  }

  /// The months with a figure of MAU.
  public var observedMonths: [Month] { data.mau.observedMonths }

  /// The estimated decays of carryovers, in the order of their drivers.
  public var decays: [Double] { Array(estimate.values[specification.decayIndices]) }

  /// The last month with a figure, from which forecasts start.
  public var origin: Month { data.mau.lastObservedMonth ?? data.mau.first }

  /// MAU in the last month with a figure.
  public var lastUsers: Double { data.mau[origin] ?? .nan }

  /// The coefficients with their inference; the season has all twelve months, December as minus the sum of the others,
  /// and distributed lags have the effect of each lag and their sum instead of the polynomial.
  ///
  /// - Complexity: O(p·r) for p coefficients and r columns of their factor.
  public var coefficients: [Coefficient] {
    let names = specification.coefficientNames
    let drivers = specification.driverIndices
    let errors = specification.errorIndices
    func single(_ index: Int) -> Coefficient {
      self.single(index, names[index], isStudent: index < drivers.upperBound || errors.contains(index))
    }
    var result = (0..<drivers.lowerBound).map(single)
    if specification.seasonality == .monthly {
      result.append(
        coefficient(
          // Cannot trap: the numbers of a range.
          "season Dec", weights: Dictionary(uniqueKeysWithValues: (1...Season.columns).map { ($0, -1) })))
    }
    for (driver, positions) in zip(specification.drivers, specification.indicesOfDrivers) {
      guard let lag = driver.distributedLag else {
        result += positions.map(single)
        continue
      }
      let lags = zip(lag.lagNames, lag.weights)
      if case .almon = lag.shape {
        result += lags.map { name, weights in
          // Cannot trap: positions are those of a range.
          coefficient("\(driver.name) \(name)", weights: Dictionary(uniqueKeysWithValues: zip(positions, weights)))
        }
      } else {
        result += positions.map(single)
      }
      result.append(totalEffect(of: driver, positions))
    }
    return result + (drivers.upperBound..<names.count).map(single)
  }

  /// The effects of the drivers, in their order; positive is harmful. With distributed lags, an effect is their sum.
  ///
  /// - Complexity: O(p·r) for p coefficients and r columns of their factor.
  public var effects: [Coefficient] {
    zip(specification.drivers, specification.indicesOfDrivers).map { driver, positions in
      driver.distributedLag == nil
        ? single(positions.lowerBound, driver.name, isStudent: true) : totalEffect(of: driver, positions)
    }
  }

  /// One of the coefficients in ``ModelSpecification/coefficientNames``.
  private func single(_ index: Int, _ name: String, isStudent: Bool) -> Coefficient {
    let bound = constrained.first { $0.index == index }
    let isShare = specification.decayIndices.contains(index) || specification.driftIndex == index
    return coefficient(
      name, weights: [index: 1], isStudent: bound == nil && isStudent, freeEstimate: bound?.freeEstimate,
      dataShare: dataShares[index], domain: isShare ? 0...1 : -.infinity ... .infinity)
  }

  /// The sum of the effects of a driver's lags.
  private func totalEffect(of driver: DriverSpecification, _ positions: Range<Int>) -> Coefficient {
    let weights = driver.distributedLag?.weights ?? [[1]]
    let sums = positions.indices.map { column in
      weights.reduce(0) { $0 + $1[column - positions.lowerBound] }
    }
    // Cannot trap: positions are those of a range.
    return coefficient("\(driver.name) total", weights: Dictionary(uniqueKeysWithValues: zip(positions, sums)))
  }

  /// A linear combination of coefficients.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - weights: the weights by position in ``ModelSpecification/coefficientNames``.
  ///   - isStudent: whether its t follows Student's distribution if it is 0.
  ///   - freeEstimate: the estimate from the data alone, where a sign holds it at 0.
  ///   - dataShare: the share of the data in its precision.
  ///   - domain: the values that it can have.
  /// - Returns: the combination with its inference.
  func coefficient(
    _ name: String, weights: [Int: Double], isStudent: Bool = true, freeEstimate: Double? = nil,
    dataShare: Double = 1, domain: ClosedRange<Double> = -.infinity ... .infinity
  ) -> Coefficient {
    let terms = weights.sorted { $0.key < $1.key }
    let hasError = !terms.contains { $0.value != 0 && estimate.withoutError.contains($0.key) }
    return Coefficient(
      name: name, estimate: terms.reduce(0) { $0 + $1.value * estimate.values[$1.key] },
      standardError: hasError ? estimate.standardError(at: terms.map(\.key)) { terms[$0].value } : .nan,
      degreesOfFreedom: estimate.testFreedom(at: terms.lazy.filter { $0.value != 0 }.map(\.key)),
      isStudent: isStudent, freeEstimate: freeEstimate, dataShare: dataShare, domain: domain)
  }

  /// 1 − Σ innovations² / Σ innovations² of the drift benchmark: the share of the variance of growth that is explained.
  ///
  /// For monthly data this is R² of the regression.
  public var rSquared: Double {
    let own = rootMeanSquareOf(innovations)
    let drift = benchmarks.first { $0.kind == .drift }?.rootMeanSquare ?? .nan
    return 1 - (own / drift) * (own / drift)
  }

  /// The benchmark of a kind; nil if the model has none.
  public func benchmark(_ kind: GrowthBenchmark.Kind) -> GrowthBenchmark? { benchmarks.first { $0.kind == kind } }
}

extension FittedNetGrowth {
  /// Whether all numbers have sizes with which forecasts can be computed; a fit without that is not given to anyone.
  var hasNumbersInRange: Bool {
    estimate.sigma > 0
      && (estimate.values + estimate.factor.elements + [estimate.sigma]).allSatisfy { abs($0) <= 1e120 }
      && innovations.allSatisfy { abs($0) <= 1e6 } && references.allSatisfy { abs($0) <= 1e100 }
      && (1e-120...1e120).contains(sizeReference)
      && benchmarks.allSatisfy { (0...1e3).contains($0.rootMeanSquare) }
  }

  /// The equation as it was fitted.
  func equation() throws -> GrowthRegression {
    var equation = try GrowthRegression(
      specification, data.mau, columns: specification.columns(in: data), references: references,
      heldAtZero: Set(constrained.map(\.index)))
    equation.precision = 1 / (estimate.sigma * estimate.sigma)
    return equation
  }

  /// Reads a fit and checks that its parts are consistent.
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
    dataShares = try container.decode([Double].self, forKey: .dataShares)
    constrained = try container.decode([ConstrainedEffect].self, forKey: .constrained)
    measured = try container.decodeIfPresent([MeasuredEffect].self, forKey: .measured) ?? []
    sizeReference = try container.decode(Double.self, forKey: .sizeReference)
    benchmarks = try container.decode([GrowthBenchmark].self, forKey: .benchmarks)
    converged = try container.decode(Bool.self, forKey: .converged)
    weights = try container.decodeIfPresent([Double].self, forKey: .weights)
    let count = estimate.values.count
    guard weights.map({ $0.count == innovations.count && $0.allSatisfy { (0...1).contains($0) } }) ?? true,
      !specification.isOpen, count == specification.coefficientNames.count,
      references.count == specification.drivers.count, !innovations.isEmpty,
      data.mau.observedMonths.count == innovations.count + 1, data.mau.values.allSatisfy({ $0.map { $0 > 0 } ?? true }),
      specification.driverColumns.allSatisfy({ data.driver($0) != nil }), dataShares.count == count,
      constrained.allSatisfy({ (0..<count).contains($0.index) }),
      criteria.observations == innovations.count, criteria.parameters <= count - constrained.count + 1,
      estimate.degreesOfFreedom <= Double(innovations.count), hasNumbersInRange,
      decays.allSatisfy({ (0..<1).contains($0) }),
      specification.driftIndex.map({ (0.0...1).contains(estimate.values[$0]) && specification.errors == .independent })
        ?? true,
      benchmarks.isEmpty || (benchmark(.naive) != nil && benchmark(.drift) != nil),
      (try? equation()) != nil
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .estimate, in: container, debugDescription: "coefficients, drivers and data are inconsistent")
    }
  }
}
