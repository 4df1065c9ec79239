import Series

/// A CSV file with a column of months; the only way to read a ``MonthlyColumn`` from a file.
public struct SeriesFile: Sendable {
  let document: CSVDocument
  /// The rows of the series that is read.
  let rows: [CSVDocument.Row]
  /// The day or month of each row.
  let dates: [CalendarDate]
  let reading: ReadingOptions
  /// The column of months.
  let monthColumn: String
  /// How months are written: one way, or as years that become quarters or months.
  let monthNotations: [MonthNotation]
  private let ownRemarks: [ReadingRemark]

  /// The file as the user named it.
  public var name: String { document.file }
  /// The names in the header.
  public var columnNames: [String] { document.header }
  /// What had to be decided or left out, apart from the columns of numbers.
  public var remarks: [ReadingRemark] { document.remarks + ownRemarks }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: its path; `-` for standard input.
  ///   - reading: what the user states about it.
  /// - Throws: ``SeriesIOError`` when it cannot be read, is not CSV, or a month is unreadable or repeated.
  public init(path: String, reading: ReadingOptions = ReadingOptions()) throws(SeriesIOError) {
    try self.init(name: path, bytes: TextFile.bytes(of: path), reading: reading)
  }

  /// Reads the contents of a file.
  ///
  /// - Parameters:
  ///   - name: its name in messages.
  ///   - bytes: its contents.
  ///   - reading: what the user states about it.
  /// - Throws: ``SeriesIOError`` when it is not CSV, or a month is unreadable or repeated.
  public init(name: String, bytes: [UInt8], reading: ReadingOptions = ReadingOptions()) throws(SeriesIOError) {
    try self.init(
      CSVDocument(file: name, bytes: bytes).withMonths(reading.month, series: reading.series), reading: reading)
  }

  /// Reads a document whose months are in a column.
  init(_ document: CSVDocument, reading: ReadingOptions) throws(SeriesIOError) {
    let name = document.file
    let (index, isFound) = try Self.monthIndex(of: document, reading)
    let rows = try Self.rows(of: document, reading)
    let column = document.header[index]
    let cells = try MonthCells(
      rows.map { (CellPlace(file: name, line: $0.line, column: column), $0.cells[index]) },
      order: reading.dates
        ?? (reading.only == nil ? nil : MonthCells.order(ofColumn: document.rows.map { $0.cells[index] })))
    var remarks: [ReadingRemark] = []
    func remark(_ kind: ReadingRemark.Kind) { remarks.append(ReadingRemark(file: name, column: column, kind: kind)) }
    if isFound { remark(.monthColumn) }
    for notation in cells.notations where !notation.isUsual { remark(.months(notation)) }
    var dates = cells.dates
    if Self.areQuarterStarts(dates) {
      remark(.quarters(reading.quarters ?? .first))
      if reading.quarters == .last {
        dates = dates.compactMap { CalendarDate(year: $0.month.year, month: $0.month.monthOfYear + 2) }
      }
    }
    self.document = document
    self.rows = rows
    self.dates = dates
    self.reading = reading
    monthColumn = column
    monthNotations = cells.notations
    ownRemarks = remarks
    try checkRepetition(monthIndex: index)
  }

  /// The column of months: the one that is stated or has a usual name, else the only one whose cells are all months.
  private static func monthIndex(
    of document: CSVDocument, _ reading: ReadingOptions
  ) throws(SeriesIOError) -> (index: Int, isFound: Bool) {
    do {
      return (try monthIndex(in: document.header, file: document.file, named: reading.month), false)
    } catch {
      guard case .noMonthColumn = error else { throw error }
      let dated = document.header.indices.filter { index in
        // Rows of sums are refused later, by their names.
        let cells = document.rows.map { $0.cells[index] }.filter { !TotalName.isTotal($0) }
        return !cells.isEmpty
          && cells.allSatisfy { cell in
            MonthNotation.readings(of: cell, dates: reading.dates).keys.contains { !$0.separator.isEmpty }
          }
      }
      guard dated.count == 1 else { throw error }
      return (dated[0], true)
    }
  }

