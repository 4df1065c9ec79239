import Series

/// Figures equally spaced in time, as forecasters without drivers need them.
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
    // Cannot trap: made from at least one month; distances of different months are at least 1.
    precondition(step >= 1 && !values.isEmpty, "the step must be at least one month, with at least one figure")
    self.first = first
    self.step = step
    self.values = values
  }

  /// The last figures of a column at the spacing of the last two: those after the last gap or change of
  /// publication frequency. Nothing is interpolated. Nil for a column without figures.
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

  /// Figures per year; 1 if a year does not contain a whole number of them.
  public var period: Int { 12 % step == 0 ? 12 / step : 1 }

  /// The month of the last figure.
  public var last: Month { first.advanced(by: step * (values.count - 1)) }

  /// The month a number of figures after the last.
  public func month(ahead horizon: Int) -> Month { last.advanced(by: step * horizon) }

  /// A number of first figures.
  public func prefix(_ count: Int) -> RegularSeries {
    RegularSeries(first: first, step: step, values: Array(values[..<count]))
  }
}
