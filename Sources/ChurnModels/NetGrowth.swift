import Drivers
import LeastSquares
import RealModule
import Series

/// Net growth of users, yₜ = ln Uₜ: gₜ = yₜ − yₜ₋₁ = α − κ yₜ₋₁ + s_{m(t)} − Σ βₖ zₖₜ + εₜ, εₜ ~ N(0, σ²) independent.
///
/// κ = 0 for the constant baseline. Observations may have any distance in time (see `SparseGrowth`); the estimate
/// maximises the exact Gaussian likelihood given the first observation. For monthly data this is ordinary least squares.
public struct NetGrowth: Sendable, Equatable {
  /// What the model consists of.
  public let specification: ModelSpecification

  /// A model to be fitted.
  public init(_ specification: ModelSpecification) { self.specification = specification }

  /// Fits the model.
  ///
  /// - Parameter table: MAU and the raw columns of the drivers, with their history before the first observation as far
  ///   as lags and carryovers need it.
  /// - Returns: the estimates, everything that inference and forecasts need, and notes for people.
  /// - Throws: ``ChurnModelError`` when the data are too few, a driver is unknown in a month between the first and last
  ///   observation, or coefficients cannot be told apart.
  public func fit(_ table: MonthlyTable) throws(ChurnModelError) -> FittedNetGrowth {
    let names = specification.coefficientNames
    for (index, name) in names.enumerated() where names[..<index].contains(name) || name == "season Dec" {
      throw .repeatedDriver(name)
    }
    let observed = table.mau.observedMonths
    guard observed.count >= names.count + 3, let first = observed.first, let last = observed.last else {
      throw .tooFewObservations(
        figures: observed.count, coefficients: names, file: table.mau.file.isEmpty ? "data" : table.mau.file)
    }
    let columns = try specification.columns(in: table)
    let references = zip(specification.drivers, columns).map { $0.referenceLevel(of: $1, from: first) }
    let design: MonthlyDesign
    do {
      design = try MonthlyDesign(
        specification, columns: columns, references: references,
        months: first.advanced(by: 1)..<last.advanced(by: 1), historyEnd: last.advanced(by: 1))
    } catch {
      throw .driver(error)
    }
    let growth = SparseGrowth(table.mau, design)
    do {
      let solution = try growth.solve(specification.baseline, specification.standardErrors)
      // Rounding alone leaves errors of about ε·y.
      guard solution.estimate.sigma > 1e-13 * max(1, abs(growth.centre)) else {
        throw ChurnModelError.nothingLeft(file: table.mau.file.isEmpty ? "data" : table.mau.file)
      }
      return FittedNetGrowth(
        specification: specification, data: table, references: references, solution: solution,
        benchmarks: try GrowthBenchmark.all(beside: specification, growth))
    } catch let error as LeastSquaresError {
      throw specification.translated(error)
    } catch let error as ChurnModelError {
      throw error
    } catch {
      throw .notFinite
    }
  }
}

extension SparseGrowth {
  /// Estimates the equation.
  ///
  /// - Parameters:
  ///   - baseline: whether κ is zero or estimated.
  ///   - standardErrors: how the covariance is estimated.
  /// - Returns: the estimates for y itself.
  /// - Throws: ``LeastSquaresError`` with columns in the order θ, κ.
  func solve(
    _ baseline: Baseline, _ standardErrors: StandardErrors = .classical
  ) throws(LeastSquaresError) -> GrowthSolution {
    switch baseline {
    case .constant: try solveConstant(standardErrors)
    case .saturating: try solveSaturating(standardErrors)
    }
  }

  private func solveConstant(_ standardErrors: StandardErrors) throws(LeastSquaresError) -> GrowthSolution {
    let problem = linearProblem(saturation: 0)
    var solver = LinearSolver()
    let fit = try solver.solve(problem.design, problem.response)
    return try GrowthSolution(
      parameters: fit.coefficients, fit: fit, logScale: meanLogVariance(rho: 1), design: problem.design,
      standardErrors: standardErrors, growth: self, converged: true)
  }

  /// Searches κ on a grid of the profile, then all parameters together, then takes the covariance from the Jacobian.
  private func solveSaturating(_ standardErrors: StandardErrors) throws(LeastSquaresError) -> GrowthSolution {
    var solver = LinearSolver()
    var best: (parameters: [Double], sum: Double)?
    for saturation in Self.saturationGrid {
      let problem = linearProblem(saturation: saturation)
      let fit = try solver.solve(problem.design, problem.response)
      if best.map({ fit.residualSumOfSquares < $0.sum }) ?? true {
        best = (fit.coefficients + [saturation], fit.residualSumOfSquares)
      }
    }
    let start = best?.parameters ?? []
    let search = LevenbergMarquardt().minimise(
      from: start, count: intervals.count, residuals: residuals, jacobian: jacobian)
    // One Gauss–Newton step by the refined solver gives the last digits and the covariance.
    var parameters = search.parameters
    var f = search.residuals
    var j = Matrix(rows: intervals.count, columns: parameters.count)
    self.jacobian(parameters, into: &j)
    for index in j.elements.indices { j.elements[index].negate() }
    let step = try solver.solve(j, f)
    for index in parameters.indices { parameters[index] += step.coefficients[index] }
    self.residuals(parameters, into: &f)
    self.jacobian(parameters, into: &j)
    let fit = try solver.solve(j, f)
    return try GrowthSolution(
      parameters: parameters, fit: fit, logScale: meanLogVariance(rho: 1 - parameters[parameters.count - 1]),
      design: j, standardErrors: standardErrors, growth: self, converged: search.converged)
  }

  /// κ from slightly explosive to 1 (half-life nil), denser near 0 (long half-lives).
  private static let saturationGrid: [Double] =
    [-0.05, -0.01, 0] + (0..<28).map { 0.001 * .pow(1.3, Double($0)) }.filter { $0 < 1 }
}

extension ModelSpecification {
  /// The error of the solver in the words of the model.
  fileprivate func translated(_ error: LeastSquaresError) -> ChurnModelError {
    switch error {
    case .leverageOne:
      return .noRobustErrors("one figure of MAU is explained by one coefficient alone (a pulse, or a step at the end)")
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
  /// - Parameter table: where the columns are.
  /// - Returns: as many columns as drivers.
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
