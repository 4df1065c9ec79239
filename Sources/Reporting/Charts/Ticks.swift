import Foundation
import Series

/// Round numbers that divide an axis.
public struct NumberTicks: Sendable, Equatable {
  /// Ascending, all within the range.
  public let values: [Double]
  /// The distance of neighbours: 1, 2 or 5 times a power of ten.
  public let step: Double

  /// Ticks of a range.
  ///
  /// - Parameters:
  ///   - range: finite.
  ///   - count: about how many are wanted, at least 1.
  public init(_ range: ClosedRange<Double>, about count: Int) {
    let width = range.upperBound - range.lowerBound
    guard width > 0, width.isFinite else {
      self.init(range.lowerBound...range.lowerBound, step: 1)
      return
    }
    let rough = width / Double(max(1, count))
    let power = pow(10, floor(log10(rough)))
    let step = ([1, 2, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10) * power
    self.init(range, step: step)
  }

  /// The multiples of a step within a range.
  public init(_ range: ClosedRange<Double>, step: Double) {
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    self.step = step
    values = last < first ? [] : stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// Ticks of a range widened to whole steps, the first and the last at its ends.
  public init(around range: ClosedRange<Double>, about count: Int) {
    let step = NumberTicks(range, about: count).step
    let lower = (range.lowerBound / step + 1e-9).rounded(.down) * step
    let upper = (range.upperBound / step - 1e-9).rounded(.up) * step
    self.init(lower < upper ? lower...upper : (lower - step)...(upper + step), step: step)
  }
}

/// What the numbers of an axis are.
public enum AxisUnit: Sendable, Equatable {
  /// Counts of users.
  case users
  /// Fractions, shown as percentages.
  case percent
  /// Whole numbers of anything else.
  case count
  /// Anything else.
  case number

  /// One label a tick, all with the same unit and as many decimals as the step needs.
  public func labels(_ ticks: NumberTicks) -> [String] {
    let largest = ticks.values.map(abs).max() ?? 0
    let (factor, suffix): (Double, String) =
      switch self {
      case .percent: (0.01, " %")
      case .users where largest < 1e4: (1, "")
      case .users, .count, .number:
        largest >= 1e9
          ? (1e9, " B") : largest >= 1e6 ? (1e6, " M") : largest >= 1e5 || self == .users ? (1e3, " k") : (1, "")
      }
    if self == .number, largest >= 1e13 || (largest > 0 && largest < 1e-4) {
      return ticks.values.map { NumberText.significant($0, 3) }
    }
    let decimals = max(0, Int(-floor(log10(ticks.step / factor) + 1e-9)))
    if self == .users, factor == 1, ticks.step >= 1, largest >= 1000 { return ticks.values.map(NumberText.users) }
    return ticks.values.map { $0 == 0 ? "0" : NumberText.fixed($0 / factor, min(decimals, 8)) + suffix }
  }

  /// A value as people read it.
  package func text(_ value: Double) -> String {
    switch self {
    case .users: NumberText.users(value)
    case .percent: NumberText.percent(value, 2)
    case .count: abs(value) < 1000 ? NumberText.fixed(value, 0) : NumberText.users(value)
    case .number: NumberText.significant(value)
    }
  }

  /// A value of a table.
  func cell(_ value: Double?) -> ResultCell {
    guard let value, value.isFinite else { return ResultCell("") }
    return self == .users ? .users(value) : ResultCell(text(value), value: value)
  }
}

/// Months that divide an axis, each with a label.
public struct MonthTicks: Sendable, Equatable {
  /// A month and what stands under it.
  public struct Tick: Sendable, Equatable {
    /// The month.
    public let month: Month
    /// The year, or the month with its year where years are far apart.
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
        // Years alone are shorter than a month with its year.
        Double(step) * perMonth >= TextExtent.width(step < 12 ? "Oct 2020" : "2020") + 14
      } ?? steps[steps.count - 1]
    let first = Int((Double(months.lowerBound.ordinal) / Double(step)).rounded(.up)) * step
    let found = stride(from: first, through: months.upperBound.ordinal, by: step).map(Month.init(ordinal:))
    ticks = found.map { month in
      Tick(month: month, label: step < 12 ? "\(Month.names[month.monthOfYear - 1]) \(month.year)" : "\(month.year)")
    }
  }
}
