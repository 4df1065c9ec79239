import Drivers
import LeastSquares
import RealModule
import Series

/// The stock-and-flow equation for given data.
struct HazardEquation {
  private let specification: ModelSpecification
  private let table: MonthlyTable
  private let references: [Double]
  private let rows: Matrix
  private let start: Month
  private let observed: [Month]
  private let flows: Flows

  init(
    _ specification: ModelSpecification, _ table: MonthlyTable, _ columns: [MonthlyColumn?], _ references: [Double]
  ) throws {
    self.specification = specification
    self.table = table
    self.references = references
    observed = table.mau.observedMonths
    flows = specification.flows ?? Flows()
    for name in flows.columns where table.driver(name) == nil { throw ChurnModelError.noDriverColumn(name) }
    start = (observed.first ?? table.mau.first).advanced(by: 1)
    let end = (observed.last ?? table.mau.first).advanced(by: 1)
    rows = try Self.rows(specification, columns, references, start..<end, historyEnd: end)
  }

  static func rows(
    _ specification: ModelSpecification, _ columns: [MonthlyColumn?], _ references: [Double], _ months: Range<Month>,
    historyEnd: Month
  ) throws(DriverError) -> Matrix {
    var rows = try MonthlyDesign(
      specification, columns: columns, references: references, months: months, historyEnd: historyEnd
    ).rows
    // A driver raises the hazard: its column enters with its own sign.
    for column in specification.driverIndices { for row in 0..<rows.rows { rows[row, column].negate() } }
    return rows
  }

  static func acquisitionNames(_ specification: ModelSpecification) -> [String] {
    guard let flows = specification.flows, flows.acquired == nil, flows.churned == nil else { return [] }
    return flows.acquisition == .constant ? ["ln acquired"] : ["ln acquisition rate", "ln market size"]
  }

  static func names(_ specification: ModelSpecification) -> [String] {
    let hazard =
      ["hazard"] + (specification.seasonality == .monthly ? Array(Season.names) : [])
      + specification.drivers.map(\.name)
    return hazard + acquisitionNames(specification)
  }

  /// Which flows are known.
  static func situation(_ specification: ModelSpecification) -> FittedChurnHazard.Situation {
    let flows = specification.flows ?? Flows()
    return flows.churned != nil ? .churnedKnown : flows.acquired != nil ? .acquiredKnown : .neither
  }

  /// A driver that this model cannot have; nil if it can have all.
  static func unsuitableDriver(_ specification: ModelSpecification) -> DriverSpecification? {
    specification.drivers.first {
      $0.columnCount > 1 || $0.expression.hasFittedDecay || $0.sign != .free || $0.prior != nil
    }
  }

  static func acquired(_ flows: Flows, _ users: Double, _ parameters: [Double], after count: Int) -> Double {
    flows.acquisition == .constant
      ? .exp(parameters[count])
      : .exp(parameters[count]) * users * (1 - users / .exp(parameters[count + 1]))
  }

  func fit() throws -> FittedChurnHazard {
    flows.churned != nil ? try fractionalLogit() : try recursive()
  }

  private func hazard(_ row: Int, _ parameters: [Double]) -> Double {
    var sum = 0.0
    for column in 0..<rows.columns { sum += rows[row, column] * parameters[column] }
    return 1 / (1 + .exp(-sum))
  }

  // MARK: Lost users observed

  private func fractionalLogit() throws -> FittedChurnHazard {
    guard let name = flows.churned, let churned = table.driver(name) else { throw ChurnModelError.notFinite }
    var usable: [Int] = []
    var shares: [Double] = []
    for row in 0..<rows.rows {
      let month = start.advanced(by: row)
      guard let lost = churned[month], let before = table.mau[month.advanced(by: -1)] else { continue }
      guard lost >= 0, lost < before else {
        throw ChurnModelError.badFlow(churned.place(of: month), value: lost, users: before)
      }
      usable.append(row)
      shares.append(lost / before)
    }
    guard usable.count > rows.columns + 1 else {
      throw LeastSquaresError.tooFewObservations(rows: usable.count, columns: rows.columns)
    }
    let design = Matrix(columns: (0..<rows.columns).map { column in usable.map { rows[$0, column] } })
    let mean = shares.reduce(0, +) / Double(shares.count)
    guard mean > 0, shares.contains(where: { $0 != shares[0] }) else {
      throw ChurnModelError.nothingLeft(file: churned.file.isEmpty ? "data" : churned.file)
    }
    var gamma = [Double](repeating: 0, count: rows.columns)
    gamma[0] = .log(mean / (1 - mean))
    let regression = try LogitRegression(design, shares: shares, from: gamma)
    gamma = regression.coefficients
    let estimator =
      specification.standardErrors == .classical ? CovarianceEstimator.hc1 : specification.standardErrors.estimator
    let spread = try regression.fit.spread(estimator, design: design, weights: regression.weights)
    let innovations = try oneStepErrors(gamma)
    return finished(
      gamma, spread, sigma: regression.fit.sigma, innovations, freedom: Double(regression.fit.degreesOfFreedom),
      unidentified: [], converged: regression.converged)
  }

