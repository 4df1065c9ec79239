import ChurnModels
import Drivers
import Series

extension FittedNetGrowth: ReportedModel {
  /// Coefficients, diagnostics, notes.
  package var report: any ResultReport { FitReport(self) }

  /// Model with its history, drivers, diagnostics.
  package var sections: [ReportPage.Section] {
    let report = FitReport(self)
    return [
      ReportPage.Section(
        "Model",
        [.paragraph(report.summary), .table(report.coefficients)]
          + (measured.isEmpty ? [] : [.table(report.measuredEffects)]) + [
            .notes(report.notes),
            HistorySection.chart(data.mau, expected: oneStepErrors),
          ]),
      DriverSection.section(data.drivers), DiagnosticSection(fit: self).section,
    ]
  }
}
