import Series

/// Rows of days or weeks that become months.
struct MonthlyRows: Sendable {
  private let groups: [(month: Month, rows: [Int])]
  private let lines: [Int]
  private let values: [Double?]
  /// The months that are not complete.
  let incomplete: [Month]

  /// - Parameters:
  ///   - dates: the day of each row.
  ///   - lines: the line of each row.
  ///   - values: the value of each row.
  init(dates: [CalendarDate], lines: [Int], values: [Double?]) {
    let step = Self.step(of: dates)
    var byMonth: [Month: [Int]] = [:]
    for row in dates.indices.sorted(by: { dates[$0] < dates[$1] }) {
      byMonth[dates[row].month, default: []].append(row)
    }
    groups = byMonth.keys.sorted().map { ($0, byMonth[$0] ?? []) }
    incomplete = groups.filter { month, rows in
      let days = rows.compactMap { dates[$0].day }
      guard let first = days.first, let last = days.last else { return false }
      // As many rows as fit, from the first days to the last ones.
      let length = CalendarDate.days(in: month)
      return first > step || length - last >= step || zip(days, days.dropFirst()).contains { $1 - $0 > step }
    }.map(\.month)
    self.lines = lines
    self.values = values
  }

  /// The distance of most rows in days.
  static func step(of dates: [CalendarDate]) -> Int {
    let days = dates.map(\.ordinal).sorted()
    var counts: [Int: Int] = [:]
    for (one, other) in zip(days, days.dropFirst()) { counts[other - one, default: 0] += 1 }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 1
  }

  /// The complete months, by a rule that makes one figure of several.
  func column(_ name: String, _ figure: ([Double?]) -> Double?, file: String) -> MonthlyColumn {
    let left = Set(incomplete)
    let complete = groups.filter { !left.contains($0.month) }
    let months = (complete.isEmpty ? groups : complete).map(\.month)
    let (first, last) = (months.first ?? Month(ordinal: 0), months.last ?? Month(ordinal: 0))
    let count = first.distance(to: last) + 1
    var result = [Double?](repeating: nil, count: count)
    var places = [Int?](repeating: nil, count: count)
    for (month, rows) in complete {
      let position = first.distance(to: month)
      result[position] = figure(rows.map { values[$0] })
      places[position] = rows.first.map { lines[$0] }
    }
    return MonthlyColumn(name: name, first: first, values: result, file: file, lines: places)
  }
}
