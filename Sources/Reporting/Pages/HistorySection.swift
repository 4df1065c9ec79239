import ChurnModels
import Forecasting
import Series

/// All figures of MAU, and what a model expected of each.
enum HistorySection {
  /// The section of a model that says nothing of single figures.
  static func section(_ mau: MonthlyColumn) -> ReportPage.Section {
    ReportPage.Section("History", [chart(mau, expected: [])])
  }

  /// The chart.
  ///
  /// - Parameters:
  ///   - mau: the figures.
  ///   - expected: what was expected of them one step ahead; empty for none.
  /// - Returns: the chart.
  static func chart(_ mau: MonthlyColumn, expected: [OneStepError]) -> ReportPage.Block {
    let figures = mau.observedMonths.map { LineChart.Point($0, mau[$0] ?? .nan) }
    return .chart(
      LineChart(
        title: "\(mau.name), and what was expected of it",
        description: expected.isEmpty
          ? "All figures." : "Every figure beside what the fitted model expected from those before it.",
        unit: .users,
        lines: [
          LineChart.Line(mau.name, figures, .history),
          LineChart.Line("expected", expected.map { .init($0.month, $0.expected) }, .fitted),
        ], aspect: 0.34))
  }
}
