import Drivers
import LeastSquares
import RealModule
import Series

/// The growth equation of the months to come, made linear in all coefficients but κ.
///
/// yₜ = ρ yₜ₋₁ + offsetₜ + rowₜ·p + Σ_j ψ_j σ uₜ₋ⱼ + σ noiseₜ·n, with p all coefficients of a fit, u the innovations to come
/// and n standard normal deviates for what the figures leave unknown of the last level. Correlated errors enter by what
/// they are expected to be, given the past. Decays and the coefficients of the errors, in which the equation is not linear,
/// enter by their slope at the estimate. κ also multiplies the past: ρ = 1 − κ (Gompertz), or growth falls by κ U/Ū.
public struct GrowthRecursion: Sendable, Equatable {
  /// How the last level enters.
  public enum Saturation: Sendable, Equatable {
    /// yₜ = yₜ₋₁ + ….
    case constant
    /// yₜ = (1 − κ) yₜ₋₁ + …, κ the parameter of this position.
    case gompertz(Int)
    /// yₜ = yₜ₋₁ − κ exp(yₜ₋₁)/Ū + ….
    case logistic(Int, size: Double)
  }

  /// The months to come.
  public let months: Range<Month>
  /// ln U in the month before.
  public let start: Double
  /// One row a month, one column a coefficient; that of κ is 0 unless the errors depend on it.
  public let rows: Matrix
  /// The columns of ``rows`` that are not 0 in every month.
  public let filledColumns: [Int]
  /// What a month brings whatever the coefficients.
  public let offsets: [Double]
  /// ψ₀, ψ₁, …: what an innovation does to the errors of its month and the following ones. Several equally likely answers
  /// where the process of the errors is estimated: at points around the estimate that have its variance.
  public let impulses: [[Double]]
  /// One row a month, one column a deviate, in units of σ; no columns where the last level is known.
  public let noise: Matrix
  /// How the last level enters.
  public let saturation: Saturation

  /// The recursion of an equation without correlated errors whose last level is known.
  ///
  /// - Parameters:
  ///   - design: the rows of θ.
  ///   - start: ln U in the month before.
  ///   - specification: the model; its baseline is constant, saturating or logistic, and no decay is estimated.
  ///   - sizeReference: Ū.
  public init(_ design: MonthlyDesign, start: Double, specification: ModelSpecification, sizeReference: Double) {
    let count = design.months.count
    let parameters = specification.coefficientNames.count
    var rows = Matrix(rows: count, columns: parameters)
    for column in 0..<design.rows.columns { for row in 0..<count { rows[row, column] = design.rows[row, column] } }
    self.init(
      months: design.months, start: start, rows: rows, offsets: [Double](repeating: 0, count: count), impulses: [[1]],
      noise: Matrix(rows: count, columns: 0), saturation: Saturation(specification, sizeReference))
  }

  init(
    months: Range<Month>, start: Double, rows: Matrix, offsets: [Double], impulses: [[Double]], noise: Matrix,
    saturation: Saturation
  ) {
    self.months = months
    self.start = start
    self.rows = rows
    self.offsets = offsets
    self.impulses = impulses
    self.noise = noise
    self.saturation = saturation
    filledColumns = (0..<rows.columns).filter { column in !rows.column(column).allSatisfy { $0 == 0 } }
  }

  /// The recursion with columns of further coefficients put among the others, for effects that are stated beside a fit.
  ///
  /// - Parameters:
  ///   - columns: rows of the months in the order of ``months``, one array a coefficient.
  ///   - position: where they go.
  /// - Returns: an recursion of more coefficients.
  public func inserting(_ columns: [[Double]], at position: Int) -> GrowthRecursion {
    guard !columns.isEmpty else { return self }
    var all = (0..<rows.columns).map { rows.column($0) }
    all.insert(contentsOf: columns, at: position)
    let moved: Saturation =
      switch saturation {
      case .constant: .constant
      case .gompertz(let index): .gompertz(index < position ? index : index + columns.count)
      case .logistic(let index, let size): .logistic(index < position ? index : index + columns.count, size: size)
      }
    return GrowthRecursion(
      months: months, start: start, rows: Matrix(columns: all), offsets: offsets, impulses: impulses, noise: noise,
      saturation: moved)
  }
}

