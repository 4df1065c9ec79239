import Series

/// Tables that are laid out for people: names in two rows, months from left to right.
extension CSVDocument {
  /// The table with one row of names, where a group stands above each of several columns: "Users" above "US" and "FR".
  ///
  /// A blank cell belongs to the group on its left, as in merged cells.
  ///
  /// - Returns: itself where no name of the first row is blank, or the second has anything but different names.
  func joiningHeaders() -> CSVDocument {
    guard header.count > 2, header.dropFirst().contains(""), let second = rows.first, rows.count > 1,
      second.cells.count == header.count,
      second.cells.dropFirst().allSatisfy({ $0.contains(where: \.isLetter) && Self.month($0).isEmpty })
    else { return self }
    var group = ""
    let names = zip(header, second.cells).map { above, own in
      if !above.isEmpty { group = above }
      return group.isEmpty || group == own ? own : "\(group) \(own)"
    }
    guard Set(names).count == names.count else { return self }
    let remark = ReadingRemark(file: file, column: nil, kind: .twoHeaders(example: names[names.count - 1]))
    return CSVDocument(self, header: names, rows: Array(rows.dropFirst()), remarks: remarks + [remark])
  }

  /// The table with a row a month, where months stand in the header.
  ///
  /// Where a column names quantities, users among them, each becomes a column. Otherwise every row is a series of users.
  ///
  /// - Parameter series: the column of series that the user names.
  /// - Returns: itself where fewer than three columns are months, all written in one way, or there is a column of months.
  /// - Throws: ``SeriesIOError/raggedRow(file:line:cells:expected:)``.
  func turningMonths(series: String?) throws(SeriesIOError) -> CSVDocument {
    let readings = header.map { Self.month($0) }
    let months = header.indices.filter { !readings[$0].isEmpty }
    let labels = header.indices.filter { index in
      readings[index].isEmpty && !(header[index].isEmpty && rows.allSatisfy { ($0.cells[safe: index] ?? "").isEmpty })
    }
    let shared = months.dropFirst().reduce(Set(readings[months.first ?? 0].keys)) {
      $0.intersection(readings[$1].keys)
    }
    guard months.count >= 3, !shared.isEmpty, labels.count <= 3,
      (try? SeriesFile.monthIndex(in: header, file: file, named: nil)) == nil
    else { return self }
    if let row = rows.first(where: { $0.cells.count != header.count }) {
      throw .raggedRow(file: file, line: row.line, cells: row.cells.count, expected: header.count)
    }
    let quantity = labels.first { index in rows.contains { namesUsers($0.cells[index]) } }
    let others = labels.filter { $0 != quantity }
    if let quantity { return turned(months, quantity: quantity, others: others, series: series) }
    // With a single row there is nothing to tell apart.
    let kept = rows.count == 1 && !isStated(series) ? [] : labels
    let names = kept.map { kept.count == 1 && !isStated(series) ? "series" : header[$0] } + ["month", "mau"]
    let turned = rows.flatMap { row in
      months.map { month in Row(line: row.line, cells: kept.map { row.cells[$0] } + [header[month], row.cells[month]]) }
    }
    let column = kept.first.map { header[$0] }
    let remark = ReadingRemark(file: file, column: nil, kind: .turned(months: months.count, series: column))
    return CSVDocument(self, header: names, rows: turned, remarks: remarks + [remark])
  }

  /// A column for every quantity, the rows of a series together.
  private func turned(_ months: [Int], quantity: Int, others: [Int], series: String?) -> CSVDocument {
    let quantities = texts(quantity)
    var groups: [[String]: [String: Row]] = [:]
    var order: [[String]] = []
    for row in rows {
      let key = others.map { row.cells[$0] }
      if groups[key] == nil { order.append(key) }
      // Of a quantity that comes twice the name stays ambiguous, as it is.
      guard groups[key]?[row.cells[quantity]] == nil else { return self }
      groups[key, default: [:]][row.cells[quantity]] = row
    }
    let names = others.map { others.count == 1 && !isStated(series) ? "series" : header[$0] } + ["month"] + quantities
    let turned = order.flatMap { key in
      months.map { month in
        let own = groups[key] ?? [:]
        return Row(
          line: own.values.map(\.line).min() ?? headerLine,
          cells: key + [header[month]] + quantities.map { own[$0]?.cells[month] ?? "" })
      }
    }
    let remark = ReadingRemark(
      file: file, column: nil, kind: .turnedQuantities(months: months.count, column: header[quantity]))
    return CSVDocument(self, header: names, rows: turned, remarks: remarks + [remark])
  }

  /// The table of a panel with a row a month and series, where every column but that of months is a series of users.
  ///
  /// - Parameter columns: what is wanted of it.
  /// - Returns: itself where there is a column of series, of users or of anything that is wanted, or only one column is left.
  func stackingColumns(_ columns: PanelColumns) -> CSVDocument {
    guard columns.drivers.isEmpty, !header.contains(columns.series), !header.contains(where: namesUsers),
      let mau = columns.mau, !header.contains(mau),
      let month = try? SeriesFile.monthIndex(in: header, file: file, named: columns.reading.month)
    else { return self }
    let series = header.indices.filter { $0 != month && !header[$0].isEmpty }
    let whole = rows.filter { $0.cells.count == header.count }
    guard series.count > 1, whole.count == rows.count else { return self }
    let stacked = series.flatMap { index in
      whole.map { Row(line: $0.line, cells: [header[index], $0.cells[month], $0.cells[index]]) }
    }
    let remark = ReadingRemark(file: file, column: nil, kind: .stacked(count: series.count))
    return CSVDocument(
      self, header: [columns.series, header[month], mau], rows: stacked, remarks: remarks + [remark])
  }

  /// Whether the user names a column that is there.
  private func isStated(_ series: String?) -> Bool { series.map(header.contains) ?? false }

  /// The ways in which a name is a month or year.
  private static func month(_ name: String) -> [MonthNotation: CalendarDate] {
    MonthNotation.readings(of: name, dates: nil)
  }
}

extension Array {
  /// An element; nil outside of the array.
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
