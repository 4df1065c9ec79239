import Drivers
import LeastSquares
import RealModule
import Series

/// Corrects an estimate for errors in the figures of drivers.
///
/// What every month has alone is corrected by ``ErrorsInVariables`` where drivers are linear in their figures and no other parameter moves with them, by
/// simulation and extrapolation otherwise (see `MeasurementSimulation`). What is common to all months draws no effect to 0: it is carried into the
/// precision by the change of the estimate with each of its parts.
struct MeasurementCorrection {
  let equation: GrowthRegression
  let standardErrors: StandardErrors
  /// The columns of standard errors by driver; nil for drivers with exact figures, or errors of one size.
  let errors: [MonthlyColumn?]
  /// Whether the figures of a driver have errors, by driver.
  let isMeasured: [Bool]
  /// The drivers with errors, those of one column together: they have the same errors.
  let groups: [[Int]]

  /// - Parameters:
  ///   - equation: the equation as it was estimated.
  ///   - standardErrors: how standard errors are estimated.
  ///   - table: the data, with the columns of standard errors.
  /// - Throws: ``ChurnModelError/noDriverColumn(_:)``, or ``ChurnModelError/unknownError(driver:_:month:)`` for a month of the fit without an error.
  init(_ equation: GrowthRegression, _ standardErrors: StandardErrors, _ table: MonthlyTable) throws(ChurnModelError) {
    self.equation = equation
    self.standardErrors = standardErrors
    var errors: [MonthlyColumn?] = []
    for (index, driver) in equation.specification.drivers.enumerated() {
      guard let error = driver.error, let raw = equation.columns[index] else {
        errors.append(nil)
        continue
      }
      var column: MonthlyColumn?
      if let name = error.column {
        column = table.driver(name)
        guard column != nil else { throw .noDriverColumn(name) }
      }
      // Months before the fit count where a driver remembers them.
      let first = driver.hasMemory ? raw.first : equation.months.lowerBound
      for month in raw.observedMonths where month >= first && month < equation.months.upperBound {
        try Self.check(error, column, driver.name, month)
      }
      errors.append(column)
    }
    self.errors = errors
    let isMeasured = zip(equation.specification.drivers, equation.columns).map { $0.error != nil && $1 != nil }
    self.isMeasured = isMeasured
    var groups: [[Int]] = []
    for driver in isMeasured.indices where isMeasured[driver] {
      let name = equation.columns[driver]?.name
      if let place = groups.firstIndex(where: { equation.columns[$0[0]]?.name == name }) {
        groups[place].append(driver)
      } else {
        groups.append([driver])
      }
    }
    self.groups = groups
  }

  /// Refuses a month whose error is not known, below 0, or smaller than what it has in common with others.
  private static func check(
    _ error: MeasurementError, _ column: MonthlyColumn?, _ driver: String, _ month: Month
  ) throws(ChurnModelError) {
    guard let size = error.constant ?? column?[month], size >= 0 else {
      throw .unknownError(
        driver: driver, column?.place(of: month) ?? CellPlace(file: "data", line: nil, column: driver), month: month,
        value: column?[month])
    }
    guard let common = error.commonVariance(in: month) else {
      throw .drawsWithoutMonth(driver: driver, file: error.draws ?? "the draws", month: month)
    }
    guard common <= 1.1 * size * size else {
      throw .commonErrorTooLarge(
        driver: driver, month: month, common: .sqrt(common), total: size)
    }
  }

  /// The estimate corrected, and what was corrected.
  func corrected(_ naive: GrowthEstimate) throws -> (estimate: GrowthEstimate, effects: [MeasuredEffect]) {
    let method: MeasuredEffect.Method = isLinear ? .moments : .simex
    let names = equation.specification.drivers
    let effects = names.indices.compactMap { index -> MeasuredEffect? in
      guard isMeasured[index] else { return nil }
      let position = equation.specification.indices(ofDriver: index).lowerBound
      return MeasuredEffect(
        driver: names[index].name, reliability: reliability(index), naive: naive.estimate.values[position],
        naiveError: naive.estimate.standardErrors[position], method: method)
    }
    do {
      let estimate = try isLinear ? byMoments(naive) : MeasurementSimulation(self).corrected(naive)
      return (estimate, effects)
    } catch LeastSquaresError.errorsTooLarge(let reliability) {
      let least = effects.min { $0.reliability < $1.reliability }
      throw ChurnModelError.driverTooUncertain(driver: least?.driver ?? "", reliability: reliability)
    }
  }

  /// Whether the estimate is linear in the figures of all drivers with errors, given the parameters of the errors of growth.
  private var isLinear: Bool {
    let specification = equation.specification
    let isPlain =
      specification.robust == .none && standardErrors == .classical
      && Set(equation.nonlinearPositions).isSubset(of: specification.errorIndices)
      && specification.drivers.allSatisfy { $0.prior == nil && !($0.distributedLag?.isShrunk ?? false) }
    return isPlain
      && zip(specification.drivers, isMeasured).allSatisfy { !$1 || $0.expression.isLinear }
  }

