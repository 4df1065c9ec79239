import Series

/// Simulated series as CSV that the other commands read.
public struct SimulationReport {
  private let tables: [MonthlyTable]

  /// The report of one series or a panel.
  public init(_ tables: [MonthlyTable]) { self.tables = tables }

  /// `month,mau,…drivers`, with `series` in front for a panel. MAU is blank where it is not published.
  public var csv: String {
    guard let first = tables.first else { return "" }
    if tables.count == 1 { return CSVText.rows([Self.header(first)] + Self.rows(first)) }
    return Self.panelHeader(first)
      + tables.enumerated().map { Self.panelRows($0.element, series: "series\($0.offset + 1)") }.joined()
  }

  /// The header of a panel of such tables.
  public static func panelHeader(_ table: MonthlyTable) -> String { CSVText.rows([["series"] + header(table)]) }

  /// The rows of one series of a panel.
  public static func panelRows(_ table: MonthlyTable, series: String) -> String {
    CSVText.rows(rows(table).map { [series] + $0 })
  }

  private static func header(_ table: MonthlyTable) -> [String] {
    ["month", table.mau.name] + table.drivers.map(\.name)
  }

  private static func rows(_ table: MonthlyTable) -> [[String]] {
    let start = table.drivers.map(\.first).min() ?? table.mau.first
    return (start..<table.mau.months.upperBound).map { month in
      ["\(month)", table.mau[month].map(NumberText.whole) ?? ""]
        + table.drivers.map { $0[month].map { "\($0)" } ?? "" }
    }
  }
}
