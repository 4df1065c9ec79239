import Drivers
import LeastSquares
import RealModule
import Series

/// Net growth of users, yₜ = ln Uₜ: gₜ = yₜ − yₜ₋₁ = b_t + s_{m(t)} − Σ βₖ zₖₜ + eₜ.
///
/// The baseline b is α, α + δφᵗ, α − κ yₜ₋₁ or α − κ Uₜ₋₁/Ū (see ``Baseline``); e is independent or ARMA. Observations may
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
    if specification.robust != .none, let driver = specification.drivers.first(where: \.hasPriorRows) {
      throw .badCombination(
        "robust weights and a prior or Shiller lags (`\(driver.name)`)",
        "Use `robust` none, leave out the prior, or use free or Almon lags")
    }
    if specification.robust != .none, specification.errors != .independent, specification.errors != .choice {
      throw .badCombination("robust weights and correlated errors", "Use `robust` none or `errors` independent")
    }
    for driver in specification.drivers where driver.sign != .free {
      if case .almon? = driver.distributedLag?.shape {
        throw .badCombination(
          "a sign and an Almon polynomial (`\(driver.name)`)", "Use free or Shiller lags, or state no sign")
      }
    }
    let columns = try specification.columns(in: table)
    let references = zip(specification.drivers, columns).map { $0.referenceLevel(of: $1, from: first) }
    do {
      var specification = specification
      switch specification.errors {
      case .automatic: specification.errors = try orderOfLeastCriterion(table, columns, references)
      case .choice: specification.errors = try errorsByPretest(table, columns, references)
      case .independent, .arma: break
      }
      let equation = try GrowthRegression(specification, table.mau, columns: columns, references: references)
      let (solution, bound) = try Self.solve(equation, specification)
      // Rounding alone leaves errors of about ε·y.
      guard solution.estimate.sigma > 1e-13 * max(1, abs(equation.centre)) else {
        throw ChurnModelError.nothingLeft(file: file)
      }
      return FittedNetGrowth(
        specification: specification, data: table, references: references, solution: solution,
        sizeReference: .exp(equation.centre), constrained: bound,
        benchmarks: benchmarks ? try GrowthBenchmark.all(beside: specification, table.mau, columns, references) : [])
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

  /// The order of least AICc; orders that cannot be fitted are skipped, except the first, whose error is thrown.
  private func orderOfLeastCriterion(
    _ table: MonthlyTable, _ columns: [MonthlyColumn?], _ references: [Double]
  ) throws -> ErrorProcess {
    var best: (process: ErrorProcess, aicc: Double)?
    for p in 0...ErrorProcess.highestOrder {
      for q in 0...ErrorProcess.highestOrder {
        var candidate = specification
        candidate.errors = p + q == 0 ? .independent : .arma(p: p, q: q)
        guard table.mau.observedMonths.count >= candidate.coefficientNames.count + 3 else { continue }
        let equation = try GrowthRegression(candidate, table.mau, columns: columns, references: references)
        var estimation = GrowthEstimator(equation, candidate.standardErrors)
        let solution = p + q == 0 ? try estimation.solve() : try? estimation.solve()
        guard let aicc = solution?.criteria.aicc else { continue }
        if best.map({ aicc < $0.aicc }) ?? true { best = (candidate.errors, aicc) }
      }
    }
    return best?.process ?? .independent
  }

  /// AR(1), unless twice the logarithm of its likelihood ratio against independent errors is below the median that it has where
  /// errors are independent.
  ///
  /// A pretest at 50 %, not at 5 %: AR(1) errors that are not needed cost next to nothing, and those that are missed make tests
  /// and intervals wrong. Independent errors also where months without figures are too many to see a correlation, and beside
  /// robust weights and Newey–West errors, which have their own answer.
  ///
  /// On the level of such pretests: T. B. Fomby and D. K. Guilkey, *On choosing the optimal level of significance for the Durbin–Watson test and the
  /// Bayesian alternative*, Journal of Econometrics 8 (1978), 203.
  private func errorsByPretest(
    _ table: MonthlyTable, _ columns: [MonthlyColumn?], _ references: [Double]
  ) throws -> ErrorProcess {
    let observed = table.mau.observedMonths
    let monthly = zip(observed, observed.dropFirst()).count { $0.distance(to: $1) == 1 }
    guard specification.robust == .none, specification.standardErrors != .neweyWest,
      monthly >= specification.coefficientNames.count + Self.fewestForPretest, 4 * monthly >= 3 * (observed.count - 1)
    else { return .independent }
    func logLikelihood(_ errors: ErrorProcess) throws -> Double {
      var candidate = specification
      candidate.errors = errors
      let equation = try GrowthRegression(candidate, table.mau, columns: columns, references: references)
      var estimation = GrowthEstimator(equation, candidate.standardErrors)
      return try estimation.solve().criteria.logLikelihood
    }
    let independent = try logLikelihood(.independent)
    let correlated = ErrorProcess.arma(p: 1, q: 0)
    guard let other = try? logLikelihood(correlated) else { return .independent }
    return 2 * (other - independent) > Self.medianOfRatio ? correlated : .independent
  }

  /// Figures beyond the coefficients that are needed to see whether errors are correlated.
  private static let fewestForPretest = 8

  /// The median of χ² with one degree of freedom.
  private static let medianOfRatio = 0.4549364

  /// Estimates freely, then with effects held at 0 whose sign the data contradict; these are determined by bounded
  /// least squares on the linearised equation.
  private static func solve(
    _ equation: GrowthRegression, _ specification: ModelSpecification
  ) throws -> (GrowthEstimate, [ConstrainedEffect]) {
    var estimation = GrowthEstimator(equation, specification.standardErrors)
    let free = try estimation.solve()
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
    case .tooFewObservations, .noResidualFreedom:
      return .tooFewObservations(figures: figures, coefficients: coefficientNames, file: file)
    case .leverageOne:
      return .noRobustErrors("a coefficient explains a single figure of MAU (a pulse, or a step at the end)")
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

extension DriverSpecification {
  /// Whether what is known of the driver enters the regression as rows of its own.
  fileprivate var hasPriorRows: Bool {
    if case .shiller? = distributedLag?.shape { return true }
    return prior != nil
  }
}