  /// The rows of the series that is read.
  private static func rows(
    of document: CSVDocument, _ reading: ReadingOptions
  ) throws(SeriesIOError) -> [CSVDocument.Row] {
    guard let only = reading.only else { return document.rows }
    let column = reading.series ?? "series"
    let holders = document.header.indices.filter { index in document.rows.contains { $0.cells[index] == only } }
    // Without a column of the usual name, the only one that has this series.
    guard
      let index = document.header.firstIndex(of: column)
        ?? (reading.series == nil && holders.count == 1 ? holders[0] : nil)
    else {
      throw .noSuchColumn(column, files: [document.file], columns: document.header)
    }
    let rows = document.rows.filter { $0.cells[index] == only }
    if rows.isEmpty {
      throw .noSuchSeries(only, file: document.file, known: document.texts(index))
    }
    return rows
  }

  /// Whether all dates are the first days or months of quarters, two of them in a row: 2015-01-01, 2015-04-01.
  private static func areQuarterStarts(_ dates: [CalendarDate]) -> Bool {
    guard dates.count >= 4, dates.allSatisfy({ $0.day == 1 && $0.month.monthOfYear % 3 == 1 }) else { return false }
    return zip(dates, dates.dropFirst()).contains { abs($0.month.distance(to: $1.month)) == 3 }
  }

  /// Rejects a month with several rows, unless rows are days that a rule puts together.
  private func checkRepetition(monthIndex: Int) throws(SeriesIOError) {
    var earlier: [Month: Int] = [:]
    for (row, date) in dates.enumerated() {
      guard let first = earlier.updateValue(row, forKey: date.month) else { continue }
      let place = CellPlace(file: name, line: rows[row].line, column: columnNames[monthIndex])
      if date == dates[first], let (column, example) = seriesColumn(first, row, monthIndex) {
        throw .severalSeries(place, month: date.month, column: column, example: example)
      }
      guard date.day != nil, date != dates[first] else {
        throw .repeatedMonth(
          place, value: rows[row].cells[monthIndex], month: date.month, earlierLine: rows[first].line)
      }
      if reading.monthly == nil, reading.monthlyByColumn.isEmpty {
        throw .severalDays(place, month: date.month, rows: rowsOfDays)
      }
    }
  }

  /// The column whose texts distinguish two rows of the same month.
  private func seriesColumn(_ first: Int, _ second: Int, _ monthIndex: Int) -> (column: String, example: String)? {
    let index = columnNames.indices.first { index in
      let (one, other) = (rows[first].cells[index], rows[second].cells[index])
      return index != monthIndex && one != other && !one.isEmpty && NumberCell(one).digits.contains { $0.isLetter }
    }
    return index.map { (columnNames[$0], rows[first].cells[$0]) }
  }

  /// The position of the column of months.
  static func monthIndex(in header: [String], file: String, named name: String?) throws(SeriesIOError) -> Int {
    if let name {
      guard let index = header.firstIndex(of: name) else {
        throw .noSuchColumn(name, files: [file], columns: header)
      }
      return index
    }
    for usual in ["month", "date", "quarter", "year", "period", "mois", "day", "week"] {
      let found = header.indices.filter { header[$0].lowercased() == usual }
      if found.count > 1 { throw .ambiguousColumn(usual, files: [file]) }
      if let index = found.first { return index }
    }
    throw .noMonthColumn(file: file, columns: header)
  }

  /// The allowed numbers of a column.
  public enum Content: Sendable {
    /// Numbers of users: above zero where observed.
    case users
    /// Any finite number.
    case number
  }

  /// The column of users where none is stated: `mau`, else a usual name, else the only column that is nothing else.
  ///
  /// - Parameter remark: called with what had to be decided.
  /// - Returns: its name; `mau` where there is none.
  public func usersColumn(_ remark: (ReadingRemark) -> Void = { _ in }) -> String {
    SeriesIO.usersColumn([self], besides: [], remark)
  }

  /// The columns other than that of months and that of series.
  public var valueColumns: [String] {
    columnNames.filter { !$0.isEmpty && $0 != monthColumn && $0 != reading.series }
  }

  /// Reads one column.
  ///
  /// - Parameters:
  ///   - name: as in the header, or without the unit that stands there in parentheses, in any case of letters.
  ///   - content: the allowed numbers.
  /// - Returns: the column from its first month to its last; months without a row or with a blank cell are nil.
  /// - Throws: ``SeriesIOError`` when there is no such column, the name occurs twice, or a cell is not an allowed
  ///   number.
  public func column(_ name: String, content: Content) throws(SeriesIOError) -> MonthlyColumn {
    try read(name, content: content).column
  }

