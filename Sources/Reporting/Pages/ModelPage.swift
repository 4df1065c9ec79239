import ChurnModels
import Drivers
import Evaluation
import Forecasting
import Series
import Univariate

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
    let opening = ForecastSection(data: data, forecast: forecast, naive: naive)
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

  /// All figures, and what the model expected of each.
  private func history(_ expected: [OneStepError]) -> ReportPage.Block {
    let mau = model.data.mau
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

  private var modelSections: [ReportPage.Section] {
    var sections: [ReportPage.Section] = []
    if case .automatic(let automatic) = model {
      sections.append(ReportPage.Section("How it was made", [.notes(AutomaticReport(automatic).lines)]))
    }
    if case .churnHazard(let fit) = model {
      let report = HazardReport(fit)
      let lead = "Churn hazard of `\(fit.data.mau.name)`: \(report.situation), \(fit.observedMonths.count) figures."
      sections += [
        ReportPage.Section("Model", [.paragraph(lead), .table(report.coefficients), .notes(report.notes)]),
        DriverSection.section(fit.data.drivers),
      ]
    }
    guard let growth else {
      return sections + (sections.isEmpty ? [] : [ReportPage.Section("History", [history([])])])
    }
    let report = FitReport(growth)
    return sections + [
      ReportPage.Section(
        "Model",
        [
          .paragraph(report.summary), .table(report.coefficients), .notes(report.notes), history(growth.oneStepErrors),
        ]),
      DriverSection.section(growth.data.drivers), DiagnosticSection(fit: growth).section,
    ]
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
        .paragraph("\(figures.count) figures of `\(data.mau.name)`; nothing was interpolated between them."),
        .table(table),
      ])
  }
}
