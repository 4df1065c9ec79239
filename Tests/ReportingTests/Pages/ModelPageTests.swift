import ChurnForecast
import Testing

@Suite("Pages of models")
struct ModelPageTests {
  private func tables(_ section: ReportPage.Section?) -> [ResultTable] {
    (section?.blocks ?? []).compactMap { block in
      switch block {
      case .table(let table), .folded(let table): table
      case .paragraph, .notes, .chart, .series: nil
      }
    }
  }

  @Test("A fit: forecast, model, drivers, diagnostics, backtest and data, with the tables of the reports")
  func fit() throws {
    let (model, forecast) = try SamplePages.modelPage()
    let page = model.page(Gallery.reproduction)
    #expect(page.sections.map(\.title) == ["Forecast", "Model", "Drivers", "Diagnostics", "Backtest", "Data"])
    #expect(page.title == "Forecast of mau" && page.lead.count == 1 && page.lead[0].hasPrefix("Verdict: "))
    let last = try #require(forecast.months.last)
    #expect(page.headline.hasPrefix("`mau` is expected at \(NumberText.users(last.median)) in 2023-06 (95 % "))
    #expect(abs(last.median / forecast.originUsers - 1) > 0.001)
    #expect(page.headline.contains(" above the ") == (last.median > forecast.originUsers))
    let fitted = try SamplePages.fit()
    let report = FitReport(fitted)
    #expect(
      tables(page.sections[1]) == [report.coefficients] && tables(page.sections[3]) == [FitReport.measures(of: fitted)])
    #expect(tables(page.sections[0])[0].seen(by: .page).rows.count == 18)
    #expect(
      tables(page.sections[4]).map(\.caption) == [
        "1 month ahead", "3 months ahead", "6 months ahead", "12 months ahead",
      ])
    let data = tables(page.sections[5])[0]
    #expect(
      data.rows.map { $0.cells.map(\.text) } == [
        ["mau", "mau.csv", "2015-01", "2021-12", "84"], ["outages", "<b>.csv", "2015-01", "2021-12", "84"],
      ])
  }

  @Test("Without a backtest there is none, and the automatic choice explains itself")
  func automatic() throws {
    let automatic = try AutomaticForecast(specification: nil, SamplePages.table)
    let page = ModelPage(
      automatic, forecast: try automatic.forecast(months: 6),
      naive: try Benchmark.naive.forecast(SamplePages.table.mau, months: 6)
    ).page(Gallery.reproduction)
    #expect(page.sections.map(\.title) == ["Forecast", "How it was made", "History", "Data"])
    #expect(page.lead.isEmpty && page.reproduction.seed == nil)
  }

  private func charts<Chart>(_ page: ReportPage, _ kind: Chart.Type) -> [Chart] {
    page.sections.flatMap(\.blocks).compactMap { block in
      if case .chart(let chart) = block { chart as? Chart } else { nil }
    }
  }

  @Test(
    "95 % of uncorrelated residuals lie in the band; the chart of the backtest has the naive and the best plain forecaster"
  )
  func charts() throws {
    let page = try SamplePages.model()
    let correlations = try #require(charts(page, AutocorrelationChart.self).first)
    let count = Double(try SamplePages.fit().innovations.count)
    #expect(correlations.band == 1.96 / count.squareRoot() && correlations.correlations.count == 24)
    let errors = try #require(charts(page, BacktestChart.self).first)
    #expect(errors.lines.map(\.name).contains("naive"))
    #expect(errors.lines.map(\.name).filter { !$0.hasPrefix("model") && $0 != "without-drivers" }.count <= 2)
  }
}
