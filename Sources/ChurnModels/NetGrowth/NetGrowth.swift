import Drivers
import LeastSquares
import RealModule
import Series

/// Net growth of users, yₜ = ln Uₜ: gₜ = yₜ − yₜ₋₁ = b_t + s_{m(t)} − Σ βₖ zₖₜ + eₜ.
///
/// The baseline b is α, α + δφᵗ, α − κ yₜ₋₁, α − κ Uₜ₋₁/Ū, or drifts (see ``Baseline``); e is independent or ARMA. Observations may
/// be any distance apart in time and may be quarterly means (see `GrowthRegression`); the estimate maximises the exact
/// Gaussian likelihood given the first observation. For monthly data with independent errors this is ordinary least
/// squares.
public struct NetGrowth: Sendable, Equatable {
  /// What the model consists of.
  public let specification: ModelSpecification

  /// A model to be fitted.
  public init(_ specification: ModelSpecification) { self.specification = specification }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - table: MAU and the raw columns of the drivers, with their history before the first observation as far
  ///     as lags and carryovers need it.
  ///   - benchmarks: whether benchmarks of the same observations are fitted too.
  /// - Returns: the estimates, everything that inference and forecasts need, and notes for readers.
  /// - Throws: ``ChurnModelError`` when the data are too few, a driver is unknown in a month between the first and last
  ///   observation, or coefficients cannot be told apart.
  public func fit(_ table: MonthlyTable, benchmarks: Bool = true) throws(ChurnModelError) -> FittedNetGrowth {
    let file = table.mau.file.isEmpty ? "data" : table.mau.file
    let names = specification.coefficientNames
    var seen: Set = ["season Dec"]
    for name in names where !seen.insert(name).inserted {
      throw .repeatedDriver(name)
    }
    let observed = table.mau.observedMonths
    guard observed.count >= names.count + 3, let first = observed.first else {
      throw .tooFewObservations(figures: observed.count, coefficients: names, file: file)
    }
    if table.mau.growsEvenly { throw .nothingLeft(file: file) }
    try checkCombinations()
    let columns = try specification.columns(in: table)
    let references = zip(specification.drivers, columns).map { $0.referenceLevel(of: $1, from: first) }
    do {
      let candidate = try chosen(table.mau, columns, references)
      let (specification, equation) = (candidate.specification, candidate.equation)
      var (solution, bound) = try Self.signed(candidate)
      var measured: [MeasuredEffect] = []
      if specification.hasMeasurementErrors {
        (solution, bound, measured) = try Self.corrected(candidate, solution, bound, table)
      }
      // Rounding alone leaves errors of about ε·y.
      guard solution.estimate.sigma > 1e-13 * max(1, abs(equation.centre)) else {
        throw ChurnModelError.nothingLeft(file: file)
      }
      let fit = FittedNetGrowth(
        specification: specification, data: table, references: references, solution: solution,
        sizeReference: .exp(equation.centre), constrained: bound, measured: measured,
        benchmarks: benchmarks ? try GrowthBenchmark.all(beside: specification, table.mau, columns, references) : [])
      guard fit.hasNumbersInRange else { throw ChurnModelError.notFinite }
      return fit
    } catch let error as LeastSquaresError {
      throw specification.translated(error, figures: observed.count, file: file)
    } catch let error as ChurnModelError {
      throw error
    } catch let error as DriverError {
      throw .driver(error)
    } catch {
      throw .notFinite
    }
  }

  /// An estimate corrected for errors of drivers. Effects whose sign only the correction turns are held at 0, too, and the rest is estimated anew.
  private static func corrected(
    _ candidate: GrowthCandidate, _ solution: GrowthEstimate, _ bound: [ConstrainedEffect], _ table: MonthlyTable
  ) throws -> (GrowthEstimate, [ConstrainedEffect], [MeasuredEffect]) {
    let specification = candidate.specification
    var (naive, bound) = (solution, bound)
    while true {
      let held = Set(bound.map(\.index))
      let equation = try candidate.equation.holding(held, naive)
      let correction = try MeasurementCorrection(equation, specification.standardErrors, table)
      let (estimate, effects) = try correction.corrected(naive)
      let wrong = specification.drivers.indices.flatMap { driver in
        specification.indices(ofDriver: driver).filter { position in
          let value = estimate.estimate.values[position]
          return !held.contains(position)
            && (specification.drivers[driver].sign == .harmful && value < 0
              || specification.drivers[driver].sign == .helpful && value > 0)
        }
      }
      guard let first = wrong.first else { return (estimate, bound, effects) }
      bound.append(ConstrainedEffect(index: first, freeEstimate: estimate.estimate.values[first]))
      bound.sort { $0.index < $1.index }
      var estimator = GrowthEstimator(
        try candidate.equation.holding(held.union([first]), naive), specification.standardErrors)
      naive = try estimator.solve()
    }
  }

