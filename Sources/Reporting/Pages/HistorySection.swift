import ChurnModels
import Forecasting
import Series

/// All MAU figures, and the model's expectation of each.
enum HistorySection {
  /// The section of a model without expectations of single figures.
  static func section(_ mau: MonthlyColumn) -> ReportPage.Section {
    ReportPage.Section("History", [chart(mau, expected: [])])
  }

  /// The chart.
  ///
  /// - Parameters:
  ///   - mau: the figures.
  ///   - expected: the expectations one step ahead; empty for none.
  /// - Returns: the chart.
  static func chart(_ mau: MonthlyColumn, expected: [OneStepError]) -> ReportPage.Block {
    let figures = mau.observedMonths.map { LineChart.Point($0, mau[$0] ?? .nan) }
    return .chart(
      LineChart(
        title: "\(mau.name): observed and expected",
        description: expected.isEmpty
          ? "All figures." : "Every figure, and what the fitted model expected given the figures before it.",
        unit: .users,
        lines: [
          LineChart.Line(mau.name, figures, .history),
          LineChart.Line("expected", expected.map { .init($0.month, $0.expected) }, .fitted),
        ], aspect: 0.34))
  }
}
