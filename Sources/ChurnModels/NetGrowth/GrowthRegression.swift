import Drivers
import LeastSquares
import RealModule
import Series

/// The equation of net growth between the months in which MAU was observed, however far apart.
///
/// yₜ = ρₜ yₜ₋₁ + dₜ + eₜ with y = ln U minus its mean over the observed months, dₜ = rowₜ·θ and e independent or ARMA.
/// Only figures are observations: a Kalman filter bridges the months without one (see `KalmanFilter`), so that a
/// quarter is one equation, not three. Given the nonlinear parameters ψ (κ where months are missing, φ, decays, errors)
/// the filter whitens response and regressors, and θ follows by least squares.
///
/// With saturation growth falls by κ hₜ(yₜ₋₁), h(y) = y (Gompertz) or U/Ū (logistic). Where every month is observed h is a
/// known regressor. Otherwise h is a straight line in y, h ≈ h₀ + h₁y: exactly for Gompertz; for the logistic curve its
/// tangent at the straight line between neighbouring figures of ln U, with an error of second order in the deviation.
struct GrowthRegression: Sendable {
  let specification: ModelSpecification
  let mau: MonthlyColumn
  let columns: [MonthlyColumn?]
  let references: [Double]
  /// The months of the rows: from the one after the first level to that of the last figure.
  let months: Range<Month>
  /// The observed y minus the centre.
  let observations: [Double]
  /// The centre subtracted from every ln U, its mean over the observed months; e to this power is Ū.
  let centre: Double
  /// Whether there is an exact figure for every month, so that κ is one more linear coefficient.
  let isComplete: Bool
  /// The rows of θ with decays of 0.
  let baseDesign: MonthlyDesign
  /// h₀ and h₁ by month.
  let saturationOffsets: [Double]
  let saturationSlopes: [Double]
  /// Coefficients held at 0, by position in ``ModelSpecification/coefficientNames``.
  let heldAtZero: Set<Int>
  /// The positions of the coefficients that are linear given the others, in the order of the whitened columns.
  let linearPositions: [Int]
  /// The positions of the other coefficients: κ or φ, decays of drivers that are not held at 0, errors.
  let nonlinearPositions: [Int]
  /// The drivers with a decay to be estimated, and its position.
  let decayPositions: [(driver: Int, position: Int)]
  /// The position of κ where it is nonlinear.
  let filteredSaturation: Int?
  /// Whether any parameter changes the regressors.
  let movesRegressors: Bool

  let filter: KalmanFilter
  /// The variance of each figure of ln U about the truth; empty for exact figures.
  let figureVariances: [Double]
  /// The variance of each figure about the mean of its levels, in units of the innovations.
  let relativeVariance: Double
  /// 1/σ² of the monthly innovations, by which the variances of figures are measured.
  var precision = 0.0

  /// - Parameters:
  ///   - specification: the model, with baseline and errors chosen.
  ///   - mau: figures, at least two.
  ///   - columns: the raw columns by driver.
  ///   - references: the reference level of each driver.
  ///   - heldAtZero: coefficients that are left out.
  /// - Throws: ``DriverError`` when a driver is unknown in one of the months.
  init(
    _ specification: ModelSpecification, _ mau: MonthlyColumn, columns: [MonthlyColumn?], references: [Double],
    heldAtZero: Set<Int> = []
  ) throws(DriverError) {
    let observed = mau.observedMonths
    relativeVariance = specification.timing.variance
    let window = specification.timing.window
    guard let first = observed.first, let last = observed.last, first < last else {
      // Cannot trap: fits need one figure more than coefficients and two more, and saved fits are checked for two.
      preconditionFailure("an equation needs at least two figures")
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
    figureVariances =
      specification.figureError.map { error in observed.map { error.variance(of: mau[$0] ?? .nan) } } ?? []
    isComplete = figureVariances.isEmpty && window == 1 && first.distance(to: last) == observed.count - 1
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
    filteredSaturation = isComplete ? nil : saturation
    nonlinearPositions =
      [filteredSaturation, transient.map { $0 + 1 }].compactMap { $0 } + decayPositions.map(\.position)
      + Array(specification.errorIndices)
    movesRegressors = transient != nil || !specification.decayIndices.isEmpty
    baseDesign = try MonthlyDesign(
      specification, columns: columns, references: references, months: months, historyEnd: last.advanced(by: 1),
      decays: specification.drivers.filter(\.expression.hasFittedDecay).map { _ in 0 })
    (saturationOffsets, saturationSlopes) = Self.saturation(
      specification.baseline, observed.map { start.distance(to: $0) }, observations, isComplete: isComplete)
  }

  /// h₀ and h₁ of every month from straight lines between the figures; all of h is in h₀ if every month has one.
  private static func saturation(
    _ baseline: Baseline, _ observed: [Int], _ y: [Double], isComplete: Bool
  ) -> (offsets: [Double], slopes: [Double]) {
    var offsets: [Double] = []
    var slopes: [Double] = []
    guard baseline.saturates, let last = observed.last else { return ([], []) }
    // y of the month before each row.
    var next = 0
    for step in 0..<last {
      while next + 1 < observed.count - 1, observed[next + 1] < step { next += 1 }
      let (left, right) = (observed[next], observed[next + 1])
      let share = min(max(0, Double(step - left) / Double(right - left)), 1)
      let level = y[next] + (y[next + 1] - y[next]) * share
      offsets.append(baseline == .logistic ? .exp(level) * (1 - level) : 0)
      slopes.append(baseline == .logistic ? .exp(level) : 1)
      if isComplete { offsets[step] += slopes[step] * level }
    }
    return (offsets, slopes)
  }
}
