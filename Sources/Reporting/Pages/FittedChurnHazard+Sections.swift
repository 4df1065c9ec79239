import ChurnModels
import Series

extension FittedChurnHazard: ReportedModel {
  /// Coefficients, what is identified, notes.
  package var report: any ResultReport { HazardReport(self) }

  /// Model, drivers, history.
  package var sections: [ReportPage.Section] {
    let report = HazardReport(self)
    let lead = "Churn hazard of `\(data.mau.name)`: \(report.situation), \(observedMonths.count) figures."
    return [
      ReportPage.Section("Model", [.paragraph(lead), .table(report.coefficients), .notes(report.notes)]),
      DriverSection.section(data.drivers), HistorySection.section(data.mau),
    ]
  }
}
