import ChurnModels

/// Coefficients with their intervals, and what they mean.
enum CoefficientSection {
  static func section(
    _ coefficients: [(Coefficient, verdict: String)], notes: [String], lead: String
  ) -> ReportPage.Section {
    let hasVerdicts = coefficients.contains { !$0.verdict.isEmpty }
    let level = NumberText.level(CoefficientRows.level)
    let columns =
      [PageTable.Column("coefficient")]
      + ["estimate", "std. error", "\(level) % interval", "t", "p"].map { PageTable.Column($0, isNumeric: true) }
      + (hasVerdicts ? [PageTable.Column("what it says")] : [])
    let table = PageTable(
      caption: "Coefficients", columns: columns,
      rows: coefficients.map { coefficient, verdict in
        let cells = CoefficientRows.cells(coefficient, verdict: verdict)
        let values: [Double?] = [
          nil, coefficient.estimate, coefficient.hasError ? coefficient.standardError : nil, nil,
          coefficient.hasError ? coefficient.t : nil, coefficient.p, nil,
        ]
        return zip(cells, values).prefix(columns.count).map { PageTable.Cell($0, value: $1.flatMap(JSONText.number)) }
      })
    return ReportPage.Section("Model", [.paragraph(lead), .table(table), .notes(notes)])
  }
}
