import Evaluation
import Series

extension AutomaticForecast: ReportedModel {
  /// What was chosen and why, and the report of the growth model.
  package var report: any ResultReport { AutomaticReport(self) }

  /// What was chosen and why, then the sections of the growth model.
  package var sections: [ReportPage.Section] {
    [ReportPage.Section("How it was made", [.notes(AutomaticReport(self).lines)])]
      + (growth?.sections ?? [HistorySection.section(data.mau)])
  }
}
