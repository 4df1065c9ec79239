import Series
import SeriesIO

/// How a table writes its months, so that forecasts are handed back in the same way.
struct TimeStyle {
  /// The format of the column.
  let format: String
  private let type: ArrowType
  /// Whether all days so far are the last of their months.
  private var areMonthEnds = true
  /// Whether texts have days.
  private var hasDays = false

  /// Days, by the first of each month.
  static let days = TimeStyle()

  private init() {
    (format, type, areMonthEnds) = ("tdD", .days, false)
  }

  /// The style of a column.
  ///
  /// - Throws: ``TableError/type(column:format:advice:)`` for a column that has no dates.
  init(_ field: ArrowField) throws(TableError) {
    // Of a column without any value nothing is known but that it has none.
    type = field.type == .null ? .days : field.type
    switch (field.texts, field.type) {
    case (.some, _), (_, .text), (_, .textView): format = "u"
    case (_, .days), (_, .ticks): format = field.format
    case (_, .null): format = "tdD"
    default:
      throw .type(
        column: field.name, format: field.format,
        advice:
          "Months are dates, timestamps, or texts such as 2024-01; convert the column, in pandas by pd.to_datetime")
    }
  }

  /// The first day of 1970, as spreadsheets count days.
  private static let spreadsheetDay = 25_569

  /// The months of a column, counted since January of year 0; ``ArrowColumn/noDate`` where there is none, with what stands there instead.
  ///
  /// - Throws: ``TableError/malformed(_:)``.
  mutating func months(_ column: ArrowColumn) throws(TableError) -> (months: [Int], faults: [Int: String]) {
    var months: [Int] = []
    var faults: [Int: String] = [:]
    months.reserveCapacity(column.count)
    if let days = column.days() {
      for (index, day) in days.enumerated() {
        guard day != ArrowColumn.noDate else {
          months.append(day)
          continue
        }
        let (serial, isOverflow) = day.addingReportingOverflow(Self.spreadsheetDay)
        guard !isOverflow, let date = CalendarDate(serial: serial) else {
          months.append(ArrowColumn.noDate)
          faults[index] = "day \(day) since 1970, which is not between 1900 and 9999"
          continue
        }
        if areMonthEnds, !date.isMonthEnd { areMonthEnds = false }
        months.append(date.month.ordinal)
      }
      return (months, faults)
    }
    try column.forEachMonth { (index, month, length) throws(TableError) in
      guard let month else {
        months.append(ArrowColumn.noDate)
        faults[index] = "\"\(try column.text(index) ?? "")\" is no month"
        return
      }
      months.append(month)
      guard month != ArrowColumn.noDate else { return }
      hasDays = length == 10
      if areMonthEnds {
        let day = hasDays ? try column.text(index).flatMap { Int($0.suffix(2)) } : nil
        areMonthEnds = day == CalendarDate.days(in: Month(ordinal: month))
      }
    }
    return (months, faults)
  }

  /// The last month that the column can hold; nil for no limit.
  var last: Month? {
    guard case .ticks(let perDay) = type else { return nil }
    // The month before the one in which the ticks end.
    let days = Int(Int64.max / perDay)
    return CalendarDate(serial: days + Self.spreadsheetDay).map { $0.month.advanced(by: -1) }
  }

  /// Refuses months that the column cannot hold.
  ///
  /// - Throws: ``TableError/tooLate(month:format:last:)``.
  func check(_ months: [Month]) throws(TableError) {
    guard let last, let end = months.last, end > last else { return }
    throw .tooLate(month: "\(end)", format: format, last: "\(last)")
  }

  /// Months as the table writes them: by their first days, or their last ones where all of the table's are.
  func values(_ months: [Month]) -> ArrowValues {
    func day(_ month: Month) -> Int {
      let start = areMonthEnds ? month.advanced(by: 1) : month
      return CalendarDate.daysSince1970(start) - (areMonthEnds ? 1 : 0)
    }
    switch type {
    case .days: return .days(months.map { Int32(clamping: day($0)) })
    case .ticks(let perDay):
      return .integers(
        months.map { Int64(day($0)).multipliedReportingOverflow(by: perDay).partialValue }, format: format)
    default:
      let known = Set(months).sorted()
      // Cannot trap: the months of a set are different.
      let places = Dictionary(uniqueKeysWithValues: zip(known, Int32(0)...))
      let texts = known.map { month -> String? in
        guard hasDays else { return month.description }
        return month.description + "-" + (areMonthEnds ? "\(CalendarDate.days(in: month))" : "01")
      }
      return .repeated(texts, months.map { places[$0] ?? 0 })
    }
  }
}
