import Drivers
import LeastSquares
import RealModule
import Series

extension GrowthRegression {
  /// Whether the state after the last figure is known regardless of the parameters.
  var filterIsPlain: Bool {
    specification.errorIndices.isEmpty && specification.timing.window == 1 && figureVariances.isEmpty
  }

  /// The variance of each figure about the mean of its levels, in units of the innovations; empty where there is none.
  private var figureNoise: [Double] {
    if figureVariances.isEmpty {
      return relativeVariance > 0 ? [Double](repeating: relativeVariance, count: observations.count) : []
    }
    return figureVariances.map { $0 * precision + relativeVariance }
  }

  /// The number of innovations.
  var innovationCount: Int { observations.count - 1 }

  /// Storage for a whitened regression.
  func workspace() -> WhitenedRegression {
    WhitenedRegression(
      rows: innovationCount, columns: linearPositions.count, months: months.count)
  }

  /// Whitens response and regressors; see ``whiten(_:into:)``.
  func whitened(_ parameters: [Double]) -> WhitenedRegression? {
    var result = workspace()
    return whiten(parameters, into: &result) ? result : nil
  }

  /// ρ by month, or one for all.
  func persistence(_ parameters: [Double]) -> [Double] {
    guard let index = filteredSaturation else { return [1] }
    let kappa = parameters[index]
    return specification.baseline == .saturating ? [1 - kappa] : saturationSlopes.map { 1 - kappa * $0 }
  }

  /// Whitens further columns of the equation, one value a month, as its regressors.
  ///
  /// - Throws: ``ChurnModelError/notFinite`` where the errors are not stationary or numbers overflow.
  func whitened(_ columns: [[Double]], _ parameters: [Double]) throws(ChurnModelError) -> [[Double]] {
    let inputs = Matrix(columns: [[Double](repeating: 0, count: months.count)] + columns)
    var filtered = KalmanFilter.Workspace()
    let isDone = filter.run(
      persistence: persistence(parameters), process: specification.errorProcess(parameters), inputs: inputs,
      observations: observations,
      noise: figureNoise, into: &filtered)
    guard isDone else { throw .notFinite }
    let n = innovationCount
    return columns.indices.map { Array(filtered.whitened.elements[(n * ($0 + 1))..<(n * ($0 + 2))]) }
  }

  /// Whitens response and regressors.
  ///
  /// - Parameters:
  ///   - parameters: all coefficients in the order of ``ModelSpecification/coefficientNames``, on the scale of the
  ///     centred y; only the nonlinear ones matter.
  ///   - result: receives the problem.
  /// - Returns: false where the errors are not stationary or numbers overflow.
  func whiten(_ parameters: [Double], into result: inout WhitenedRegression) -> Bool {
    let persistence = persistence(parameters)
    if let index = filteredSaturation, specification.baseline != .saturating {
      for step in saturationOffsets.indices { result.inputs[step, 0] = -parameters[index] * saturationOffsets[step] }
    }
    if !result.isFilled || movesRegressors {
      guard fill(&result.inputs, parameters) else { return false }
      result.isFilled = true
    }
    guard
      filter.run(
        persistence: persistence, process: specification.errorProcess(parameters), inputs: result.inputs,
        observations: observations, noise: figureNoise,
        into: &result.filtered)
    else { return false }
    let n = innovationCount
    for row in 0..<n { result.response[row] = result.filtered.whitened.elements[row] }
    for index in result.design.elements.indices {
      result.design.elements[index] = result.filtered.whitened.elements[n + index]
    }
    result.logScale = result.filtered.logVariances.reduce(0, +) / Double(n)
    return true
  }

  /// What is added to the level in each month: nothing for the response, then the regressors; nil where a parameter changes them or
  /// one is not a number.
  func filledInputs() -> Matrix? {
    guard !movesRegressors else { return nil }
    var inputs = Matrix(rows: months.count, columns: 1 + linearPositions.count)
    return fill(&inputs, []) ? inputs : nil
  }

  /// Writes the regressors after the first column.
  private func fill(_ inputs: inout Matrix, _ parameters: [Double]) -> Bool {
    let count = months.count
    for (column, position) in linearPositions.enumerated() {
      if position < baseDesign.rows.columns {
        for row in 0..<count { inputs[row, 1 + column] = baseDesign.rows[row, position] }
      } else if position == specification.transientIndex {
        let phi = parameters[position + 1]
        var power = 1.0
        for row in 0..<count {
          power *= phi
          inputs[row, 1 + column] = power
        }
      } else {
        for row in 0..<count { inputs[row, 1 + column] = -saturationOffsets[row] }
      }
    }
    for (driver, position) in decayPositions {
      // A decay at which the driver is not a number is as bad as one at which nothing can be filtered.
      guard
        let values = try? specification.drivers[driver].columns(
          of: columns[driver], in: months, reference: references[driver], historyEnd: months.upperBound,
          decay: parameters[position])
      else { return false }
      for (index, coefficient) in specification.indices(ofDriver: driver).enumerated() {
        guard let column = linearPositions.firstIndex(of: coefficient) else { continue }
        for row in 0..<count { inputs[row, 1 + column] = -values[index][row] }
      }
    }
    return true
  }

  /// v√(G/F) at given parameters, whose sum of squares determines the likelihood; NaN if it is undefined.
  func residuals(_ parameters: [Double]) -> [Double] {
    var workspace = workspace()
    return residuals(parameters, &workspace)
  }

  /// The same in reused storage.
  func residuals(_ parameters: [Double], _ whitened: inout WhitenedRegression) -> [Double] {
    guard whiten(parameters, into: &whitened) else { return [Double](repeating: .nan, count: innovationCount) }
    var result = whitened.response
    for (column, position) in linearPositions.enumerated() {
      let coefficient = parameters[position]
      for row in result.indices { result[row] -= whitened.design[row, column] * coefficient }
    }
    let scale = Double.exp(whitened.logScale / 2)
    return result.map { $0 * scale }
  }
}