  /// The months whose figures have errors.
  func uncertainMonths(_ driver: Int) -> [(month: Month, deviation: Double)] {
    guard let raw = equation.columns[driver], let error = equation.specification.drivers[driver].error else {
      return []
    }
    return raw.observedMonths.compactMap { month in
      guard month < equation.months.upperBound else { return nil }
      return error.ownVariance(in: month, errors[driver]).flatMap { $0 > 0 ? (month, .sqrt($0)) : nil }
    }
  }

  /// 1 − the mean variance of the errors over the variance of the figures, in the months of the fit.
  private func reliability(_ driver: Int) -> Double {
    guard let raw = equation.columns[driver], let error = equation.specification.drivers[driver].error else { return 1 }
    let months = raw.observedMonths.filter { equation.months.contains($0) }
    let figures = months.compactMap { raw[$0] }
    guard figures.count > 1 else { return 1 }
    let mean = figures.reduce(0, +) / Double(figures.count)
    let variance = figures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(figures.count - 1)
    let noise = months.reduce(0) { $0 + (error.ownVariance(in: $1, errors[driver]) ?? 0) } / Double(months.count)
    return variance > 0 ? 1 - noise / variance : 0
  }
}

// MARK: - Moments

extension MeasurementCorrection {
  private func byMoments(_ naive: GrowthEstimate) throws -> GrowthEstimate {
    let parameters = equation.centred(naive.estimate.values)
    guard let whitened = equation.whitened(parameters) else { throw ChurnModelError.notFinite }
    let products = products(try loads(parameters), count: whitened.response.count)
    func solve(_ design: Matrix) throws(LeastSquaresError) -> ErrorsInVariables {
      try ErrorsInVariables(design, whitened.response, errorProducts: products.sum, rowProducts: products.rows)
    }
    let fit = try solve(whitened.design)
    var common: [[Double]] = []
    for group in groups {
      for part in equation.specification.drivers[group[0]].error?.common ?? [] {
        guard let raw = equation.columns[group[0]] else { continue }
        func shifted(_ sign: Double) throws -> ErrorsInVariables {
          var design = whitened.design
          for (column, values) in try whitenedColumns(group, raw.adding(part, times: sign), parameters) {
            for row in values.indices { design[row, column] = values[row] }
          }
          return try solve(design)
        }
        let (above, below) = (try shifted(1), try shifted(-1))
        common.append(zip(above.coefficients, below.coefficients).map { ($0 - $1) / 2 })
      }
    }
    return estimate(naive, fit, common, scale: .exp(-whitened.logScale / 2))
  }

  /// The estimate with corrected linear coefficients, and those of the errors as they were.
  private func estimate(
    _ naive: GrowthEstimate, _ fit: ErrorsInVariables, _ common: [[Double]], scale: Double
  ) -> GrowthEstimate {
    let positions = equation.linearPositions
    let n = Double(fit.residuals.count)
    let freedom = naive.estimate.degreesOfFreedom
    let sigma = Double.sqrt(fit.residuals.reduce(0) { $0 + $1 * $1 } / min(n, freedom))
    let root = fit.covariance.choleskyFactor() ?? Matrix(rows: positions.count, columns: positions.count)
    let old = naive.estimate.factor
    var values = equation.centred(naive.estimate.values)
    var factor = Matrix(rows: values.count, columns: root.columns + common.count + old.columns)
    for (row, position) in positions.enumerated() {
      values[position] = fit.coefficients[row]
      for column in 0..<root.columns { factor[position, column] = root[row, column] / sigma }
      for (column, slopes) in common.enumerated() { factor[position, root.columns + column] = slopes[row] / sigma }
    }
    let first = root.columns + common.count
    // Whatever is not linear keeps its precision; the last column is that of the drift of a baseline.
    let drift = equation.specification.driftIndex == nil ? nil : old.columns - 1
    for row in values.indices {
      for column in 0..<old.columns where !positions.contains(row) || column == drift {
        factor[row, first + column] = old[row, column] * naive.estimate.sigma / (sigma * scale)
      }
    }
    if equation.specification.baseline == .saturating, let kappa = equation.specification.saturationIndex {
      values[0] += values[kappa] * equation.centre
      for column in 0..<factor.columns { factor[0, column] += equation.centre * factor[kappa, column] }
    }
    var result = naive
    result.estimate = ParameterEstimate(
      values: values, factor: factor, sigma: sigma * scale, degreesOfFreedom: freedom,
      testFreedom: values.map { _ in freedom }, withoutError: naive.estimate.withoutError)
    result.innovations = fit.residuals.map { $0 * scale }
    return result
  }

