import RealModule

/// Something in a series of users that is unlike the rest of it, and that an analyst should look at before trusting a model.
public enum SeriesFinding: Sendable, Equatable {
  /// A figure that differs from those before and after it; `ratio` to what lies between them.
  case outlier(Month, ratio: Double)
  /// A level that changes within a month and stays; `ratio` to what usual growth would have given.
  case shift(Month, ratio: Double)
  /// Figures that are about a power of ten times the others, as in another unit.
  case otherUnit(ClosedRange<Month>, factor: Double)
  /// A last figure far below usual growth, as of a month that is not over; `ratio` to what that would have given.
  case lowLastMonth(Month, ratio: Double)
  /// A month far from all others, by its nearest neighbour.
  case farMonth(Month, neighbour: Month)

  /// How unlike the rest it is: |ln| of the ratio; that of a far month is infinite.
  public var size: Double {
    switch self {
    case .outlier(_, let ratio), .shift(_, let ratio), .lowLastMonth(_, let ratio), .otherUnit(_, let ratio):
      abs(.log(ratio))
    case .farMonth: .infinity
    }
  }

  /// The month, or the first of the months.
  public var month: Month {
    switch self {
    case .outlier(let month, _), .shift(let month, _), .lowLastMonth(let month, _), .farMonth(let month, _): month
    case .otherUnit(let months, _): months.lowerBound
    }
  }
}

extension MonthlyColumn {
  /// What is unlike the rest of the users, by month.
  ///
  /// It is looked for in growth between neighbouring figures, without their median and with more than three years of complete figures
  /// without the medians of the calendar months, in units of the median absolute deviation. What is named is at least 2 % and seven
  /// standard deviations as these are estimated from it; in short series more, since it is less certain there.
  public var findings: [SeriesFinding] {
    let months = observedMonths.filter { (self[$0] ?? 0) > 0 }
    guard months.count >= GrowthScan.fewest else { return [] }
    let far = Self.far(months)
    let rest = months.filter { month in !far.contains { $0.month == month } }
    guard rest.count >= GrowthScan.fewest else { return far }
    return (GrowthScan(rest, rest.map { self[$0] ?? .nan }).findings + far).sorted { $0.month < $1.month }
  }

  /// The first or last months that are farther from the others than ten years and than all of these among each other.
  private static func far(_ months: [Month]) -> [SeriesFinding] {
    var found: [SeriesFinding] = []
    var months = months[...]
    while months.count > 2 {
      let (first, second) = (months[months.startIndex], months[months.startIndex + 1])
      let (last, other) = (months[months.endIndex - 1], months[months.endIndex - 2])
      func isFar(_ distance: Int, _ rest: Int) -> Bool { distance > 120 && distance > rest }
      if isFar(other.distance(to: last), first.distance(to: other)) {
        found.append(.farMonth(last, neighbour: other))
        months.removeLast()
      } else if isFar(first.distance(to: second), second.distance(to: last)) {
        found.append(.farMonth(first, neighbour: second))
        months.removeFirst()
      } else {
        break
      }
    }
    return found
  }
}