extension GrowthRecursion.Saturation {
  init(_ specification: ModelSpecification, _ size: Double) {
    switch (specification.baseline, specification.saturationIndex) {
    case (.saturating, let index?): self = .gompertz(index)
    case (.logistic, let index?): self = .logistic(index, size: size)
    default: self = .constant
    }
  }
}

extension FittedNetGrowth {
  /// The equation of the months behind the origin.
  ///
  /// - Parameters:
  ///   - months: the horizon, at least 1.
  ///   - columns: the raw columns by driver, continued to the horizon; nil for steps and pulses.
  /// - Returns: everything that forecasts need.
  /// - Throws: ``DriverError`` when a driver is not known in a month that is needed; ``ChurnModelError``.
  public func recursion(months: Int, columns: [MonthlyColumn?]) throws -> GrowthRecursion {
    let equation = try equation()
    let range = origin.advanced(by: 1)..<origin.advanced(by: 1 + months)
    let values = equation.centred(estimate.values)
    let centre = specification.baseline == .saturating ? equation.centre : 0
    func design(_ parameters: [Double]) throws -> Matrix {
      try MonthlyDesign(
        specification, columns: columns, references: references, months: range, historyEnd: range.lowerBound,
        decays: specification.decayIndices.map { parameters[$0] }
      ).rows
    }
    /// Level and expected errors for given parameters, less what the rows of θ say.
    struct State {
      var level: Double
      var errors: [Double]
      var linearLevels: [Double]
      var linearErrors: [[Double]]
      var filter: KalmanFilter
    }
    var whitened = equation.room()
    func state(_ parameters: [Double]) throws -> State {
      guard equation.whiten(parameters, into: &whitened) else { throw ChurnModelError.notFinite }
      let window = specification.timing.window
      let process = process(parameters)
      let final = whitened.filter.finalStates
      func errors(_ column: Int) -> [Double] {
        guard final.rows > window, let process else { return [Double](repeating: 0, count: months) }
        return process.continuation(of: Array(final.column(column)[window...]), count: months)
      }
      let positions = equation.linearPositions
      var result = State(
        level: final[0, 0], errors: errors(0), linearLevels: [Double](repeating: 0, count: parameters.count),
        linearErrors: .init(repeating: [Double](repeating: 0, count: months), count: parameters.count),
        filter: whitened.filter)
      for (column, position) in positions.enumerated() {
        result.linearLevels[position] = final[0, column + 1]
        result.linearErrors[position] = errors(column + 1)
      }
      return result
    }
    let now = try state(values)
    var rows = Matrix(rows: months, columns: values.count)
    var offsets = now.errors
    let theta = try design(values)
    for column in 0..<theta.columns { for row in 0..<months { rows[row, column] = theta[row, column] } }
    for position in values.indices { for row in 0..<months { rows[row, position] += now.linearErrors[position][row] } }
    let steps = equation.months.count
    if let index = specification.transientIndex {
      for row in 0..<months { rows[row, index] += .pow(values[index + 1], steps + row + 1) }
    }
    // ρ of the first month, by which an uncertain level enters.
    let persistence =
      specification.saturationIndex.map { index in
        1 - values[index] * (specification.baseline == .logistic ? .exp(now.level) : 1)
      } ?? 1
    var start = now.level
    for position in values.indices {
      start += now.linearLevels[position] * values[position]
      rows[0, position] += persistence * now.linearLevels[position]
      offsets[0] -= persistence * now.linearLevels[position] * values[position]
    }
    // Parameters in which the equation is not linear, by their slope at the estimate.
    func drift(_ parameters: [Double]) throws -> [Double] {
      let state = try state(parameters)
      let theta = specification.decayIndices.isEmpty ? theta : try design(parameters)
      return (0..<months).map { row in
        var sum = state.errors[row] + (row == 0 ? persistence * state.level : 0)
        for column in 0..<theta.columns { sum += theta[row, column] * values[column] }
        for position in equation.linearPositions {
          sum += state.linearErrors[position][row] * values[position]
          if row == 0 { sum += persistence * state.linearLevels[position] * values[position] }
        }
        if let index = specification.transientIndex {
          sum += values[index] * .pow(parameters[index + 1], steps + row + 1)
        }
        return sum
      }
    }
    for position in equation.nonlinearPositions {
      if position == specification.saturationIndex, equation.filterIsPlain { continue }
      if specification.errorIndices.contains(position), !hasDeterminedErrors { continue }
      let step = 1e-5 * max(abs(values[position]), 0.01)
      var up = values
      var down = values
      up[position] += step
      down[position] -= step
      guard let above = try? drift(up), let below = try? drift(down) else { continue }
      for row in 0..<months {
        rows[row, position] += (above[row] - below[row]) / (2 * step)
        offsets[row] -= rows[row, position] * values[position]
      }
    }
    let noise = noise(now.filter, months: months, persistence: persistence)
    // Back to y itself: α and the level, not the centred ones.
    if let kappa = specification.saturationIndex, centre != 0 {
      for row in 0..<months { rows[row, kappa] -= rows[row, 0] * centre - centre }
    }
    return GrowthRecursion(
      months: range, start: start + equation.centre, rows: rows,
      offsets: offsets, impulses: impulses(months), noise: noise,
      saturation: .init(specification, sizeReference))
  }

