import Series

/// A CSV file about cohorts: users by cohort and age, or growth accounting by month.
public struct CohortFile: Sendable {
  /// What a file holds.
  public enum Contents: Sendable {
    /// Users by cohort and age: one row a cell, or one row a cohort with a column for each age.
    case cohorts([CohortRow])
    /// New, retained, resurrected and churned users by month.
    case accounting(GrowthAccounting)
  }

  /// What it holds.
  public let contents: Contents
  /// What had to be decided or left out.
  public let remarks: [ReadingRemark]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: its path; `-` for standard input.
  ///   - reading: what the user states about it.
  /// - Throws: ``SeriesIOError`` when it cannot be read, is not CSV, or is of neither kind; `GrowthAccountingError`.
  public init(path: String, reading: ReadingOptions = ReadingOptions()) throws {
    try self.init(name: path, bytes: TextFile.bytes(of: path), reading: reading)
  }

  /// Reads the contents of a file; see ``init(path:reading:)``.
  public init(name: String, bytes: [UInt8], reading: ReadingOptions = ReadingOptions()) throws {
    let document = try CSVDocument(file: name, bytes: bytes)
    func has(_ column: String) -> Bool { document.header.contains { SeriesFile.matches($0, column) } }
    if has("new"), has("retained") {
      let file = try SeriesFile(document, reading: reading)
      func column(_ name: String) throws(SeriesIOError) -> MonthlyColumn? {
        has(name) ? try file.column(name, content: .number) : nil
      }
      guard let new = try column("new"), let retained = try column("retained") else {
        throw SeriesIOError.noSuchColumn("new", files: [name], columns: document.header)
      }
      contents = .accounting(
        try GrowthAccounting(
          new: new, retained: retained, resurrected: column("resurrected"), churned: column("churned"),
          mau: column("mau")))
      remarks = file.remarks
      return
    }
    guard let cohort = Self.index(of: ["cohort", "cohort month", "cohort_month"], in: document) ?? Self.wide(document)
    else { throw SeriesIOError.noSuchColumn("cohort", files: [name], columns: document.header) }
    let names = Self.names(document, cohort, reading)
    let cells =
      try Self.long(document, names)
      ?? Self.wideRows(document, cohort, names)
    contents = .cohorts(cells)
    remarks = document.remarks
  }

  private static func index(of names: [String], in document: CSVDocument) -> Int? {
    for name in names {
      if let index = document.header.firstIndex(where: { SeriesFile.matches($0, name) }) { return index }
    }
    return nil
  }

  /// The first column of a table whose others are ages.
  private static func wide(_ document: CSVDocument) -> Int? {
    document.header.count > 2 && document.header.dropFirst().allSatisfy { age($0) != nil } ? 0 : nil
  }

  /// The age that a heading is about: `3`, `month 3`, `M3`.
  private static func age(_ heading: String) -> Int? {
    let digits = heading.drop { !$0.isNumber }
    let word = heading.prefix(heading.count - digits.count).trimmedLowercase
    guard ["", "m", "month", "age", "period", "w", "week", "y", "year", "q", "quarter", "mois"].contains(word) else {
      return nil
    }
    return Int(digits).flatMap { (0...1200).contains($0) ? $0 : nil }
  }

  /// The names of the cohorts, months in one form.
  private static func names(_ document: CSVDocument, _ column: Int, _ reading: ReadingOptions) -> [String] {
    let names = document.rows.map { $0.cells[column] }
    let places = document.rows.map { row in
      (CellPlace(file: document.file, line: row.line, column: document.header[column]), row.cells[column])
    }
    // Names of any other kind are names.
    guard let cells = try? MonthCells(places, order: reading.dates), cells.dates.count == names.count else {
      return names
    }
    return cells.dates.map(\.month.description)
  }

  /// One row a cell; nil where there is no column of ages.
  private static func long(_ document: CSVDocument, _ names: [String]) throws(SeriesIOError) -> [CohortRow]? {
    guard let age = index(of: ["age", "period", "tenure"], in: document) else { return nil }
    guard let users = index(of: ["users", "active", "active users", "customers", "mau"], in: document) else {
      throw .noSuchColumn("users", files: [document.file], columns: document.header)
    }
    let counts = try self.users(document, users)
    var rows: [CohortRow] = []
    for (index, row) in document.rows.enumerated() {
      guard let number = Int(row.cells[age]) else {
        throw .badNumber(
          CellPlace(file: document.file, line: row.line, column: document.header[age]), value: row.cells[age])
      }
      rows.append(CohortRow(cohort: names[index], age: number, users: counts[index]))
    }
    return rows
  }

  /// One row a cohort.
  private static func wideRows(
    _ document: CSVDocument, _ cohort: Int, _ names: [String]
  ) throws(SeriesIOError) -> [CohortRow] {
    var rows: [CohortRow] = []
    for (age, column) in try ages(document, cohort) {
      for (row, users) in try users(document, column).enumerated() {
        rows.append(CohortRow(cohort: names[row], age: age, users: users))
      }
    }
    return rows
  }

  /// The columns of ages.
  private static func ages(_ document: CSVDocument, _ cohort: Int) throws(SeriesIOError) -> [(age: Int, column: Int)] {
    let found = document.header.indices.filter { $0 != cohort }.compactMap { index in
      age(document.header[index]).map { (age: $0, column: index) }
    }
    guard !found.isEmpty else { throw .noSuchColumn("age", files: [document.file], columns: document.header) }
    return found
  }

  /// The numbers of a column.
  private static func users(_ document: CSVDocument, _ column: Int) throws(SeriesIOError) -> [Double?] {
    try NumberCells(
      document.rows.map { row in
        (CellPlace(file: document.file, line: row.line, column: document.header[column]), row.cells[column])
      }, content: .number, decimal: nil
    ).values
  }
}

extension Substring {
  /// Without blanks and underscores at the ends, in small letters.
  fileprivate var trimmedLowercase: String {
    String(self).lowercased().split { $0 == " " || $0 == "_" || $0 == "-" }.joined(separator: " ")
  }
}
