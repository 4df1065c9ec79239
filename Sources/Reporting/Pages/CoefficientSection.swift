/// Coefficients with their intervals, and what they mean.
enum CoefficientSection {
  static func section(_ coefficients: ResultTable, notes: [String], lead: String) -> ReportPage.Section {
    ReportPage.Section("Model", [.paragraph(lead), .table(coefficients), .notes(notes)])
  }
}
