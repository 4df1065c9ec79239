import Evaluation
import Series

extension AutomaticForecast: ReportedModel {
  /// The choice and the reasons for it, and the report of the growth model.
  package var report: any ResultReport { AutomaticReport(self) }

  /// The choice and the reasons for it, then the sections of the growth model.
  package var sections: [ReportPage.Section] {
    [ReportPage.Section("How it was made", [.notes(AutomaticReport(self).lines)])]
      + (growth?.sections ?? [HistorySection.section(data.mau)])
  }
}
