import Series

/// Simulated series as CSV that the other commands read.
public struct SimulationReport {
  private let tables: [MonthlyTable]

  /// The report of one series or a panel.
  public init(_ tables: [MonthlyTable]) { self.tables = tables }

  /// `month,mau,…drivers`, with `series` in front for a panel. MAU is blank where it is not published.
  public var csv: String {
    guard let first = tables.first else { return "" }
    var text = tables.count == 1 ? CSVText.rows([Self.header(first)]) : Self.panelHeader(first)
    for (index, table) in tables.enumerated() {
      Self.append(table, series: tables.count == 1 ? nil : "series\(index + 1)", to: &text)
    }
    return text
  }

  /// The header of a panel of such tables.
  public static func panelHeader(_ table: MonthlyTable) -> String { CSVText.rows([["series"] + header(table)]) }

  /// Appends the rows of one series, of a panel where it has a name.
  ///
  /// Panels may have millions of rows, and nothing but the name needs care: months and numbers are harmless in CSV.
  public static func append(_ table: MonthlyTable, series: String?, to text: inout String) {
    let name = series.map { CSVText.cell($0) + "," } ?? ""
    let start = table.drivers.map(\.first).min() ?? table.mau.first
    for month in start..<table.mau.months.upperBound {
      text += name
      text += month.description
      text += ","
      if let users = table.mau[month] { text += NumberText.whole(users) }
      for driver in table.drivers {
        text += ","
        if let value = driver[month] { text += value.description }
      }
      text += "\n"
    }
  }

  private static func header(_ table: MonthlyTable) -> [String] {
    ["month", table.mau.name] + table.drivers.map(\.name)
  }
}
