import Batch
import Reporting
import SeriesIO

/// A series of a table that was handed over.
struct TableSeries {
  /// Its name; nil where rows have none.
  let name: String?
  var rows: SeriesRows
  /// The rows of the table that they are from, counted from 0.
  var places: [Int] = []
  /// The first value that cannot be used.
  var fault: (reason: FailureReason, error: TableError)?

  /// An empty series.
  init(_ name: String?, drivers: Int) {
    self.name = name
    rows = SeriesRows(drivers: drivers)
  }
}

/// The columns of a table of series that are read.
struct TableLayout {
  /// The columns of series, months and users; the first and the last are nil where they are not read.
  let (id, time, target): (String?, String, String?)
  let drivers: [String]
  /// What the caller names them by.
  static let options = (id: "id_col", time: "time_col", target: "target_col", driver: "the model's drivers")

  /// The columns in the order in which they are read.
  fileprivate func fields(_ reader: ArrowReader) throws(TableError) -> [(index: Int, field: ArrowField)] {
    var fields = [try reader.field(time, option: Self.options.time)]
    if let id { fields.append(try reader.field(id, option: Self.options.id)) }
    if let target { fields.append(try reader.field(target, option: Self.options.target)) }
    for driver in drivers { fields.append(try reader.field(driver, option: Self.options.driver)) }
    return fields
  }
}

/// Puts the rows of a stream together, series by series.
struct SeriesGroups {
  let layout: TableLayout
  private let reader: ArrowReader
  private let fields: [(index: Int, field: ArrowField)]
  private let isGrouped: Bool
  private var open: [TableSeries] = []
  /// Where each series is in the open ones; used where rows of a series may be anywhere.
  private var places: [ExactName?: Int] = [:]
  private var seen: Set<SeriesIdentity> = []
  private var isAtEnd = false
  private var row = 0
  /// How months are written.
  private(set) var style: TimeStyle

  /// - Parameters:
  ///   - reader: the stream.
  ///   - layout: the columns.
  ///   - isGrouped: whether all rows of a series stand together.
  /// - Throws: ``TableError`` where there is no such column, or it is of a type that is not read.
  init(_ reader: ArrowReader, _ layout: TableLayout, isGrouped: Bool) throws(TableError) {
    (self.reader, self.layout, self.isGrouped) = (reader, layout, isGrouped)
    fields = try layout.fields(reader)
    style = try TimeStyle(fields[0].field)
    if layout.id != nil {
      let field = fields[1].field
      switch (field.texts, field.type) {
      case (.some, _), (_, .text), (_, .textView), (_, .integer), (_, .null): break
      default:
        throw .type(
          column: field.name, format: field.format,
          advice: "Series are named by texts or whole numbers; cast the column")
      }
    }
  }

  /// The format of the column of series, in which names are handed back.
  var nameFormat: String {
    guard layout.id != nil else { return "u" }
    if fields[1].field.texts == nil, case .integer = fields[1].field.type { return fields[1].field.format }
    return "u"
  }

  /// The next series that are complete.
  ///
  /// - Parameter limit: about how many are wanted.
  /// - Returns: none at the end.
  /// - Throws: ``TableError`` for what concerns the table as a whole.
  mutating func next(_ limit: Int) throws(TableError) -> [TableSeries] {
    while !isAtEnd, !isGrouped || open.count <= limit {
      guard let (count, columns) = try reader.next(fields) else {
        isAtEnd = true
        break
      }
      if count > 0 { try add(count, columns) }
    }
    // Where all rows of a series stand together, the last one may go on.
    let ready = min(limit, isAtEnd ? open.count : open.count - 1)
    defer { open.removeFirst(max(0, ready)) }
    return Array(open.prefix(max(0, ready)))
  }

  private mutating func add(_ count: Int, _ columns: [ArrowColumn]) throws(TableError) {
    let (months, faults) = try style.months(columns[0])
    var numbers: [[Double]] = []
    for column in columns.dropFirst(layout.id == nil ? 1 : 2) {
      guard let values = column.numbers() else {
        throw .type(column: column.name, format: "text", advice: "It has no numbers; cast it to floats")
      }
      numbers.append(values)
    }
    let users = layout.target == nil ? nil : numbers.removeFirst()
    let batch = Batch(
      months: months, faults: faults, users: users, drivers: numbers,
      isSound: faults.isEmpty && !months.contains(ArrowColumn.noDate)
        && users?.allSatisfy { $0.isNaN || $0 > 0 && $0.isFinite } ?? true
        && numbers.allSatisfy { $0.allSatisfy { !$0.isInfinite } })
    var begin = 0
    while begin < count {
      let end = layout.id == nil ? count : try columns[1].end(ofRunFrom: begin)
      let name = layout.id == nil ? "" : try columns[1].text(begin)
      let place = try place(of: name, at: begin)
      append(begin..<end, of: batch, to: place)
      begin = end
    }
    row += count
  }

  /// The open series of a name.
  private mutating func place(of name: String?, at index: Int) throws(TableError) -> Int {
    let exact = name.map { ExactName($0) }
    if isGrouped {
      if let last = open.last, last.name.map({ ExactName($0) }) == exact { return open.count - 1 }
      guard seen.insert(SeriesIdentity(name: name ?? "")).inserted else {
        throw .scattered(series: name ?? "", row: row + index)
      }
    } else if let known = places[exact] {
      return known
    }
    open.append(TableSeries(name, drivers: layout.drivers.count))
    if !isGrouped { places[exact] = open.count - 1 }
    return open.count - 1
  }

  /// The rows of a batch as numbers.
  private struct Batch {
    let months: [Int]
    let faults: [Int: String]
    let users: [Double]?
    let drivers: [[Double]]
    /// Whether all of them can be used.
    let isSound: Bool
  }

  private mutating func append(_ range: Range<Int>, of batch: Batch, to place: Int) {
    guard batch.isSound else {
      for index in range { append(index, of: batch, to: place) }
      return
    }
    open[place].rows.months.append(contentsOf: batch.months[range])
    open[place].places.append(contentsOf: (row + range.lowerBound)..<(row + range.upperBound))
    if let users = batch.users { open[place].rows.mau.append(contentsOf: users[range]) }
    for (driver, values) in batch.drivers.enumerated() {
      open[place].rows.drivers[driver].append(contentsOf: values[range])
    }
  }

  /// Appends a row, and keeps its fault if it is the first of the series.
  private mutating func append(_ index: Int, of batch: Batch, to place: Int) {
    func fault(_ reason: FailureReason, _ column: String, _ value: String, _ advice: String) {
      guard open[place].fault == nil else { return }
      open[place].fault = (reason, .value(column: column, row: row + index, value: value, advice: advice))
    }
    let month = batch.months[index]
    guard month != ArrowColumn.noDate else {
      fault(
        .badMonth, layout.time, batch.faults[index] ?? "no month", "Give every row a date, or a text such as 2024-01")
      return
    }
    open[place].rows.months.append(month)
    open[place].places.append(row + index)
    if let users = batch.users, let target = layout.target {
      let value = users[index]
      if !(value.isNaN || value > 0 && value.isFinite) {
        fault(
          .badUsers, target, "\(value) users",
          "Users are above 0, and a model takes their logarithm; a month without a figure is null")
      }
      open[place].rows.mau.append(value)
    }
    for (driver, values) in batch.drivers.enumerated() {
      if values[index].isInfinite {
        fault(
          .badNumber, layout.drivers[driver], "\(values[index])", "Give a finite number, or null where it is unknown")
      }
      open[place].rows.drivers[driver].append(values[index])
    }
  }
}
