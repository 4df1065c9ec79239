import ChurnModels
import Drivers
import Evaluation
import Forecasting
import Series
import Univariate

/// The page of a fitted model and its forecast, with a backtest where one was made.
public struct ModelPage {
  private let model: any FittedModel
  private let forecast: Forecast
  private let naive: Forecast
  private let backtest: Backtest?

  /// The page of a model.
  ///
  /// - Parameters:
  ///   - model: the fitted model.
  ///   - forecast: its forecast, at least one month.
  ///   - naive: the naive forecast of the same months.
  ///   - backtest: its backtest; nil for none.
  public init(_ model: any FittedModel, forecast: Forecast, naive: Forecast, backtest: Backtest? = nil) {
    self.model = model
    self.forecast = forecast
    self.naive = naive
    self.backtest = backtest
  }

  /// The page.
  ///
  /// - Parameter reproduction: the command that reproduces it.
  /// - Returns: headline, forecast, model, drivers, diagnostics, backtest, data.
  public func page(_ reproduction: ReportPage.Reproduction) -> ReportPage {
    let data = model.data
    let opening = ForecastSection(data: data, forecast: forecast, naive: naive)
    var reproduction = reproduction
    if case .simulation(_, let seed) = forecast.method { reproduction.seed = seed } else { reproduction.seed = nil }
    let judged = backtest.map(BacktestSection.init)
    return ReportPage(
      title: "Forecast of \(data.mau.name)",
      headline: ([opening.headline]
        + [judged?.caveat(isAutomatic: forecast.name == AutomaticForecast.name)].compactMap { $0 }).joined(
          separator: " "),
      lead: judged.map { [$0.headline] } ?? [],
      sections: [opening.section] + modelSections + [judged?.section].compactMap { $0 } + [sources],
      reproduction: reproduction)
  }

  private var modelSections: [ReportPage.Section] {
    (model as? any ReportedModel)?.sections ?? [HistorySection.section(model.data.mau)]
  }

  private var sources: ReportPage.Section {
    let data = model.data
    let figures = data.mau.observedMonths
    let columns = [data.mau] + data.drivers
    let table = ResultTable(
      caption: "Data",
      columns: ["column", "file", "from", "to"].map { ResultColumn($0) }
        + [ResultColumn("figures", isNumeric: true)],
      rows: columns.map { column in
        let months = column.observedMonths
        return [
          ResultCell(column.name), ResultCell(column.file), .month(months.first), .month(months.last),
          .count(months.count),
        ]
      })
    return ReportPage.Section(
      "Data",
      [
        .paragraph("\(figures.count) figures of `\(data.mau.name)`."),
        .table(table),
      ])
  }
}
