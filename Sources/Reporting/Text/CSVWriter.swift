/// The table of a result as comma-separated values.
struct CSVWriter: ResultWriter {
  func text(of document: ResultDocument) -> String { Self.text(of: document.data) }

  /// Header and rows.
  static func text(of table: ResultTable) -> String {
    let (columns, rows) = table.seen(by: .csv)
    return CSVText.rows([columns.flatMap(\.csv)] + rows.map { Self.fields(columns, $0) })
  }

  /// One field for each name of a column; blank where a value is missing.
  private static func fields(_ columns: [ResultColumn], _ cells: [ResultCell]) -> [String] {
    zip(columns, cells).flatMap { column, cell in
      let texts = cell.parts.map(\.machineText)
      return column.csv.indices.map { $0 < texts.count ? texts[$0] : "" }
    }
  }
}
