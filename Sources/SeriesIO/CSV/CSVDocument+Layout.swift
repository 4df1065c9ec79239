import Series

/// Tables that are laid out for people: names in two rows, a column a series.
extension CSVDocument {
  /// The table with one row of names, where a group stands above each of several columns: "Users" above "US" and "FR".
  ///
  /// A blank cell belongs to the group on its left, as in merged cells; a name in the first row alone stands for both. Units below names
  /// follow them.
  ///
  /// - Returns: itself where no group stands above several columns and the second row is none of names.
  func joiningHeaders() -> CSVDocument {
    guard header.count > 2, let second = rows.first, rows.count > 1, second.cells.count == header.count else {
      return self
    }
    let below = second.cells
    let named = below.filter { !$0.isEmpty }
    let isGrouped = header.indices.dropFirst().contains { index in
      !below[index].isEmpty && (header[index].isEmpty || header[index] == header[index - 1])
    }
    let isUnits = named.allSatisfy { UserUnit(word: $0) != nil || Self.plainUnits.contains($0.lowercased()) }
    guard named.count > 1, isGrouped || isUnits,
      named.allSatisfy({ ($0.contains(where: \.isLetter) && !WideTable.isFigure($0)) || Self.plainUnits.contains($0) }),
      named.allSatisfy({ MonthNotation.readings(of: $0, dates: nil).isEmpty })
    else { return self }
    var group = ""
    let names = zip(header, below).map { above, own in
      if !above.isEmpty { group = above }
      if own.isEmpty || Self.plainUnits.contains(own.lowercased()) || own == group {
        return own.isEmpty && above.isEmpty ? "" : group
      }
      if UserUnit(word: own) != nil { return "\(group) (\(own))" }
      return group.isEmpty ? own : "\(group) \(own)"
    }
    guard Set(names).count == names.count else { return self }
    let remark = ReadingRemark(file: file, column: nil, kind: .twoHeaders(example: names[names.count - 1]))
    return CSVDocument(self, header: names, rows: Array(rows.dropFirst()), remarks: remarks + [remark])
  }

  /// Units that say nothing about the size of figures.
  private static let plainUnits: Set<String> = [
    "count", "number", "users", "#", "%", "share", "hours", "anzahl", "nombre",
  ]

  /// The ratio up to which columns are users of one platform.
  private static let mostUnequal = 1_000.0

  /// The table of a panel with a row a month and series, where every column but that of months is a series of users.
  ///
  /// Columns of sums and of anything but numbers are left out.
  ///
  /// - Parameter columns: what is wanted of it.
  /// - Returns: itself where there is a column of series, of users or of anything that is wanted, where months come twice, where figures are no
  ///   users, or only one column is left.
  func stackingColumns(_ columns: PanelColumns) -> CSVDocument {
    guard columns.drivers.isEmpty, !header.contains(columns.series), header.count(where: namesUsers) != 1,
      let mau = columns.mau, !header.contains(mau),
      let month = try? SeriesFile.monthIndex(in: header, file: file, named: columns.reading.month),
      rows.allSatisfy({ $0.cells.count == header.count }), Set(rows.map { $0.cells[month] }).count == rows.count
    else { return self }
    let others = header.indices.filter { index in
      index != month && !(header[index].isEmpty && rows.allSatisfy { $0.cells[index].isEmpty })
    }
    let series = others.filter { index in
      !TotalName.isTotal(header[index])
        && rows.allSatisfy { $0.cells[index].isEmpty || WideTable.isFigure($0.cells[index]) }
    }
    // A column of shares, or with a 0, is none of users.
    let isCounted = series.allSatisfy { index in
      rows.contains { (Double($0.cells[index]) ?? 1) >= 1 }
        && rows.allSatisfy { row in row.cells[index].isEmpty || row.cells[index].contains { $0 != "0" && $0.isNumber } }
    }
    // Counts of anything else are much smaller than users: those of the smallest countries are a few thousandths of those of the largest.
    let largest = series.map { index in rows.compactMap { Double($0.cells[index]) }.max() ?? 1 }
    guard series.count > 1, isCounted, (largest.min() ?? 1) * Self.mostUnequal > (largest.max() ?? 1) else {
      return self
    }
    let units = Set(series.map { UserUnit.inHeader(header[$0]) ?? 1 })
    guard units.count == 1, let unit = units.first else { return self }
    let stacked = series.flatMap { index in
      rows.map { Row(line: $0.line, cells: [UserUnit.withoutUnit(header[index]), $0.cells[month], $0.cells[index]]) }
    }
    let left = others.filter { !series.contains($0) }.map { header[$0] }
    let kinds: [ReadingRemark.Kind] = [.stacked(count: series.count)] + (left.isEmpty ? [] : [.leftOut(left)])
    return CSVDocument(
      self, header: [columns.series, header[month], unit == 1 ? mau : "\(mau) (\(UserUnit.word(of: unit)))"],
      rows: stacked,
      remarks: remarks + kinds.map { ReadingRemark(file: file, column: nil, kind: $0) })
  }
}
