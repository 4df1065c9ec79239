import RealModule
import Series

/// Figures equally spaced in time, as forecasters without drivers need them.
public struct RegularSeries: Sendable, Equatable {
  /// The month of the first figure.
  public let first: Month
  /// Months between figures.
  public let step: Int
  /// The figures, all above 0.
  public let values: [Double]
  /// The places of ``values`` without a figure of their own, which were interpolated; ascending, neither the first nor the last.
  public let bridged: [Int]
  /// The number of figures of the column that are not among ``values``.
  public let unused: Int
  /// The number of figures before a launch, which are among the unused ones.
  public let beforeLaunch: Int

  /// A series.
  ///
  /// - Parameters:
  ///   - first: the month of the first figure.
  ///   - step: months between figures, at least 1.
  ///   - values: at least one figure, all above 0.
  public init(first: Month, step: Int = 1, values: [Double]) {
    self.init(first: first, step: step, values: values, bridged: [], unused: 0, beforeLaunch: 0)
  }

  private init(first: Month, step: Int, values: [Double], bridged: [Int], unused: Int, beforeLaunch: Int) {
    // Cannot trap: made from at least one month; distances of different months are at least 1.
    precondition(step >= 1 && !values.isEmpty, "the step must be at least one month, with at least one figure")
    self.first = first
    self.step = step
    self.values = values
    self.bridged = bridged
    self.unused = unused
    self.beforeLaunch = beforeLaunch
  }

  /// The last figures of a column at their usual spacing: back to the first figure, to a gap that is too long to be bridged, or to
  /// a launch.
  ///
  /// Figures of months between those of the spacing are left out. Up to three missing figures in a row are interpolated, without
  /// the season and then with it, if there are at least twice as many before them. Nil for a column without figures.
  ///
  /// - Parameter column: figures, all above 0.
  public init?(_ column: MonthlyColumn) {
    let months = column.observedMonths
    guard let last = months.last else { return nil }
    let step = Self.spacing(months)
    var found: [Double?] = []
    var pending = 0
    var month = last
    // Backwards; a run of missing figures counts once enough figures before it are known.
    while month >= months[0] {
      if let value = column[month] {
        if pending > 0 {
          guard Self.figures(column, endingAt: month, step: step, atLeast: 2 * pending + 1) else { break }
          found += [Double?](repeating: nil, count: pending)
          pending = 0
        }
        found.append(value)
      } else {
        pending += 1
        guard pending <= Self.longestGap(step) else { break }
      }
      guard months[0].distance(to: month) >= step else { break }
      month = month.advanced(by: -step)
    }
    let values = Array(found.reversed())
    let filled = GapInterpolation.filled(values, period: Self.period(step))
    let launch = Self.launch(filled)
    let bridged = values.indices.filter { values[$0] == nil && $0 > launch }.map { $0 - launch }
    let used = filled.count - launch
    self.init(
      first: last.advanced(by: -step * (used - 1)), step: step, values: Array(filled[launch...]), bridged: bridged,
      unused: months.count - used + bridged.count, beforeLaunch: values[..<launch].count { $0 != nil })
  }

  /// The place of the first figure after a launch; 0 if there is none.
  ///
  /// A launch is a growth to more than three times the figure before that is, in logarithms, more than three times as far as any
  /// later move, with at least half of the figures and six after it: growth from next to nothing, which does not come again.
  private static func launch(_ values: [Double]) -> Int {
    // The largest ratio of later neighbours, of the larger to the smaller.
    var later = 1.0
    for place in stride(from: values.count - 1, to: 0, by: -1) {
      let ratio = values[place] / values[place - 1]
      if ratio > max(3, later * later * later), values.count - place >= max(6, (values.count + 1) / 2) { return place }
      later = max(later, ratio, 1 / ratio)
    }
    return 0
  }

  /// The spacing of the last figures: the most frequent one of the last three distances, the shorter one if there are several.
  private static func spacing(_ months: [Month]) -> Int {
    let distances = zip(months, months.dropFirst()).suffix(3).map { $0.distance(to: $1) }
    return distances.max { first, second in
      let counts = (distances.count { $0 == first }, distances.count { $0 == second })
      return counts.0 != counts.1 ? counts.0 < counts.1 : first > second
    } ?? 1
  }

  /// The most figures in a row that may be missing: a quarter of a year, and one figure.
  private static func longestGap(_ step: Int) -> Int { max(1, 3 / step) }

  private static func figures(_ column: MonthlyColumn, endingAt last: Month, step: Int, atLeast count: Int) -> Bool {
    (0..<count).allSatisfy { place in
      column.first.distance(to: last) >= step * place && column[last.advanced(by: -step * place)] != nil
    }
  }

  private static func period(_ step: Int) -> Int { 12 % step == 0 ? 12 / step : 1 }

  /// Figures per year; 1 if a year does not contain a whole number of them.
  public var period: Int { Self.period(step) }

  /// Whether all figures are the same.
  public var isConstant: Bool { values.allSatisfy { $0 == values[0] } }

  /// The unit to which all figures are rounded, as a share of the last one; 0 where none is seen.
  public var rounding: Double {
    let largest = values.reduce(0) { max($0, $1) }
    for power in stride(from: 12, through: -6, by: -1) {
      let unit = Double.pow(10, power)
      guard unit <= 0.05 * largest else { continue }
      if values.indices.allSatisfy({ index in
        let units = values[index] / unit
        return bridged.contains(index) || abs(units - units.rounded()) <= 1e-9 * max(1, units)
      }) {
        return unit / values[values.count - 1]
      }
    }
    return 0
  }

  /// The month of the last figure.
  public var last: Month { month(of: values.count - 1) }

  /// The month of a place of ``values``.
  public func month(of place: Int) -> Month { first.advanced(by: step * place) }

  /// The month a number of figures after the last.
  public func month(ahead horizon: Int) -> Month { last.advanced(by: step * horizon) }

  /// A number of first figures.
  public func prefix(_ count: Int) -> RegularSeries {
    RegularSeries(
      first: first, step: step, values: Array(values[..<count]), bridged: bridged.filter { $0 < count }, unused: unused,
      beforeLaunch: beforeLaunch)
  }

  /// The number of figures within a horizon.
  ///
  /// - Parameters:
  ///   - months: the horizon.
  ///   - model: the forecaster, for the error.
  /// - Returns: the number, at least 1.
  /// - Throws: ``ForecastError/shortHorizon(_:step:)`` if there is none, ``ForecastError`` for months that do not exist.
  func periods(_ months: Int, for model: String) throws(ForecastError) -> Int {
    guard months >= step else { throw .shortHorizon(model, step: step) }
    _ = try ForecastHorizon.months(months / step * step, after: last, model: model)
    return months / step
  }
}