  /// The estimate of a candidate with effects held at 0 whose sign the data contradict; these are determined by bounded least
  /// squares on the linearised equation.
  private static func signed(_ candidate: GrowthCandidate) throws -> (GrowthEstimate, [ConstrainedEffect]) {
    let (specification, equation, free) = (candidate.specification, candidate.equation, candidate.estimate)
    var signs: [Int: EffectSign] = [:]
    for (index, driver) in specification.drivers.enumerated() where driver.sign != .free {
      for position in specification.indices(ofDriver: index) { signs[position] = driver.sign }
    }
    func violates(_ values: [Double]) -> Bool {
      signs.contains { position, sign in sign == .harmful ? values[position] < 0 : values[position] > 0 }
    }
    guard violates(free.estimate.values) else { return (free, []) }
    var held = try equation.atBounds(free, signs)
    var solution = free
    for _ in 0..<10 {
      let restricted = try GrowthRegression(
        specification, equation.mau, columns: equation.columns, references: equation.references, heldAtZero: held)
      var estimation = GrowthEstimator(restricted, specification.standardErrors)
      solution = try estimation.solve()
      let next = try equation.atBounds(solution, signs)
      if next == held || !violates(solution.estimate.values) { break }
      held.formUnion(next)
    }
    let constrained = held.sorted().map { ConstrainedEffect(index: $0, freeEstimate: free.estimate.values[$0]) }
    return (solution, constrained)
  }
}

extension MonthlyColumn {
  /// Whether growth is the same in every month up to rounding, so that no model has an error by which to judge it.
  fileprivate var growsEvenly: Bool {
    let observed = observedMonths
    let rates = zip(observed, observed.dropFirst()).map { a, b in
      (Double.log(self[b] ?? .nan) - .log(self[a] ?? .nan)) / Double(a.distance(to: b))
    }
    guard let least = rates.min(), let most = rates.max() else { return true }
    return most - least <= 1e-13 * max(1, abs(Double.log(self[observed[0]] ?? 1)))
  }
}

extension GrowthRegression {
  /// The coefficients that bounded least squares sets to 0, with the equation linearised at a solution.
  fileprivate func atBounds(_ solution: GrowthEstimate, _ signs: [Int: EffectSign]) throws -> Set<Int> {
    guard let whitened = whitened(centred(solution.estimate.values)) else { return [] }
    let positions = linearPositions
    let fit = try LeastSquares.solve(
      whitened.design, whitened.response, lower: positions.map { signs[$0] == .harmful ? 0 : -.infinity },
      upper: positions.map { signs[$0] == .helpful ? 0 : .infinity })
    return Set(zip(positions, fit.states).filter { $0.1 != .free }.map(\.0))
  }

  /// The equation without some coefficients, and with the precision of an estimate.
  fileprivate func holding(_ held: Set<Int>, _ solution: GrowthEstimate) throws(DriverError) -> GrowthRegression {
    var result = self
    if !held.isEmpty {
      result = try GrowthRegression(specification, mau, columns: columns, references: references, heldAtZero: held)
    }
    result.precision = 1 / (solution.estimate.sigma * solution.estimate.sigma)
    return result
  }

  /// Parameters of y as those of the centred y.
  func centred(_ values: [Double]) -> [Double] {
    guard specification.baseline == .saturating, let kappa = specification.saturationIndex else { return values }
    var result = values
    result[0] -= values[kappa] * centre
    return result
  }
}

extension ModelSpecification {
  /// The error of the solver in terms of the model.
  fileprivate func translated(_ error: LeastSquaresError, figures: Int, file: String) -> ChurnModelError {
    switch error {
    case .noResidualFreedom where figureError != nil: return .figuresTooUncertain(file: file)
    case .tooFewObservations, .noResidualFreedom:
      return .tooFewObservations(figures: figures, coefficients: coefficientNames, file: file)
    case .singularCovariance: return .noRobustErrors("there are too few figures for their covariance")
    default: break
    }
    guard case .dependentColumns(let dependences) = error else { return .notFinite }
    let names = coefficientNames
    if dependences.allSatisfy({ Season.names.contains(names[$0.column]) }) { return .seasonNotSeen }
    return .inseparable(dependences.map { .init(coefficient: names[$0.column], from: $0.on.map { names[$0] }) })
  }

  /// The raw column of each driver; nil for steps and pulses.
  ///
  /// - Parameter table: the table with the columns.
  /// - Returns: one column per driver.
  /// - Throws: ``ChurnModelError/noDriverColumn(_:)``.
  public func columns(in table: MonthlyTable) throws(ChurnModelError) -> [MonthlyColumn?] {
    var columns: [MonthlyColumn?] = []
    for driver in drivers {
      guard let name = driver.expression.column else {
        columns.append(nil)
        continue
      }
      guard name != table.mau.name else { throw .responseAsDriver(name) }
      guard let column = table.driver(name) else { throw .noDriverColumn(name) }
      columns.append(column)
    }
    return columns
  }
}
