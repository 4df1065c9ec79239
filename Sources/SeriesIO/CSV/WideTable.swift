import Series

/// A table whose months stand in the header, from left to right.
///
/// Every other column names the rows, counts their unit, or has figures of its own, such as sums, which are left out. Where a name stands in the
/// first of several rows alone, as in merged cells, it is that of the rows below too.
struct WideTable {
  private let document: CSVDocument
  /// The columns of months, and their names as a month is written.
  private let months: [(column: Int, name: String)]
  /// The columns of names.
  private let labels: [Int]
  /// The column of units.
  private let unit: Int?
  /// Names of columns and rows that are left out.
  private var leftOut: [String]
  private let rows: [CSVDocument.Row]

  /// The most columns of names.
  private static let mostLabels = 4
  private static let units: Set<String> = ["unit", "units", "einheit", "unité", "unite", "unidad", "unità", "eenheid"]
  private static let quantities: Set<String> = [
    "metric", "metrics", "kpi", "measure", "quantity", "indicator", "variable", "kennzahl", "indicateur", "mesure",
    "métrica",
  ]

  /// Nil where fewer than three columns are months, or the table has its months or its users in a column.
  ///
  /// - Parameter document: the table.
  init?(_ document: CSVDocument) {
    let header = document.header
    var named = header.indices.compactMap { index in
      Self.month(header[index]).map { (column: index, name: $0.name, readings: $0.readings) }
    }
    // Years beside months are sums.
    let finer = named.filter { $0.readings.keys.contains { $0.order != .year } }
    if finer.count >= 3 { named = finer }
    guard named.count >= 3, (try? SeriesFile.monthIndex(in: header, file: "", named: nil)) == nil else { return nil }
    let shared = named.dropFirst().reduce(Set(named[0].readings.keys)) { $0.intersection($1.readings.keys) }
    months = named.map { item in
      let dates = Set(item.readings.values.map(\.month))
      return (item.column, shared.isEmpty && dates.count == 1 ? "\(dates.first ?? Month(ordinal: 0))" : item.name)
    }
    guard !shared.isEmpty || named.allSatisfy({ Set($0.readings.values.map(\.month)).count == 1 }) else { return nil }
    let taken = Set(named.map(\.column))
    var (labels, unit, leftOut) = ([Int](), Int?.none, [String]())
    for index in header.indices where !taken.contains(index) {
      let cells = document.rows.compactMap { $0.cells.indices.contains(index) ? $0.cells[index] : nil }.filter {
        !$0.isEmpty
      }
      if cells.isEmpty { continue }
      let areFigures = cells.allSatisfy(Self.isFigure)
      if areFigures
        ? cells.allSatisfy(Self.isYear) : cells.allSatisfy({ !MonthNotation.readings(of: $0, dates: nil).isEmpty })
      {
        return nil
      }
      if areFigures {
        if namesUsers(header[index]) { return nil }
        leftOut.append(header[index])
      } else if Self.units.contains(header[index].lowercased()) {
        unit = index
      } else {
        labels.append(index)
      }
    }
    guard labels.count <= Self.mostLabels, !labels.isEmpty || document.rows.count == 1 else { return nil }
    // Rows of sums, and rows without a figure, as of notes.
    var rows: [CSVDocument.Row] = []
    for row in document.rows {
      let isWhole = row.cells.count == header.count
      let name = labels.first.map { row.cells.indices.contains($0) ? row.cells[$0] : "" } ?? ""
      if isWhole,
        named.allSatisfy({ row.cells[$0.column].isEmpty })
          || (document.rows.count > 1 && TotalName.isTotal(name) && !namesUsers(name))
      {
        leftOut.append(name)
      } else {
        rows.append(row)
      }
    }
    guard !rows.isEmpty else { return nil }
    self.document = document
    (self.labels, self.unit, self.leftOut) = (labels, unit, leftOut)
    self.rows = labels.count > 1 ? Self.filled(rows, labels) : rows
  }

  /// The table with a row a month.
  ///
  /// - Parameters:
  ///   - series: the column of series that the user names.
  ///   - isPanel: whether series are wanted, even if there is only one.
  /// - Returns: with a column for every quantity where a column names quantities; otherwise every row is a series of users.
  /// - Throws: ``SeriesIOError/raggedRow(file:line:cells:expected:)``.
  func turned(series: String?, isPanel: Bool) throws(SeriesIOError) -> CSVDocument {
    let header = document.header
    if let row = rows.first(where: { $0.cells.count != header.count }) {
      throw .raggedRow(file: document.file, line: row.line, cells: row.cells.count, expected: header.count)
    }
    if let years = yearsByMonth() { return years }
    if let quantity = quantity(besides: series ?? "series"), let table = byQuantity(quantity, series) { return table }
    // With a single row there is nothing to tell apart.
    let kept = rows.count == 1 && !isPanel && !isStated(series) ? [] : labels
    let turned = rows.flatMap { row in
      months.map { month in
        CSVDocument.Row(
          line: row.line, cells: kept.map { row.cells[$0] } + [month.name, row.cells[month.column]])
      }
    }
    return result(
      names(kept, series) + ["month", "mau" + unitOfUsers], turned,
      .turned(months: months.count, series: kept.map { header[$0] }))
  }

  /// Years from left to right and months from above.
  private func yearsByMonth() -> CSVDocument? {
    guard labels.count == 1, let label = labels.first,
      months.allSatisfy({ $0.name.count == 4 && $0.name.allSatisfy(\.isNumber) }),
      rows.allSatisfy({ !MonthNotation.readings(of: "2020-\($0.cells[label])", dates: nil).isEmpty })
    else { return nil }
    let turned = months.flatMap { year in
      rows.map { CSVDocument.Row(line: $0.line, cells: ["\(year.name)-\($0.cells[label])", $0.cells[year.column]]) }
    }
    return result(["month", "mau"], turned, .yearsByMonth)
  }

