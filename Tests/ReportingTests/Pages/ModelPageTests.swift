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
    let report = FitReport(try SamplePages.fit())
    #expect(tables(page.sections[1]) == [report.coefficients] && tables(page.sections[3]) == [report.measures])
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

  @Test("Without a backtest there is none, and the automatic choice says how it was made")
  func automatic() throws {
    let automatic = try AutomaticForecast(specification: nil, SamplePages.table)
    let page = ModelPage(
      automatic, forecast: try automatic.forecast(months: 6),
      naive: try Benchmark.naive.forecast(SamplePages.table.mau, months: 6)
    ).page(Gallery.reproduction)
    #expect(page.sections.map(\.title) == ["Forecast", "How it was made", "History", "Data"])
    #expect(page.lead.isEmpty && page.reproduction.seed == nil)
  }
}
