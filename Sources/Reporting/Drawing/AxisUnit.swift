import Foundation
import Series

/// The unit of the numbers on an axis.
public enum AxisUnit: Sendable, Equatable {
  /// Counts of users.
  case users
  /// Fractions, shown as percentages.
  case percent
  /// Whole numbers of anything else.
  case count
  /// Anything else.
  case number

  /// The unit in words.
  var words: String {
    switch self {
    case .users: "users"
    case .percent: "percent"
    case .count: "number"
    case .number: "in the unit of the data"
    }
  }

  /// One label per tick, all with the same unit and as many decimals as the step needs.
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
    let places = -floor(log10(ticks.step / factor) + 1e-9)
    // Cannot trap: from 0 to 8.
    let decimals = places.isFinite ? Int(min(max(places, 0), 8)) : 0
    if self == .users, factor == 1, ticks.step >= 1, largest >= 1000 { return ticks.values.map(NumberText.users) }
    return ticks.values.map { $0 == 0 ? "0" : NumberText.fixed($0 / factor, decimals) + suffix }
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
  package func cell(_ value: Double?) -> ResultCell {
    guard let value, value.isFinite else { return .missing() }
    return self == .users ? .users(value) : ResultCell(text(value), value: value)
  }
}
