extension CSVDocument {
  /// The table with one row of names and its months in one column, unless the user names that column; see ``joiningHeaders()``,
  /// ``WideTable`` and ``joiningYears(series:)``.
  ///
  /// - Parameters:
  ///   - stated: the column that the user names.
  ///   - series: the column of series, from one of which no year is carried to the next.
  ///   - isPanel: whether series are wanted, even if there is only one.
  /// - Returns: itself where nothing is to be laid out anew.
  /// - Throws: ``SeriesIOError/raggedRow(file:line:cells:expected:)`` where months stand in the header.
  func withMonths(_ stated: String?, series: String? = nil, isPanel: Bool = false) throws(SeriesIOError) -> CSVDocument
  {
    let joined = joiningHeaders()
    guard stated == nil else { return joined }
    let table = try WideTable(joined)?.turned(series: series, isPanel: isPanel) ?? joined
    return table.joiningYears(series: table.header.firstIndex(of: series ?? "series"))
  }

  /// The table with its months in one column, where years stand in one and months or quarters in another.
  ///
  /// A blank year is that of the row above, as in merged cells.
  ///
  /// - Returns: itself where there are no such columns, or not all of their cells are years and months.
  private func joiningYears(series: Int?) -> CSVDocument {
    guard let years = index(of: Self.years), let parts = index(of: Self.months) ?? index(of: Self.quarters) else {
      return self
    }
    let isQuarter = Self.quarters.contains(header[parts].lowercased())
    var (year, name) = ("", "")
    var joined: [Row] = []
    for row in rows {
      guard row.cells.count == header.count else {
        joined.append(row)
        continue
      }
      if let series, row.cells[series] != name { (year, name) = ("", row.cells[series]) }
      if !row.cells[years].isEmpty { year = row.cells[years] }
      guard let text = Self.month(year: year, part: row.cells[parts], isQuarter: isQuarter) else { return self }
      var cells = row.cells
      cells[years] = text
      cells.remove(at: parts)
      joined.append(Row(line: row.line, cells: cells))
    }
    var names = header
    names[years] = "month"
    names.remove(at: parts)
    let remark = ReadingRemark(file: file, column: "month", kind: .joined(header[years], header[parts]))
    return CSVDocument(self, header: names, rows: joined, remarks: remarks + [remark])
  }

  /// The only column with one of these names, in any case of letters.
  private func index(of names: Set<String>) -> Int? {
    let found = header.indices.filter { names.contains(header[$0].lowercased()) }
    return found.count == 1 ? found[0] : nil
  }

  /// Year and month, or year and quarter, as one text; nil where it would not be read as a month.
  private static func month(year: String, part: String, isQuarter: Bool) -> String? {
    guard year.utf8.count == 4, year.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let isNumber = !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
    let text = isQuarter && isNumber ? "\(year)-Q\(part)" : "\(year)-\(part)"
    return MonthNotation.readings(of: text, dates: nil).isEmpty ? nil : text
  }

  private static let years: Set<String> = ["year", "jahr", "année", "annee", "año", "ano", "anno", "jaar"]
  private static let months: Set<String> = ["month", "monat", "mois", "mes", "mês", "mese", "maand"]
  private static let quarters: Set<String> = ["quarter", "quartal", "trimestre", "kwartaal", "qtr"]
}
