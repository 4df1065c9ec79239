import Drivers
import LeastSquares
import RealModule
import Series

/// The equation of net growth between the months in which MAU was observed, whatever their distance.
///
/// yₜ = ρₜ yₜ₋₁ + dₜ + eₜ with y = ln U less the mean of the observed ones, dₜ = rowₜ·θ and e independent or ARMA. Only
/// figures are observations: a Kalman filter goes over the months without (see `KalmanFilter`), so that a quarter is one
/// equation, not three. Given the nonlinear parameters ψ (κ where months are missing, φ, decays, errors) the filter whitens
/// response and regressors, and θ follows by least squares.
///
/// With saturation growth falls by κ hₜ(yₜ₋₁), h(y) = y (Gompertz) or U/Ū (logistic). Where every month is observed h is a
/// known regressor. Otherwise h is a straight line in y, h ≈ h₀ + h₁y: exactly for Gompertz; for the logistic curve its
/// tangent at the straight line between neighbouring figures of ln U, whose error is of second order in the deviation.
struct GrowthRegression: Sendable {
  let specification: ModelSpecification
  let mau: MonthlyColumn
  let columns: [MonthlyColumn?]
  let references: [Double]
  /// The months of the rows: behind the first level to the last figure.
  let months: Range<Month>
  /// The observed y less the centre.
  let observations: [Double]
  /// What was subtracted from every ln U, the mean of the observed ones; e to this power is Ū.
  let centre: Double
  /// Whether there is a figure for every month, so that κ is one more linear coefficient.
  let isComplete: Bool
  /// The rows of θ at decays of 0.
  private let baseDesign: MonthlyDesign
  /// h₀ and h₁ of the months.
  private let saturationOffsets: [Double]
  private let saturationSlopes: [Double]
  /// Coefficients held at 0, by position in ``ModelSpecification/coefficientNames``.
  let heldAtZero: Set<Int>
  /// The positions of the coefficients that are linear given the others, in the order of the whitened columns.
  let linearPositions: [Int]
  /// The positions of the other coefficients: κ or φ, decays of drivers that are not held at 0, errors.
  let nonlinearPositions: [Int]
  /// The drivers with a decay to be estimated and its position.
  let decayPositions: [(driver: Int, position: Int)]
  /// The positions of the coefficients of the errors.
  private let errorPositions: Range<Int>
  /// The position of κ where it is not linear.
  private let filteredSaturation: Int?
  /// Whether parameters change regressors.
  private let movesRegressors: Bool

  private var filter: KalmanFilter

  /// - Parameters:
  ///   - specification: the model, with errors chosen.
  ///   - mau: figures, at least two.
  ///   - columns: the raw columns by driver.
  ///   - references: the reference level of each driver.
  ///   - heldAtZero: coefficients that are left out.
  /// - Throws: ``DriverError`` when a driver is not known in one of the months.
  init(
    _ specification: ModelSpecification, _ mau: MonthlyColumn, columns: [MonthlyColumn?], references: [Double],
    heldAtZero: Set<Int> = []
  ) throws(DriverError) {
    let observed = mau.observedMonths
    let window = specification.timing.window
    guard let first = observed.first, let last = observed.last, first < last else {
      preconditionFailure("an equation needs two figures")
    }
    let logs = observed.map { month in Double.log(mau[month] ?? .nan) }
    let centre = logs.reduce(0, +) / Double(logs.count)
    let start = first.advanced(by: 1 - window)
    months = start.advanced(by: 1)..<last.advanced(by: 1)
    self.specification = specification
    self.mau = mau
    self.columns = columns
    self.references = references
    self.centre = centre
    self.heldAtZero = heldAtZero
    observations = logs.map { $0 - centre }
    isComplete = window == 1 && first.distance(to: last) == observed.count - 1
    filter = KalmanFilter(observed: observed.map { start.distance(to: $0) }, window: window)
    let saturation = specification.saturationIndex
    let transient = specification.transientIndex
    let drivers = specification.driverIndices
    linearPositions = (Array(0..<drivers.upperBound) + [transient, isComplete ? saturation : nil].compactMap { $0 })
      .filter { !heldAtZero.contains($0) }
    let decaying = specification.drivers.indices.filter { specification.drivers[$0].expression.hasFittedDecay }
    decayPositions = zip(decaying, specification.decayIndices).filter {
      !specification.indices(ofDriver: $0.0).allSatisfy(heldAtZero.contains)
    }.map { ($0.0, $0.1) }
    errorPositions = specification.errorIndices
    filteredSaturation = isComplete ? nil : saturation
    nonlinearPositions =
      [filteredSaturation, transient.map { $0 + 1 }].compactMap { $0 } + decayPositions.map(\.position)
      + Array(errorPositions)
    movesRegressors = transient != nil || !specification.decayIndices.isEmpty
    baseDesign = try MonthlyDesign(
      specification, columns: columns, references: references, months: months, historyEnd: last.advanced(by: 1),
      decays: specification.drivers.filter(\.expression.hasFittedDecay).map { _ in 0 })
    var offsets: [Double] = []
    var slopes: [Double] = []
    if specification.baseline.saturates {
      // y of the month before each row, on straight lines between figures.
      var next = 0
      for step in 0..<months.count {
        while next + 1 < observed.count - 1, start.distance(to: observed[next + 1]) < step { next += 1 }
        let left = start.distance(to: observed[next])
        let right = start.distance(to: observed[next + 1])
        let share = min(max(0, Double(step - left) / Double(right - left)), 1)
        let y = observations[next] + (observations[next + 1] - observations[next]) * share
        if specification.baseline == .logistic {
          offsets.append(.exp(y) * (1 - y))
          slopes.append(.exp(y))
        } else {
          offsets.append(0)
          slopes.append(1)
        }
        if isComplete { offsets[step] += slopes[step] * y }
      }
    }
    saturationOffsets = offsets
    saturationSlopes = slopes
  }
}