  /// Errors of ln U between neighbouring months: with acquisitions observed, or otherwise replaced by the mean that
  /// balances the stock.
  private func oneStepErrors(_ gamma: [Double]) throws -> [Double] {
    let acquired = flows.acquired.flatMap(table.driver)
    let mean = meanAcquired(gamma)
    var errors: [Double] = []
    for row in 0..<rows.rows {
      let month = start.advanced(by: row)
      guard let before = table.mau[month.advanced(by: -1)], let after = table.mau[month] else { continue }
      let gained = acquired?[month] ?? mean
      let expected = before * (1 - hazard(row, gamma)) + gained
      guard expected > 0 else { throw ChurnModelError.notFinite }
      errors.append(.log(after / expected))
    }
    return errors
  }

  private func meanAcquired(_ gamma: [Double]) -> Double {
    var (sum, count) = (0.0, 0.0)
    for row in 0..<rows.rows {
      let month = start.advanced(by: row)
      guard let before = table.mau[month.advanced(by: -1)], let after = table.mau[month] else { continue }
      sum += after - before * (1 - hazard(row, gamma))
      count += 1
    }
    return count > 0 ? max(sum / count, 0) : 0
  }

  // MARK: The recursion between figures

  /// √(1/n)(ln U_b − ln Û_b) of every interval.
  private func residuals(_ parameters: [Double], into result: inout [Double]) {
    let acquired = flows.acquired.flatMap(table.driver)
    for index in 1..<observed.count {
      let first = observed[index - 1]
      let count = first.distance(to: observed[index])
      var users = table.mau[first] ?? .nan
      for step in 1...count {
        let month = first.advanced(by: step)
        let gained =
          acquired.map { $0[month] ?? .nan }
          ?? Self.acquired(flows, users, parameters, after: rows.columns)
        users = users * (1 - hazard(start.distance(to: month), parameters)) + gained
      }
      let actual = table.mau[observed[index]] ?? .nan
      result[index - 1] = users > 0 ? .log(actual / users) / .sqrt(Double(count)) : .nan
    }
  }

  private func recursive() throws -> FittedChurnHazard {
    if let name = flows.acquired, let acquired = table.driver(name) {
      for row in 0..<rows.rows {
        let month = start.advanced(by: row)
        guard let value = acquired[month], value >= 0 else {
          throw ChurnModelError.badFlow(acquired.place(of: month), value: acquired[month], users: nil)
        }
      }
    }
    let names = Self.names(specification)
    let count = observed.count - 1
    let typical = table.mau.observedMonths.compactMap { table.mau[$0] }.reduce(0, +) / Double(observed.count)
    var best: NonlinearFit?
    for share in [0.01, 0.03, 0.1, 0.3] {
      var start = [Double](repeating: 0, count: names.count)
      start[0] = .log(share / (1 - share))
      if names.count > rows.columns {
        start[rows.columns] = flows.acquisition == .constant ? .log(share * typical) : .log(2 * share)
        if flows.acquisition == .logistic { start[rows.columns + 1] = .log(2 * typical) }
      }
      let found = LevenbergMarquardt().minimise(from: start, count: count, residuals: residuals)
      if found.residualSumOfSquares.isFinite,
        best.map({ found.residualSumOfSquares < $0.residualSumOfSquares * (1 - 1e-9) }) ?? true
      {
        best = found
      }
    }
    guard let best else { throw ChurnModelError.notFinite }
    var jacobian = Matrix(rows: count, columns: names.count)
    var up = best.residuals
    var down = best.residuals
    for column in names.indices {
      let step = 6e-6 * max(abs(best.parameters[column]), 0.1)
      var moved = best.parameters
      moved[column] += step
      residuals(moved, into: &up)
      moved[column] -= 2 * step
      residuals(moved, into: &down)
      for row in 0..<count { jacobian[row, column] = -(up[row] - down[row]) / (2 * step) }
    }
    let fit = try LeastSquares.solve(jacobian, best.residuals)
    let spread = try fit.spread(specification.standardErrors.estimator, design: jacobian)
    return finished(
      best.parameters, spread, sigma: fit.sigma, best.residuals, freedom: Double(count - names.count),
      unidentified: try unidentified(jacobian, names), converged: best.converged)
  }

  /// Parameters whose variances come from a near-dependence.
  private func unidentified(_ jacobian: Matrix, _ names: [String]) throws -> [String] {
    guard names.count > 1 else { return [] }
    let collinearity = try Collinearity(jacobian)
    var found: Set<Int> = []
    for (row, index) in collinearity.conditionIndices.enumerated() where index > 30 {
      let involved = names.indices.filter { collinearity.varianceShares[row, $0] > 0.5 }
      if involved.count > 1 { found.formUnion(involved) }
    }
    return found.sorted().map { names[$0] }
  }

  // Times σ of the fit, the factor F of the spread satisfies F F' = covariance.
  private func finished(
    _ parameters: [Double], _ spread: CovarianceFactor, sigma fitted: Double, _ innovations: [Double], freedom: Double,
    unidentified: [String], converged: Bool
  ) -> FittedChurnHazard {
    let square = innovations.reduce(0) { $0 + $1 * $1 }
    let sigma = Double.sqrt(square / max(1, Double(innovations.count - parameters.count)))
    return FittedChurnHazard(
      specification: specification, data: table, references: references,
      situation: Self.situation(specification),
      estimate: ParameterEstimate(
        values: parameters, factor: spread.factor.scaled(by: sigma > 0 ? fitted / sigma : 0), sigma: sigma,
        degreesOfFreedom: freedom,
        testFreedom: spread.freedom.map { min(freedom, $0) }),
      innovations: innovations, unidentified: unidentified, converged: converged)
  }
}
