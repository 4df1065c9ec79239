import Series

/// The days or months of a column, in the notation that all of its cells share; only years, quarters and months may be mixed.
struct MonthCells: Sendable {
  let notations: [MonthNotation]
  /// One date a row.
  let dates: [CalendarDate]

  /// Decides on the notation and reads the cells.
  ///
  /// - Parameters:
  ///   - cells: where each is, and its text.
  ///   - order: the order that the user stated; nil for none.
  /// - Throws: ``SeriesIOError`` for cells that are no months or are written in another way than those before, and where
  ///   two readings remain.
  init(_ cells: [(place: CellPlace, text: String)], order: DateOrder?) throws(SeriesIOError) {
    var faults = Faults()
    var readings: [[MonthNotation: CalendarDate]] = []
    var candidates: Set<MonthNotation> = []
    var example = ""
    for (place, text) in cells {
      let found = MonthNotation.readings(of: text, dates: order)
      if candidates.isEmpty, !found.isEmpty {
        candidates = Set(found.keys)
        example = text
      }
      let shared = candidates.intersection(found.keys)
      if shared.isEmpty {
        faults.add(
          TotalName.isTotal(text)
            ? .totalRow(place, value: text)
            : found.isEmpty ? .badMonth(place, value: text) : .otherNotation(place, value: text, example: example))
      } else {
        candidates = shared
      }
      readings.append(found)
    }
    if !faults.isEmpty, let mixed = Self.periods(readings) {
      (notations, dates) = mixed
      return
    }
    try faults.check()
    let (first, text) = cells.first ?? (CellPlace(file: "", line: nil, column: ""), "")
    var remaining = candidates.map { notation in (notation, readings.compactMap { $0[notation] }) }
    // Days of which none is above 12: figures belong to first or last days of months.
    let regular = remaining.filter { dates in
      dates.1.allSatisfy { $0.day == 1 } || dates.1.allSatisfy(\.isMonthEnd)
    }
    if remaining.count > 1, !regular.isEmpty { remaining = regular }
    remaining.sort { $0.0.description < $1.0.description }
    guard let chosen = remaining.first else { throw .badMonth(first, value: text) }
    if let other = remaining.dropFirst().first(where: { $0.1.map(\.month) != chosen.1.map(\.month) }) {
      let index = chosen.1.indices.first { chosen.1[$0].month != other.1[$0].month } ?? 0
      throw .ambiguousDates(
        cells[index].place, value: cells[index].text,
        readings: [chosen, other].map { "\($0.0) (\($0.1[index].month))" })
    }
    (notations, dates) = ([chosen.0], chosen.1)
    if chosen.0.order == .year, dates.allSatisfy({ $0.month.year > 2100 && (1...12).contains($0.month.year % 100) }) {
      throw .shortYears(first, value: text)
    }
  }

  /// The order of day and month that the cells of a column leave, those that are no months apart; nil where both or none remain.
  static func order(ofColumn cells: [String]) -> DateOrder? {
    func isLeft(_ order: DateOrder) -> Bool {
      cells.allSatisfy { cell in
        !MonthNotation.readings(of: cell, dates: order).isEmpty || MonthNotation.readings(of: cell, dates: nil).isEmpty
      }
    }
    let (isDayFirst, isMonthFirst) = (isLeft(.dayFirst), isLeft(.monthFirst))
    return isDayFirst == isMonthFirst ? nil : isDayFirst ? .dayFirst : .monthFirst
  }

  /// Years that become quarters or months, and stay so, in one column; nil for anything else.
  private static func periods(
    _ readings: [[MonthNotation: CalendarDate]]
  ) -> (notations: [MonthNotation], dates: [CalendarDate])? {
    let periods = readings.compactMap { $0.first { $0.key.isPeriod } }
    let lengths = periods.sorted { $0.value.month < $1.value.month }.map(\.key.monthsOfPeriod)
    guard periods.count == readings.count, zip(lengths, lengths.dropFirst()).allSatisfy({ $0 >= $1 }) else {
      return nil
    }
    var seen: Set<MonthNotation> = []
    return (periods.map(\.key).filter { seen.insert($0).inserted }, periods.map(\.value))
  }
}

/// The faulty cells of a file, so that all of them are told at once.
struct Faults {
  private var first: [SeriesIOError] = []
  private var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func add(_ error: SeriesIOError) {
    count += 1
    if first.count < SeriesIOError.faultsShown { first.append(error) }
  }

  /// Takes the faulty cells of a column; false for an error of another kind.
  mutating func take(_ error: SeriesIOError) -> Bool {
    switch error {
    case .badUsers, .badNumber, .noUsers: add(error)
    case .faults(let some, let all):
      some.forEach { add($0) }
      count += all - some.count
    default: return false
    }
    return true
  }

  /// Throws what was found.
  func check() throws(SeriesIOError) {
    if count == 1, let only = first.first { throw only }
    if count > 1 { throw .faults(first, count: count) }
  }
}
