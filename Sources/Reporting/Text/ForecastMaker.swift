import ChurnModels
import Drivers
import Evaluation
import Forecasting
import Series

/// Who makes a forecast, and from what.
enum ForecastMaker {
  /// One or more sentences.
  static func lines(_ fit: any FittedModel) -> [String] {
    switch fit {
    case let automatic as AutomaticForecast: AutomaticReport(automatic).lines
    case let growth as FittedNetGrowth: [text(growth)] + findings(growth)
    default: ["Made by a stock-and-flow model; `churn-forecast fit` prints it."]
    }
  }

  /// What is odd about the data of a fit.
  static func findings(_ fit: any FittedModel) -> [String] {
    FindingText.lines((fit as? FittedNetGrowth)?.findings ?? fit.data.remarks)
  }

  private static func text(_ fit: FittedNetGrowth) -> String {
    let specification = fit.specification
    let months = fit.data.mau.observedMonths
    let span =
      months.first.flatMap { first in months.last.map { ", \(months.count) figures from \(first) to \($0)" } } ?? ""
    let drivers =
      specification.drivers.isEmpty
      ? "no drivers" : "drivers " + specification.drivers.map { "`\($0.name)`" }.joined(separator: ", ")
    return
      "Made by a model of net growth: \(specification.baseline.rawValue) baseline, "
      + "\(specification.seasonality == .monthly ? "monthly season" : "no season"), \(specification.errors) errors, \(drivers)\(span)."
  }
}
