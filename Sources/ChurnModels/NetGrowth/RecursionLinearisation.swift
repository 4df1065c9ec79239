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
  private let followsDecays: Bool
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
  ///   - followsDecays: whether future rows follow estimated decays, along their slope.
  /// - Throws: ``DriverError`` when a driver is unknown in a month that is needed; ``ChurnModelError``.
  init(_ fit: FittedNetGrowth, months: Int, columns: [MonthlyColumn?], followsDecays: Bool) throws {
    self.fit = fit
    specification = fit.specification
    equation = try fit.equation()
    self.months = months
    self.columns = columns
    self.followsDecays = followsDecays
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
    var offsets = specification.timing.entering(now.errors)
    var start = now.level
    for position in values.indices {
      var drifts = now.linearErrors[position]
      if position < theta.columns { for row in 0..<months { drifts[row] += theta[row, position] } }
      if position == specification.transientIndex { for row in 0..<months { drifts[row] += transient(values, row) } }
      let level = now.linearLevels[position]
      let entered = entering(drifts, level: level)
      for row in 0..<months { rows[row, position] = entered[row] }
      start += level * values[position]
      offsets[0] -= weight * level * values[position]
    }
    for position in slopePositions {
      guard let slopes = try? slopes(position) else { continue }
      for row in 0..<months {
        rows[row, position] += slopes[row]
        offsets[row] -= rows[row, position] * values[position]
      }
    }
    // The first mean over a month begins with the last level itself, without what saturation takes from it.
    if let kappa = specification.saturationIndex, specification.timing == .monthAverage {
      rows[0, kappa] += (specification.baseline == .logistic ? .exp(start) : start) / 2
    }
    // Back to y itself: α and the level of y rather than of the centred y.
    if let kappa = specification.saturationIndex, specification.baseline == .saturating {
      let centre = equation.centre
      for row in 0..<months { rows[row, kappa] -= rows[row, 0] * centre - centre }
    }
    return GrowthRecursion(
      months: range, start: start + equation.centre, rows: rows, offsets: offsets,
      impulses: fit.impulses(months).map(specification.timing.impulses), noise: noise(),
      saturation: .init(specification, fit.sizeReference), timing: specification.timing)
  }

  /// What is added to the levels of future months, and to the last level, as it is added to forecasts.
  private func entering(_ drifts: [Double], level: Double) -> [Double] {
    var result = specification.timing.entering(drifts)
    result[0] += weight * level
    return result
  }

  /// The weight of the last level in the first forecast.
  private var weight: Double { specification.timing == .monthAverage ? (1 + persistence) / 2 : persistence }

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
    let theta =
      specification.decayIndices.isEmpty || !followsDecays ? theta : try Self.design(fit, columns, range, parameters)
    let drifts = (0..<months).map { row in
      var sum = state.errors[row]
      for column in 0..<theta.columns { sum += theta[row, column] * values[column] }
      for position in equation.linearPositions { sum += state.linearErrors[position][row] * values[position] }
      if let index = specification.transientIndex { sum += values[index] * transient(parameters, row) }
      return sum
    }
    return entering(
      drifts, level: equation.linearPositions.reduce(state.level) { $0 + state.linearLevels[$1] * values[$1] })
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
      let errors =
        factor.rows > window
        ? process?.continuation(of: Array(factor.column(column)[window...]), count: months) : nil
      let entered = entering(errors ?? [Double](repeating: 0, count: months), level: factor[0, column])
      for row in 0..<months { noise[row, column] = entered[row] }
    }
    return noise
  }
}
