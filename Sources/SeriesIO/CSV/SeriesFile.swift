import Series

/// A CSV file with a column of months; the only way to read a ``MonthlyColumn`` from a file.
public struct SeriesFile: Sendable {
  private let document: CSVDocument
  private let monthIndex: Int
  private let months: [Month]

  /// The file as the user named it.
  public var name: String { document.file }
  /// The names in the header.
  public var columnNames: [String] { document.header }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: its path; `-` for standard input.
  ///   - monthColumn: the column of months; nil for the one called month, date, quarter, year or period.
  /// - Throws: ``SeriesIOError`` when it cannot be read, is not CSV, or a month is unreadable or repeated.
  public init(path: String, monthColumn: String? = nil) throws(SeriesIOError) {
    try self.init(name: path, bytes: TextFile.bytes(of: path), monthColumn: monthColumn)
  }

  /// Reads the contents of a file.
  ///
  /// - Parameters:
  ///   - name: its name in messages.
  ///   - bytes: its contents.
  ///   - monthColumn: the column of months; nil for the one called month, date, quarter, year or period.
  /// - Throws: ``SeriesIOError`` when it is not CSV, or a month is unreadable or repeated.
  public init(name: String, bytes: [UInt8], monthColumn: String? = nil) throws(SeriesIOError) {
    let document = try CSVDocument(file: name, bytes: bytes)
    let index = try Self.monthIndex(in: document.header, file: name, named: monthColumn)
    var lines: [Month: Int] = [:]
    var months: [Month] = []
    for row in document.rows {
      let place = CellPlace(file: name, line: row.line, column: document.header[index])
      guard let month = Month(parsing: row.cells[index]) else { throw .badMonth(place, value: row.cells[index]) }
      if let earlier = lines[month] {
        throw .repeatedMonth(place, value: row.cells[index], month: month, earlierLine: earlier)
      }
      lines[month] = row.line
      months.append(month)
    }
    self.document = document
    self.months = months
    monthIndex = index
  }

  /// The position of the column of months.
  static func monthIndex(in header: [String], file: String, named name: String?) throws(SeriesIOError) -> Int {
    if let name {
      guard let index = header.firstIndex(of: name) else {
        throw .noSuchColumn(name, files: [file], columns: header)
      }
      return index
    }
    for usual in ["month", "date", "quarter", "year", "period"] {
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

  /// Reads one column.
  ///
  /// - Parameters:
  ///   - name: as in the header.
  ///   - content: the allowed numbers.
  /// - Returns: the column from its first month to its last; months without a row or with a blank cell are nil.
  /// - Throws: ``SeriesIOError`` when there is no such column, the name occurs twice, or a cell is not an allowed
  ///   number.
  public func column(_ name: String, content: Content) throws(SeriesIOError) -> MonthlyColumn {
    let found = document.header.indices.filter { document.header[$0] == name }
    guard let index = found.first else {
      throw .noSuchColumn(name, files: [document.file], columns: document.header)
    }
    guard found.count == 1 else { throw .ambiguousColumn(name, files: [document.file]) }
    // Cannot trap: a document has rows, and each has a month.
    guard let first = months.min(), let last = months.max() else { preconditionFailure("a document has rows") }
    let count = first.distance(to: last) + 1
    var values = [Double?](repeating: nil, count: count)
    var lines = [Int?](repeating: nil, count: count)
    for (row, month) in zip(document.rows, months) {
      let position = first.distance(to: month)
      lines[position] = row.line
      let cell = row.cells[index]
      if cell.isEmpty { continue }
      let value = Self.number(cell)
      let place = CellPlace(file: document.file, line: row.line, column: name)
      switch content {
      case .users:
        guard let value, value > 0 else { throw .badUsers(place, value: cell) }
        values[position] = value
      case .number:
        guard let value else { throw .badNumber(place, value: cell) }
        values[position] = value
      }
    }
    return MonthlyColumn(name: name, first: first, values: values, file: document.file, lines: lines)
  }

  /// A decimal number in the notation of every programming language, whatever the locale. Magnitudes beyond 10^±100,
  /// whose squares would leave the range of `Double`, are rejected.
  static func number(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
      let value = Double(text), NumberRange.contains(value)
    else { return nil }
    return value
  }
}

/// Joins columns of several files by month.
///
/// - Parameters:
///   - files: one or more files.
///   - mau: the column of monthly active users; nil for the one called `mau`.
///   - drivers: the columns of raw drivers, each in one of the files.
/// - Returns: the aligned table.
/// - Throws: ``SeriesIOError`` when a column is in no file or in several, or a cell is not an allowed number.
public func readTable(
  _ files: [SeriesFile], mau: String? = nil, drivers: [String] = []
) throws(SeriesIOError) -> MonthlyTable {
  let users = try column(mau ?? "mau", in: files, content: .users)
  var columns: [MonthlyColumn] = []
  for name in drivers { columns.append(try column(name, in: files, content: .number)) }
  return MonthlyTable(mau: users, drivers: columns)
}

/// Reads a column from the one file that has it.
///
/// - Parameters:
///   - name: as in the header.
///   - files: where to look.
///   - content: the allowed numbers.
/// - Returns: the column.
/// - Throws: ``SeriesIOError`` when no file or more than one has it, or a cell is not an allowed number.
public func column(
  _ name: String, in files: [SeriesFile], content: SeriesFile.Content
) throws(SeriesIOError) -> MonthlyColumn {
  let holders = files.filter { $0.columnNames.contains(name) }
  guard let holder = holders.first else {
    var seen: Set<String> = []
    let columns = files.flatMap(\.columnNames).filter { !$0.isEmpty && seen.insert($0).inserted }
    throw .noSuchColumn(name, files: files.map(\.name), columns: columns)
  }
  guard holders.count == 1 else { throw .ambiguousColumn(name, files: holders.map(\.name)) }
  return try holder.column(name, content: content)
}
