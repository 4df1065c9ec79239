import Series

/// The raw drivers by month.
enum DriverSection {
  static func section(_ drivers: [MonthlyColumn]) -> ReportPage.Section {
    ReportPage.Section(
      "Drivers",
      drivers.compactMap { driver in
        let months = driver.observedMonths
        guard let first = months.first, let last = months.last else { return nil }
        let values = months.compactMap { driver[$0] }
        let least = NumberText.significant(values.min() ?? .nan)
        let most = NumberText.significant(values.max() ?? .nan)
        return .chart(
          LineChart(
            title: driver.name,
            description: "\(months.count) months from \(first) to \(last), between \(least) and \(most).",
            unit: .number,
            lines: [LineChart.Line(driver.name, zip(months, values).map { .init($0, $1) }, .path(0))], aspect: 0.22))
      })
  }
}
