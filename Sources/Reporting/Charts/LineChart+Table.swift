import Series

extension LineChart {
  /// The names of the columns after the month.
  var headers: [String] {
    var seen: Set<ExactName> = []
    return lines.map(\.name) + bands.flatMap { ["\($0.name), lower", "\($0.name), upper"] }
      + marks.map(\.name).filter { seen.insert(ExactName($0)).inserted }
  }

  /// The classes of their signs, in the same order.
  var keys: [String] {
    lines.map(\.key) + bands.flatMap { [ChartStyle.key($0.path), ChartStyle.key($0.path)] }
      + headers.dropFirst(lines.count + 2 * bands.count).map { name in
        marks.first { ExactName($0.name) == ExactName(name) }.map { ChartStyle.key($0.path) } ?? ""
      }
  }

  /// One row per month that has any value.
  var rows: [(month: Month, values: [Double?])] {
    var columns: [[Month: Double]] = lines.map { line in
      Dictionary(line.points.map { ($0.month, $0.value) }, uniquingKeysWith: { $1 })
    }
    for band in bands {
      columns.append(Dictionary(band.ends.map { ($0.month, $0.lower) }, uniquingKeysWith: { $1 }))
      columns.append(Dictionary(band.ends.map { ($0.month, $0.upper) }, uniquingKeysWith: { $1 }))
    }
    for name in headers.dropFirst(columns.count) {
      let figures = marks.filter { ExactName($0.name) == ExactName(name) }.map { ($0.point.month, $0.point.value) }
      columns.append(Dictionary(figures, uniquingKeysWith: { $1 }))
    }
    let months = columns.reduce(into: Set<Month>()) { $0.formUnion($1.keys) }
    return months.sorted().map { month in (month, columns.map { $0[month] }) }
  }

  /// The numbers that it shows.
  public var table: ResultTable {
    ResultTable(
      caption: title, columns: [ResultColumn("month")] + headers.map { ResultColumn($0, isNumeric: true) },
      rows: rows.map { row in [.month(row.month)] + row.values.map(unit.cell) })
  }
}
