import Drivers
import LeastSquares
import RealModule
import Series

/// Linearises the equation for future months in all coefficients of a fit: exactly in the linear ones, by the
/// derivative at the estimate in decays and the coefficients of the errors.
struct RecursionLinearisation {
  private let fit: FittedNetGrowth
  private let specification: ModelSpecification
  private let equation: GrowthRegression
  private let months: Int
  private let range: Range<Month>
  private let columns: [MonthlyColumn?]
  /// The estimate, for centred y.
  private let values: [Double]
  /// The rows of θ at the estimate.
  private let theta: Matrix
  private let now: LastState
  private let finalCovariance: Matrix
  /// ρ of the first month, which multiplies an uncertain level.
  private let persistence: Double
  private var workspace: WhitenedRegression

  /// - Parameters:
  ///   - fit: the fit.
  ///   - months: the horizon, at least 1.
  ///   - columns: the raw columns by driver, continued to the horizon.
  /// - Throws: ``DriverError`` when a driver is unknown in a month that is needed; ``ChurnModelError``.
  init(_ fit: FittedNetGrowth, months: Int, columns: [MonthlyColumn?]) throws {
    self.fit = fit
    specification = fit.specification
    equation = try fit.equation()
    self.months = months
    self.columns = columns
    range = fit.origin.advanced(by: 1)..<fit.origin.advanced(by: 1 + months)
    values = equation.centred(fit.estimate.values)
    workspace = equation.workspace()
    guard equation.whiten(values, into: &workspace) else { throw ChurnModelError.notFinite }
    let now = LastState(workspace.filtered, equation, values, months: months)
    self.now = now
    finalCovariance = workspace.filtered.finalCovariance
    theta = try Self.design(fit, columns, range, values)
    let (values, baseline) = (values, specification.baseline)
    persistence =
      specification.saturationIndex.map { 1 - values[$0] * (baseline == .logistic ? .exp(now.level) : 1) } ?? 1
  }

  private static func design(
    _ fit: FittedNetGrowth, _ columns: [MonthlyColumn?], _ range: Range<Month>, _ parameters: [Double]
  ) throws -> Matrix {
    try MonthlyDesign(
      fit.specification, columns: columns, references: fit.references, months: range, historyEnd: range.lowerBound,
      decays: fit.specification.decayIndices.map { parameters[$0] }
    ).rows
  }

  /// The recursion.
  mutating func recursion() throws -> GrowthRecursion {
    var rows = Matrix(rows: months, columns: values.count)
    var offsets = now.errors
    for column in 0..<theta.columns { for row in 0..<months { rows[row, column] = theta[row, column] } }
    for position in values.indices { for row in 0..<months { rows[row, position] += now.linearErrors[position][row] } }
    if let index = specification.transientIndex {
      for row in 0..<months { rows[row, index] += transient(values, row) }
    }
    var start = now.level
    for position in values.indices {
      start += now.linearLevels[position] * values[position]
      rows[0, position] += persistence * now.linearLevels[position]
      offsets[0] -= persistence * now.linearLevels[position] * values[position]
    }
    for position in slopePositions {
      guard let slopes = try? slopes(position) else { continue }
      for row in 0..<months {
        rows[row, position] += slopes[row]
        offsets[row] -= rows[row, position] * values[position]
      }
    }
    // Back to y itself: α and the level of y rather than of the centred y.
    if let kappa = specification.saturationIndex, specification.baseline == .saturating {
      let centre = equation.centre
      for row in 0..<months { rows[row, kappa] -= rows[row, 0] * centre - centre }
    }
    return GrowthRecursion(
      months: range, start: start + equation.centre, rows: rows, offsets: offsets, impulses: fit.impulses(months),
      noise: noise(), saturation: .init(specification, fit.sizeReference))
  }

  /// φ to the power of a future month, counted from the first figure.
  private func transient(_ parameters: [Double], _ row: Int) -> Double {
    guard let index = specification.transientIndex else { return 0 }
    return .pow(parameters[index + 1], equation.months.count + row + 1)
  }

  /// The parameters in which the equation is nonlinear and whose standard errors are meaningful.
  private var slopePositions: [Int] {
    equation.nonlinearPositions.filter { position in
      if position == specification.saturationIndex { return !equation.filterIsPlain }
      return !specification.errorIndices.contains(position) || fit.hasDeterminedErrors
    } + [specification.driftIndex].compactMap { $0 }
  }

  /// ∂ drift/∂ parameter at the estimate, one number per month, by central differences.
  private mutating func slopes(_ position: Int) throws -> [Double] {
    let step = 1e-5 * max(abs(values[position]), 0.01)
    var up = values
    var down = values
    up[position] += step
    down[position] -= step
    let above = try drift(up)
    let below = try drift(down)
    return zip(above, below).map { ($0 - $1) / (2 * step) }
  }

  /// The drift of the months, including the last level, with nonlinear parameters changed and linear ones at the
  /// estimate.
  private mutating func drift(_ parameters: [Double]) throws -> [Double] {
    guard equation.whiten(parameters, into: &workspace) else { throw ChurnModelError.notFinite }
    let state = LastState(workspace.filtered, equation, parameters, months: months)
    let theta = specification.decayIndices.isEmpty ? theta : try Self.design(fit, columns, range, parameters)
    return (0..<months).map { row in
      var sum = state.errors[row] + (row == 0 ? persistence * state.level : 0)
      for column in 0..<theta.columns { sum += theta[row, column] * values[column] }
      for position in equation.linearPositions {
        sum += state.linearErrors[position][row] * values[position]
        if row == 0 { sum += persistence * state.linearLevels[position] * values[position] }
      }
      if let index = specification.transientIndex { sum += values[index] * transient(parameters, row) }
      return sum
    }
  }

  /// The effect of the covariance of the last state on future months, in units of σ.
  private func noise() -> Matrix {
    guard let factor = finalCovariance.semidefiniteFactor(), factor.columns > 0 else {
      return Matrix(rows: months, columns: 0)
    }
    let window = specification.timing.window
    let process = specification.errorProcess(fit.estimate.values)
    var noise = Matrix(rows: months, columns: factor.columns)
    for column in 0..<factor.columns {
      if factor.rows > window, let process {
        let errors = process.continuation(of: Array(factor.column(column)[window...]), count: months)
        for row in 0..<months { noise[row, column] = errors[row] }
      }
      noise[0, column] += persistence * factor[0, column]
    }
    return noise
  }
}
