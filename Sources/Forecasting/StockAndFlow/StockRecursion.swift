import LeastSquares
import RealModule
import Sampling
import Series

/// Stock and flow for the months after a base: Uₜ = (Uₜ₋₁ (1 − hₜ) + Aₜ) exp(gₜ + εₜ), −logit hₜ = offsetₜ + rowₜ·p.
///
/// The growth g is that of effects that are stated in addition to a fit. In months of the past it is what leads to the users that there
/// were, whatever the parameters: the innovations that happened are kept.
public struct StockRecursion: Sendable, Equatable {
  /// The users who come.
  public enum Acquisitions: Sendable, Equatable {
    /// Their number by month.
    case stated([Double])
    /// exp(p), p the parameter of this position.
    case constant(Int)
    /// a U (1 − U/K), with ln a and ln K at these positions.
    case logistic(rate: Int, size: Int)
  }

  /// An effect on growth.
  public struct GrowthColumn: Sendable, Equatable {
    /// Its position among the parameters.
    let position: Int
    /// What its coefficient is multiplied by, by month.
    let values: [Double]
  }

  /// The months after the base.
  public let months: Range<Month>
  /// ln U of the base and of the months that are past.
  public let levels: [Double]
  /// One row per month, one column per parameter.
  public let rows: Matrix
  /// The part of each month that does not depend on the parameters.
  public let offsets: [Double]
  /// Effects on growth: their positions among the parameters, and what of each enters by month.
  public private(set) var growth: [GrowthColumn] = []
  /// The users who come.
  public let acquisitions: Acquisitions

  /// ln U in the month before.
  public var start: Double { levels[0] }
  /// The number of first months that are past.
  public var known: Int { levels.count - 1 }

  /// γ₀ as it is estimated.
  public let intercept: Double

  /// Users never fall below this number, so that their logarithm exists.
  public static let fewestUsers = 1e-9

  init(
    months: Range<Month>, levels: [Double], rows: Matrix, offsets: [Double], acquisitions: Acquisitions,
    intercept: Double
  ) {
    self.months = months
    self.levels = levels
    self.rows = rows
    self.offsets = offsets
    self.acquisitions = acquisitions
    self.intercept = intercept
  }

  /// The recursion with columns of effects on growth.
  func inserting(_ columns: [[Double]], at position: Int) -> StockRecursion {
    guard !columns.isEmpty else { return self }
    var all = (0..<rows.columns).map { rows.column($0) }
    all.insert(contentsOf: columns.map { [Double](repeating: 0, count: $0.count) }, at: position)
    func moved(_ index: Int) -> Int { index < position ? index : index + columns.count }
    let acquisitions: Acquisitions =
      switch self.acquisitions {
      case .stated: self.acquisitions
      case .constant(let index): .constant(moved(index))
      case .logistic(let rate, let size): .logistic(rate: moved(rate), size: moved(size))
      }
    var result = StockRecursion(
      months: months, levels: levels, rows: Matrix(columns: all), offsets: offsets, acquisitions: acquisitions,
      intercept: intercept)
    result.growth =
      growth.map { GrowthColumn(position: moved($0.position), values: $0.values) }
      + columns.enumerated().map { GrowthColumn(position: position + $0, values: $1) }
    return result
  }

  /// What moves users where nothing is changed.
  ///
  /// - Parameter parameters: all coefficients; what follows them is ignored.
  /// - Returns: one value per month and channel.
  public func inputs(_ parameters: [Lanes]) -> MonthlyInputs {
    let count = months.count
    var retention = offsets.map { Lanes(repeating: $0) }
    var added = [Lanes](repeating: Lanes(repeating: 0), count: count)
    for column in 0..<rows.columns {
      for month in 0..<count { retention[month] += rows[month, column] * parameters[column] }
    }
    for column in growth {
      for month in 0..<count { added[month] += column.values[month] * parameters[column.position] }
    }
    var stated: [Lanes] = []
    if case .stated(let numbers) = acquisitions { stated = numbers.map { Lanes(repeating: $0) } }
    var result = MonthlyInputs(growth: added, retention: retention, acquisitions: stated)
    for month in 0..<known {
      result.growth[month] =
        levels[month + 1] - next(Lanes(repeating: levels[month]), result, month, parameters)
    }
    return result
  }

  /// ln(U (1 − h) + A) of a month.
  func next(_ level: Lanes, _ inputs: borrowing MonthlyInputs, _ month: Int, _ parameters: [Lanes]) -> Lanes {
    let users = Lanes.exp(level)
    let kept = users / (1 + Lanes.exp(0 - inputs.retention[month]))
    let gained = gained(users, inputs, month, parameters)
    return .log(pointwiseMax(kept + gained, Lanes(repeating: Self.fewestUsers)))
  }

  /// The users who come in a month.
  ///
  /// - Parameters:
  ///   - users: those of the month before.
  ///   - inputs: what moves users.
  ///   - month: the index of the month.
  ///   - parameters: all coefficients.
  /// - Returns: A.
  public func gained(
    _ users: Lanes, _ inputs: borrowing MonthlyInputs, _ month: Int, _ parameters: [Lanes]
  ) -> Lanes {
    switch acquisitions {
    case .stated: inputs.acquisitions[month]
    case .constant(let index): Lanes.exp(parameters[index] + balance(parameters[0]))
    case .logistic(let rate, let size):
      Lanes.exp(parameters[rate] + balance(parameters[0])) * users * (1 - users / .exp(parameters[size]))
    }
  }

  /// What ln A gains where γ₀ is another, as in `FittedChurnHazard/acquired(_:_:)`.
  private func balance(_ other: Lanes) -> Lanes {
    let odds = 1 + Double.exp(-intercept)
    return .log(odds / (1 + Lanes.exp(0 - other))) - (other - intercept) * (1 - 1 / odds)
  }
}