  /// By how much errors multiply standard errors, by linear position: those of the corrected moments over those of least squares, in the equation
  /// linearised at the figures.
  func errorRatios(_ naive: GrowthEstimate) throws -> [Double] {
    let parameters = equation.centred(naive.estimate.values)
    guard let whitened = equation.whitened(parameters) else { throw ChurnModelError.notFinite }
    let products = products(try loads(parameters), count: whitened.response.count)
    let corrected = try ErrorsInVariables(
      whitened.design, whitened.response, errorProducts: products.sum, rowProducts: products.rows)
    var solver = LinearSolver()
    let plain = try solver.solve(whitened.design, whitened.response)
    return plain.standardErrors.indices.map { corrected.covariance[$0, $0].squareRoot() / plain.standardErrors[$0] }
  }

  /// A raw column with one month's value changed.
  private func changed(_ raw: MonthlyColumn, _ month: Month, by size: Double) -> MonthlyColumn {
    let values = raw.months.map { other in raw[other].map { other == month ? $0 + size : $0 } }
    return MonthlyColumn(name: raw.name, first: raw.first, values: values)
  }

  /// The whitened columns of drivers of one column, whose figures are those of another one, by linear position.
  private func whitenedColumns(
    _ group: [Int], _ raw: MonthlyColumn, _ parameters: [Double]
  ) throws -> [(column: Int, values: [Double])] {
    try group.flatMap { try whitenedColumns($0, raw, parameters) }
  }

  /// The whitened columns of a driver, whose figures are those of another column, by linear position.
  private func whitenedColumns(
    _ driver: Int, _ raw: MonthlyColumn, _ parameters: [Double]
  ) throws -> [(column: Int, values: [Double])] {
    let specification = equation.specification
    let decay = equation.decayPositions.first { $0.driver == driver }.map { parameters[$0.position] }
    let columns = try specification.drivers[driver].columns(
      of: raw, in: equation.months, reference: equation.references[driver], historyEnd: equation.months.upperBound,
      decay: decay)
    let places = specification.indices(ofDriver: driver).enumerated().compactMap { offset, position in
      equation.linearPositions.firstIndex(of: position).map { (offset, $0) }
    }
    let whitened = try equation.whitened(places.map { offset, _ in columns[offset].map { -$0 } }, parameters)
    return zip(places, whitened).map { ($0.1, $1) }
  }

  /// For every column of the design, what one standard deviation of every month's error adds to it, without the part that exact columns explain.
  private func loads(_ parameters: [Double]) throws -> [[Int: [Double]]] {
    guard let whitened = equation.whitened(parameters) else { throw ChurnModelError.notFinite }
    let uncertain = Set(
      equation.specification.drivers.indices.filter { isMeasured[$0] }.flatMap {
        equation.specification.indices(ofDriver: $0).compactMap { equation.linearPositions.firstIndex(of: $0) }
      })
    let exact = (0..<whitened.design.columns).filter { !uncertain.contains($0) }
    var projection = PivotedQR()
    projection.factorise(Matrix(columns: exact.map { whitened.design.column($0) }))
    var result: [[Int: [Double]]] = []
    for group in groups {
      let months = uncertainMonths(group[0])
      guard let raw = equation.columns[group[0]], !months.isEmpty else { continue }
      let isLinear = group.allSatisfy { equation.specification.drivers[$0].expression.isLinear }
      let whole = try whitenedColumns(group, raw, parameters)
      for (month, deviation) in months {
        // A small step gives the slope of what is not linear.
        let step = isLinear ? deviation : 1e-3 * deviation
        let moved = try whitenedColumns(group, changed(raw, month, by: step), parameters)
        var load: [Int: [Double]] = [:]
        for (before, after) in zip(whole, moved) {
          var change = zip(before.values, after.values).map { ($1 - $0) * deviation / step }
          if !exact.isEmpty { projection.project(&change) }
          load[before.column] = change
        }
        result.append(load)
      }
    }
    return result
  }

  /// E[U'U] of all rows together and of each.
  private func products(_ loads: [[Int: [Double]]], count: Int) -> (sum: Matrix, rows: [Matrix]) {
    let columns = equation.linearPositions.count
    var sum = Matrix(rows: columns, columns: columns)
    var rows = [Matrix](repeating: sum, count: count)
    for load in loads {
      for (first, left) in load {
        for (second, right) in load {
          for row in 0..<count where left[row] != 0 && right[row] != 0 {
            rows[row][first, second] += left[row] * right[row]
            sum[first, second] += left[row] * right[row]
          }
        }
      }
    }
    return (sum, rows)
  }
}

extension MonthlyColumn {
  /// The known values with a multiple of another column's added, where that is known.
  func adding(_ other: MonthlyColumn, times factor: Double) -> MonthlyColumn {
    let values = months.map { month in self[month].map { $0 + factor * (other[month] ?? 0) } }
    return MonthlyColumn(name: name, first: first, values: values)
  }
}