  /// The process of the errors; nil where they are independent.
  private func process(_ parameters: [Double]) -> ARMAProcess? {
    let range = specification.errorIndices
    guard !range.isEmpty else { return nil }
    let split = range.lowerBound + specification.errors.arOrder
    return ARMAProcess(ar: Array(parameters[range.lowerBound..<split]), ma: Array(parameters[split..<range.upperBound]))
  }

  /// Whether the errors of all coefficients of the process are below one half; at the border of invertibility, or where parts of
  /// it cancel, they mean nothing, and the process is taken as it was estimated.
  private var hasDeterminedErrors: Bool {
    let errors = estimate.standardErrors
    return specification.errorIndices.allSatisfy { errors[$0] < 0.5 }
  }

  /// ψ at the estimate plus and minus √d times each column of the factor of the covariance of its d coefficients (S. J. Julier
  /// and J. K. Uhlmann, Proceedings of the IEEE 92 (2004), 401), pulled in where the process would not be stationary.
  private func impulses(_ months: Int) -> [[Double]] {
    let range = specification.errorIndices
    guard !range.isEmpty else { return [[1]] }
    guard hasDeterminedErrors else { return [process(estimate.values)?.impulses(months) ?? [1]] }
    let count = range.count
    var covariance = Matrix(rows: count, columns: count)
    for i in 0..<count {
      for j in 0..<count {
        var sum = 0.0
        for k in 0..<estimate.factor.columns {
          sum += estimate.factor[range.lowerBound + i, k] * estimate.factor[range.lowerBound + j, k]
        }
        covariance[i, j] = sum * estimate.sigma * estimate.sigma
      }
    }
    let root = covariance.semidefiniteFactor() ?? Matrix(rows: count, columns: 0)
    var result: [[Double]] = []
    for column in 0..<root.columns {
      for sign in [1.0, -1.0] {
        var reach = sign * Double.sqrt(Double(root.columns))
        for _ in 0..<20 {
          var moved = estimate.values
          for i in 0..<count { moved[range.lowerBound + i] += reach * root[i, column] }
          if let process = process(moved), AutoregressiveProcess(process.ar).isStationary {
            result.append(process.impulses(months))
            break
          }
          reach *= 0.7
        }
      }
    }
    return result.isEmpty ? [process(estimate.values)?.impulses(months) ?? [1]] : result
  }

  /// What the covariance of the last state does to the months to come.
  private func noise(_ filter: KalmanFilter, months: Int, persistence: Double) -> Matrix {
    let covariance = filter.finalCovariance
    let window = specification.timing.window
    let process = process(estimate.values)
    guard let factor = covariance.semidefiniteFactor(), factor.columns > 0 else {
      return Matrix(rows: months, columns: 0)
    }
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

extension GrowthRegression {
  /// Whether the state behind the last figure is known whatever the parameters.
  var filterIsPlain: Bool { specification.errorIndices.isEmpty && specification.timing.window == 1 }
}
