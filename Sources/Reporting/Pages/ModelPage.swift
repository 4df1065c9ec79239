import ChurnModels
import Drivers
import Forecasting
import Series

/// The page of a fitted model and its forecast, with a backtest where one was made.
public struct ModelPage {
  /// What was fitted.
  public enum Model: Sendable {
    /// A model of net growth.
    case netGrowth(FittedNetGrowth)
    /// A model of stock and flow.
    case churnHazard(FittedChurnHazard)
    /// The automatic choice.
    case automatic(AutomaticForecast)

    /// The data it was fitted to.
    public var data: MonthlyTable {
      switch self {
      case .netGrowth(let fit): fit.data
      case .churnHazard(let fit): fit.data
      case .automatic(let automatic): automatic.data
      }
    }
  }

  private let model: Model
  private let forecast: Forecast
  private let naive: Forecast
  private let backtest: Backtest?

  /// The page of a model.
  ///
  /// - Parameters:
  ///   - model: what was fitted.
  ///   - forecast: its forecast, at least one month.
  ///   - naive: the naive forecast of the same months.
  ///   - backtest: how good it would have been; nil where that was not asked for.
  public init(_ model: Model, forecast: Forecast, naive: Forecast, backtest: Backtest? = nil) {
    self.model = model
    self.forecast = forecast
    self.naive = naive
    self.backtest = backtest
  }

  /// The page.
  ///
  /// - Parameter reproduction: how it is made.
  /// - Returns: headline, forecast, model, drivers, diagnostics, backtest, data.
  public func page(_ reproduction: ReportPage.Reproduction) -> ReportPage {
    let data = model.data
    let opening = ForecastSection(data: data, forecast: forecast, naive: naive, expected: expected)
    var reproduction = reproduction
    if case .simulation(_, let seed) = forecast.method { reproduction.seed = seed } else { reproduction.seed = nil }
    let judged = backtest.map(BacktestSection.init)
    return ReportPage(
      title: "Forecast of \(data.mau.name)", headline: opening.headline, lead: judged.map { [$0.headline] } ?? [],
      sections: [opening.section] + modelSections + [judged?.section].compactMap { $0 } + [sources],
      reproduction: reproduction)
  }

  private var growth: FittedNetGrowth? {
    switch model {
    case .netGrowth(let fit): fit
    case .automatic(let automatic): automatic.growth
    case .churnHazard: nil
    }
  }

  /// What a growth model expected of each figure; an automatic forecast is more than its growth model.
  private var expected: [LineChart.Point] {
    guard case .netGrowth(let fit) = model else { return [] }
    return fit.oneStepErrors.map { LineChart.Point($0.month, $0.expected) }
  }

  private var modelSections: [ReportPage.Section] {
    var sections: [ReportPage.Section] = []
    if case .automatic(let automatic) = model {
      sections.append(ReportPage.Section("How it was chosen", [.notes(AutomaticReport(automatic).lines)]))
    }
    if case .churnHazard(let fit) = model {
      let report = HazardReport(fit)
      let drivers = Set(fit.specification.drivers.map(\.name))
      let rows = fit.coefficients.map {
        ($0, verdict: drivers.contains($0.name) ? CoefficientRows.verdict($0) : "")
      }
      let lead = "Churn hazard of `\(fit.data.mau.name)`: \(report.situation), \(fit.observedMonths.count) figures."
      sections += [
        CoefficientSection.section(rows, notes: report.notes, lead: lead), DriverSection.section(fit.data.drivers),
      ]
    }
    guard let growth else { return sections }
    let report = FitReport(growth)
    let effects = growth.effects
    let rows = growth.coefficients.map {
      ($0, verdict: effects.contains($0) ? CoefficientRows.verdict($0) : "")
    }
    return sections + [
      CoefficientSection.section(rows, notes: growth.notes.map(FitNoteText.text), lead: report.summary),
      DriverSection.section(growth.data.drivers), DiagnosticSection(fit: growth).section,
    ]
  }

  private var sources: ReportPage.Section {
    let data = model.data
    let figures = data.mau.observedMonths
    let columns = [data.mau] + data.drivers
    let table = PageTable(
      caption: "Data", columns: ["column", "file", "from", "to"].map { PageTable.Column($0) }
        + [PageTable.Column("figures", isNumeric: true)],
      rows: columns.map { column in
        let months = column.observedMonths
        return [
          PageTable.Cell(column.name), PageTable.Cell(column.file), PageTable.Cell(months.first.map { "\($0)" } ?? ""),
          PageTable.Cell(months.last.map { "\($0)" } ?? ""),
          PageTable.Cell("\(months.count)", value: Double(months.count)),
        ]
      })
    return ReportPage.Section(
      "Data",
      [
        .paragraph("\(figures.count) figures of `\(data.mau.name)`; nothing was interpolated between them."),
        .table(table),
      ])
  }
}