extension GrowthRegression {
  /// The number of innovations.
  var innovationCount: Int { observations.count - 1 }

  /// The whitened problem at given parameters; its storage is used again by the next.
  struct Whitened {
    /// v/√F of the regressors.
    fileprivate(set) var design: Matrix
    /// v/√F of the response.
    fileprivate(set) var response: [Double]
    /// ln G, the mean of ln F.
    fileprivate(set) var logScale = 0.0
    /// The filter behind the last observation.
    fileprivate(set) var filter: KalmanFilter
    fileprivate var inputs: Matrix
    /// Whether regressors that no parameter changes stand in the inputs.
    fileprivate var isFilled = false
  }

  /// Room for a whitened problem.
  func room() -> Whitened {
    Whitened(
      design: Matrix(rows: innovationCount, columns: linearPositions.count),
      response: [Double](repeating: 0, count: innovationCount), filter: filter,
      inputs: Matrix(rows: months.count, columns: 1 + linearPositions.count))
  }

  /// Whitens response and regressors; see ``whiten(_:into:)``.
  func whitened(_ parameters: [Double]) -> Whitened? {
    var result = room()
    return whiten(parameters, into: &result) ? result : nil
  }

  /// Whitens response and regressors.
  ///
  /// - Parameters:
  ///   - parameters: all coefficients in the order of ``ModelSpecification/coefficientNames``, on the scale of the
  ///     centred y; only the nonlinear ones matter.
  ///   - result: becomes the problem.
  /// - Returns: false where the errors are not stationary or numbers overflow.
  func whiten(_ parameters: [Double], into result: inout Whitened) -> Bool {
    var persistence = [1.0]
    if let index = filteredSaturation {
      let kappa = parameters[index]
      if specification.baseline == .saturating {
        persistence = [1 - kappa]
      } else {
        persistence = saturationSlopes.map { 1 - kappa * $0 }
        for step in saturationOffsets.indices { result.inputs[step, 0] = -kappa * saturationOffsets[step] }
      }
    }
    if !result.isFilled || movesRegressors {
      fill(&result.inputs, parameters)
      result.isFilled = true
    }
    var process: ARMAProcess?
    if !errorPositions.isEmpty {
      let split = errorPositions.lowerBound + specification.errors.arOrder
      process = ARMAProcess(
        ar: Array(parameters[errorPositions.lowerBound..<split]),
        ma: Array(parameters[split..<errorPositions.upperBound]))
    }
    guard
      result.filter.run(
        persistence: persistence, process: process, inputs: result.inputs, observations: observations)
    else { return false }
    let n = innovationCount
    for row in 0..<n { result.response[row] = result.filter.whitened.elements[row] }
    for index in result.design.elements.indices {
      result.design.elements[index] = result.filter.whitened.elements[n + index]
    }
    result.logScale = result.filter.logVariances.reduce(0, +) / Double(n)
    return true
  }

  /// Writes the regressors behind the first column.
  private func fill(_ inputs: inout Matrix, _ parameters: [Double]) {
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
      // The raw column was read without complaint when the equation was made.
      guard
        let values = try? specification.drivers[driver].columns(
          of: columns[driver], in: months, reference: references[driver], historyEnd: months.upperBound,
          decay: parameters[position])
      else { preconditionFailure("a driver that could be evaluated can be again") }
      for (index, coefficient) in specification.indices(ofDriver: driver).enumerated() {
        guard let column = linearPositions.firstIndex(of: coefficient) else { continue }
        for row in 0..<count { inputs[row, 1 + column] = -values[index][row] }
      }
    }
  }

  /// v√(G/F) at given parameters, whose sum of squares the likelihood is a function of; NaN where it has none.
  func residuals(_ parameters: [Double]) -> [Double] {
    var room = room()
    return residuals(parameters, &room)
  }

  /// The same in room that is used again.
  func residuals(_ parameters: [Double], _ whitened: inout Whitened) -> [Double] {
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
