import Foundation
import Series

/// Months that divide an axis, each with a label.
public struct MonthTicks: Sendable, Equatable {
  /// A month and the label under it.
  public struct Tick: Sendable, Equatable {
    /// The month.
    public let month: Month
    /// The year, or the month as tables write it where years are far apart.
    public let label: String
  }

  /// Ascending, all within the range.
  public let ticks: [Tick]

  /// Ticks of a range of months.
  ///
  /// - Parameters:
  ///   - months: from the first to the last of the axis.
  ///   - width: of the axis in units of the drawing.
  public init(_ months: ClosedRange<Month>, width: Double) {
    let count = max(1, months.lowerBound.distance(to: months.upperBound))
    let perMonth = width / Double(count)
    let steps = [1, 3, 6] + [1, 2, 5, 10, 20, 50, 100, 500].map { $0 * 12 }
    let step =
      steps.first { step in
        // A year alone is shorter than a month with its year.
        Double(step) * perMonth >= TextExtent.width(step < 12 ? "2020-10" : "2020") + 14
      } ?? steps[steps.count - 1]
    // Cannot trap: a number of months divided by at least 1.
    let first = Int((Double(months.lowerBound.ordinal) / Double(step)).rounded(.up)) * step
    let found = stride(from: first, through: months.upperBound.ordinal, by: step).map(Month.init(ordinal:))
    ticks = found.map { month in
      Tick(month: month, label: step < 12 ? month.description : "\(month.year)")
    }
  }
}
