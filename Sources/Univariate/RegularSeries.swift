import Series

/// Figures at equal distances in time, as plain forecasters need them.
public struct RegularSeries: Sendable, Equatable {
  /// The month of the first figure.
  public let first: Month
  /// Months between figures.
  public let step: Int
  /// The figures, all above 0.
  public let values: [Double]

  /// A series.
  ///
  /// - Parameters:
  ///   - first: the month of the first figure.
  ///   - step: months between figures, at least 1.
  ///   - values: at least one figure, all above 0.
  public init(first: Month, step: Int = 1, values: [Double]) {
    precondition(step >= 1 && !values.isEmpty, "figures at a distance of months")
    self.first = first
    self.step = step
    self.values = values
  }

  /// The last figures of a column that have equal distances, those of the last two: what is behind the last gap or change of
  /// the rhythm of publication. Nothing is interpolated. Nil for a column without figures.
  ///
  /// - Parameter column: figures, all above 0.
  public init?(_ column: MonthlyColumn) {
    let months = column.observedMonths
    guard let last = months.last else { return nil }
    var start = months.count - 1
    let step = months.count > 1 ? months[months.count - 2].distance(to: last) : 1
    while start > 0, months[start - 1].distance(to: months[start]) == step { start -= 1 }
    self.init(first: months[start], step: step, values: months[start...].compactMap { column[$0] })
  }

  /// Figures a year; 1 where a year has no whole number of them, or one.
  public var period: Int { 12 % step == 0 ? 12 / step : 1 }

  /// The month of the last figure.
  public var last: Month { first.advanced(by: step * (values.count - 1)) }

  /// The month so many figures behind the last.
  public func month(ahead horizon: Int) -> Month { last.advanced(by: step * horizon) }

  /// The first figures.
  public func prefix(_ count: Int) -> RegularSeries {
    RegularSeries(first: first, step: step, values: Array(values[..<count]))
  }
}
