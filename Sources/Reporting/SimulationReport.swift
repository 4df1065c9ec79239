import Series

/// Simulated series as CSV that the other commands read.
public struct SimulationReport {
  private let tables: [MonthlyTable]

  /// The report of one series or a panel.
  public init(_ tables: [MonthlyTable]) { self.tables = tables }

  /// `month,mau,…drivers`, with `series` in front for a panel. MAU is blank where it is not published.
  public var csv: String {
    guard let first = tables.first else { return "" }
    let isPanel = tables.count > 1
    var rows = [(isPanel ? ["series"] : []) + ["month", first.mau.name] + first.drivers.map(\.name)]
    for (index, table) in tables.enumerated() {
      let start = table.drivers.map(\.first).min() ?? table.mau.first
      for month in start..<table.mau.months.upperBound {
        let users = table.mau[month].map(NumberText.whole) ?? ""
        rows.append(
          (isPanel ? ["series\(index + 1)"] : []) + ["\(month)", users]
            + table.drivers.map { $0[month].map { "\($0)" } ?? "" })
      }
    }
    return CSVText.rows(rows)
  }
}