  /// The column that names quantities: it says so, or some of its names, not all, are those of users.
  private func quantity(besides series: String) -> Int? {
    let labels = labels.filter { document.header[$0] != series }
    return labels.first { Self.quantities.contains(document.header[$0].lowercased()) }
      ?? labels.first { index in
        let names = Set(rows.map { $0.cells[index] })
        let users = names.count { namesUsers($0) }
        return users > 0 && (users < names.count || users == 1)
      }
  }

  /// A column for every quantity, the rows of a series together; nil where one comes twice.
  private func byQuantity(_ quantity: Int, _ series: String?) -> CSVDocument? {
    let others = labels.filter { $0 != quantity }
    let quantities = document.texts(quantity).filter { name in rows.contains { $0.cells[quantity] == name } }
    var groups: [[String]: [String: CSVDocument.Row]] = [:]
    var order: [[String]] = []
    for row in rows {
      let key = others.map { row.cells[$0] }
      if groups[key] == nil { order.append(key) }
      guard groups[key]?[row.cells[quantity]] == nil else { return nil }
      groups[key, default: [:]][row.cells[quantity]] = row
    }
    let turned = order.flatMap { key in
      let own = groups[key] ?? [:]
      let line = own.values.map(\.line).min() ?? document.headerLine
      let lines = key.map { _ in line } + [document.headerLine] + quantities.map { own[$0]?.line ?? line }
      return months.map { month in
        CSVDocument.Row(
          line: line, cells: key + [month.name] + quantities.map { own[$0]?.cells[month.column] ?? "" }, lines: lines)
      }
    }
    let columns = quantities.map { name in
      let units = Set(rows.filter { $0.cells[quantity] == name }.compactMap { row in unit.map { row.cells[$0] } })
      return namesUsers(name) ? name + Self.suffix(units) : name
    }
    return result(
      names(others, series) + ["month"] + columns, turned,
      .turnedQuantities(months: months.count, column: document.header[quantity]))
  }

  /// The unit of users, as it stands behind a name, where the header or the column of units states one for all.
  private var unitOfUsers: String {
    let stated = labels.compactMap { UserUnit.inHeader(document.header[$0]) }.first
    if let stated { return " (\(UserUnit.word(of: stated)))" }
    return Self.suffix(Set(rows.compactMap { row in unit.map { row.cells[$0] } }))
  }

  private static func suffix(_ units: Set<String>) -> String {
    units.count == 1 ? units.first.flatMap { UserUnit(word: $0) == nil ? nil : " (\($0))" } ?? "" : ""
  }

  private func result(_ header: [String], _ rows: [CSVDocument.Row], _ kind: ReadingRemark.Kind) -> CSVDocument {
    let kinds = [kind] + (leftOut.isEmpty ? [] : [.leftOut(leftOut)])
    return CSVDocument(
      document, header: header, rows: rows,
      remarks: document.remarks + kinds.map { ReadingRemark(file: document.file, column: nil, kind: $0) })
  }

  /// The names of columns of names; a single one is that of series.
  private func names(_ labels: [Int], _ series: String?) -> [String] {
    labels.map { labels.count == 1 && !isStated(series) ? "series" : document.header[$0] }
  }

  private func isStated(_ series: String?) -> Bool { series.map(document.header.contains) ?? false }

  /// Rows whose blank names are those above.
  private static func filled(_ rows: [CSVDocument.Row], _ labels: [Int]) -> [CSVDocument.Row] {
    var above: [Int: String] = [:]
    return rows.map { row in
      guard let last = labels.max(), row.cells.count > last, labels.contains(where: { !row.cells[$0].isEmpty }) else {
        return row
      }
      var cells = row.cells
      for label in labels {
        if cells[label].isEmpty { cells[label] = above[label] ?? "" }
        above[label] = cells[label]
      }
      return CSVDocument.Row(line: row.line, cells: cells)
    }
  }

  /// Whether a number is likely to be a year.
  private static func isYear(_ cell: String) -> Bool { Int(cell).map { (1900...2100).contains($0) } ?? false }

  /// Whether a cell is a number in some notation.
  static func isFigure(_ cell: String) -> Bool {
    (try? NumberCells([(CellPlace(file: "", line: nil, column: ""), cell)], content: .number, decimal: .point)) != nil
  }

  /// The month that a name is, also where it is marked as preliminary or says what is counted (`2020-01 MAU`), and how it can be read; nil for
  /// other names.
  static func month(_ name: String) -> (name: String, readings: [MonthNotation: CalendarDate])? {
    // Other numbers of four digits are figures.
    if name.count == 4, Int(name) != nil, !isYear(name) { return nil }
    let readings = MonthNotation.readings(of: name, dates: nil)
    if !readings.isEmpty { return (name, readings) }
    var rest = name[...]
    if rest.hasSuffix(")"), let open = rest.lastIndex(of: "("), !rest[open...].contains(where: \.isNumber) {
      rest = rest[..<open]
    }
    while let last = rest.last, "* †".contains(last) { rest.removeLast() }
    if rest.count == name.count {
      let words = name.split(separator: " ")
      guard words.count > 1, let first = words.first, let last = words.last else { return nil }
      if namesUsers(String(first)) {
        rest = name[words[1].startIndex...]
      } else if namesUsers(String(last)) {
        rest = name[..<words[words.count - 2].endIndex]
      } else {
        return nil
      }
    }
    let found = MonthNotation.readings(of: String(rest), dates: nil)
    return found.isEmpty ? nil : (String(rest), found)
  }
}