  /// Reads one column, with what had to be decided; see ``column(_:content:)``.
  public func read(
    _ name: String, content: Content
  ) throws(SeriesIOError) -> (column: MonthlyColumn, remarks: [ReadingRemark]) {
    guard let index = try index(of: name) else {
      throw .noSuchColumn(name, files: [document.file], columns: document.header)
    }
    let unit = reading.usersUnit ?? UserUnit.inHeader(columnNames[index]) ?? 1
    func cells(_ rows: [CSVDocument.Row], _ decimal: DecimalSign?) throws(SeriesIOError) -> NumberCells {
      let places = rows.map { row in
        (CellPlace(file: document.file, line: row.line(of: index), column: columnNames[index]), row.cells[index])
      }
      return try NumberCells(places, content: content, decimal: decimal, unit: unit)
    }
    // The other series of the column decide on its notation too, where all of their cells can be read.
    let all = reading.only == nil ? nil : try? cells(document.rows, reading.decimal)
    let cells = try cells(rows, all?.decimal ?? reading.decimal)
    var kinds = cells.remarks
    var values = cells.values
    if content == .users {
      let inHeader = UserUnit.inHeader(columnNames[index])
      if let unit = reading.usersUnit ?? inHeader, unit != 1 {
        values = values.map { $0.map { $0 * unit } }
        kinds.append(.unit(unit, inHeader: reading.usersUnit == nil))
      } else if reading.usersUnit == nil, let unit = document.unitAbove {
        kinds.append(.unitAbove(unit))
      } else if UserUnit.looksScaled(values) {
        kinds.append(.smallUsers)
      }
    }
    let column: MonthlyColumn
    let measured = reading.errorColumns[name]
    let rule = reading.monthlyByColumn[name] ?? measured.flatMap { reading.monthlyByColumn[$0] } ?? reading.monthly
    if let rule, dates.contains(where: { $0.day != nil }) {
      kinds.append(.monthly(rowsOfDays, rule))
      let months = MonthlyRows(dates: dates, lines: rows.map(\.line), values: values)
      column = months.column(name, measured == nil ? rule.value : rule.error, file: document.file)
      if !months.incomplete.isEmpty { kinds.append(.incomplete(months.incomplete)) }
    } else {
      column = plain(name, values)
    }
    return (column, kinds.map { ReadingRemark(file: document.file, column: columnNames[index], kind: $0) })
  }

  /// One value a month as it stands there.
  private func plain(_ name: String, _ values: [Double?]) -> MonthlyColumn {
    let months = dates.map(\.month)
    let (first, last) = (months.min() ?? Month(ordinal: 0), months.max() ?? Month(ordinal: 0))
    let count = first.distance(to: last) + 1
    var result = [Double?](repeating: nil, count: count)
    var lines = [Int?](repeating: nil, count: count)
    for (row, date) in dates.enumerated() {
      let position = first.distance(to: date.month)
      lines[position] = rows[row].line
      result[position] = values[row]
    }
    return MonthlyColumn(name: name, first: first, values: result, file: document.file, lines: lines)
  }

  /// Whether the file has a column of this name.
  func has(_ name: String) -> Bool { columnNames.contains { Self.matches($0, name) } }

  /// The position of a column: by its exact name, else without unit and in any case of letters.
  private func index(of name: String) throws(SeriesIOError) -> Int? {
    let exact = columnNames.indices.filter { columnNames[$0] == name }
    let found = exact.isEmpty ? columnNames.indices.filter { Self.matches(columnNames[$0], name) } : exact
    guard found.count <= 1 else { throw .ambiguousColumn(name, files: [document.file]) }
    return found.first
  }

  static func matches(_ column: String, _ name: String) -> Bool {
    column == name || UserUnit.withoutUnit(column).lowercased() == name.lowercased()
  }

  /// What the rows are.
  var rowsOfDays: String { MonthlyRows.step(of: dates) == 7 ? "weeks" : "days" }

  /// A decimal number in the notation of every programming language, whatever the locale. Magnitudes beyond 10^±100,
  /// whose squares would leave the range of `Double`, are rejected.
  static func number(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
      let value = Double(text), NumberRange.contains(value)
    else { return nil }
    return value
  }
}
