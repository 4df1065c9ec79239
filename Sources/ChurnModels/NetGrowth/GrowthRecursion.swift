import Drivers
import LeastSquares
import RealModule
import Series

/// The growth equation for the months after a base, linear in all coefficients except κ.
///
/// yₜ = ρ yₜ₋₁ + offsetₜ + rowₜ·p + Σ_j ψ_j σ uₜ₋ⱼ + σ noiseₜ·n, with p all coefficients of a fit, u the future
/// innovations and n standard normal deviates for what the figures leave unknown of the last level. Correlated errors
/// enter by their expected values given the past. Decays and the coefficients of the errors, in which the equation is
/// nonlinear, enter through their derivative at the estimate. κ also multiplies the past: ρ = 1 − κ (Gompertz), or
/// growth falls by κ U/Ū.
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

  /// The months after the base.
  public let months: Range<Month>
  /// ln U in the month before.
  public let start: Double
  /// One row per month, one column per coefficient; that of κ is 0 unless the errors depend on it.
  public let rows: Matrix
  /// The columns of ``rows`` that are not 0 in every month.
  public let filledColumns: [Int]
  /// The part of each month that does not depend on the coefficients.
  public let offsets: [Double]
  /// ψ₀, ψ₁, …: the effect of an innovation on the errors of its month and later ones. Several equally likely versions
  /// if the process of the errors is estimated: at points around the estimate that have its variance.
  public let impulses: [[Double]]
  /// One row per month, one column per deviate, in units of σ; no columns if the last level is known.
  public let noise: Matrix
  /// How the last level enters.
  public let saturation: Saturation
  /// What the forecasts measure.
  public let timing: Timing
  /// The number of first months that are past: their innovations are known, and are part of ``offsets`` and ``rows``.
  public let known: Int

  /// The recursion of an equation without correlated errors whose last level is known; forecasts are of levels.
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
      noise: Matrix(rows: count, columns: 0), saturation: Saturation(specification, sizeReference), timing: .monthEnd)
  }

  init(
    months: Range<Month>, start: Double, rows: Matrix, offsets: [Double], impulses: [[Double]], noise: Matrix,
    saturation: Saturation, timing: Timing, known: Int = 0
  ) {
    self.months = months
    self.start = start
    self.rows = rows
    self.offsets = offsets
    self.impulses = impulses
    self.noise = noise
    self.saturation = saturation
    self.timing = timing
    self.known = known
    filledColumns = (0..<rows.columns).filter { column in !rows.column(column).allSatisfy { $0 == 0 } }
  }

  /// The recursion with the columns of further coefficients inserted, for effects that are stated in addition to a fit.
  ///
  /// - Parameters:
  ///   - columns: rows of the months in the order of ``months``, one array per coefficient.
  ///   - position: where to insert them.
  /// - Returns: a recursion with more coefficients.
  public func inserting(_ columns: [[Double]], at position: Int) -> GrowthRecursion {
    guard !columns.isEmpty else { return self }
    var all = (0..<rows.columns).map { rows.column($0) }
    all.insert(contentsOf: columns.map(timing.entering), at: position)
    let moved: Saturation =
      switch saturation {
      case .constant: .constant
      case .gompertz(let index): .gompertz(index < position ? index : index + columns.count)
      case .logistic(let index, let size): .logistic(index < position ? index : index + columns.count, size: size)
      }
    return GrowthRecursion(
      months: months, start: start, rows: Matrix(columns: all), offsets: offsets, impulses: impulses, noise: noise,
      saturation: moved, timing: timing, known: known)
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
