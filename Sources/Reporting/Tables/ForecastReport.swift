import ChurnModels
import Forecasting
import LeastSquares
import Sampling
import Series
import Univariate

/// A forecast next to the naive one.
public struct ForecastReport: ResultReport {
  private let name: String
  private let forecast: Forecast
  private let naive: Forecast
  private let fit: (any FittedModel)?
  private let isDescribed: Bool
  private let history: MonthlyColumn?

  /// The report of a forecast.
  ///
  /// - Parameters:
  ///   - name: the name of the series.
  ///   - forecast: at least one month.
  ///   - naive: the naive forecast of the same months.
  ///   - fit: who made it; nil where nothing of it is to be said.
  ///   - isDescribed: whether it is described, and not only what is odd about its data.
  ///   - history: the figures before it, for a chart in the terminal; nil for none.
  public init(
    name: String, forecast: Forecast, naive: Forecast, madeBy fit: (any FittedModel)? = nil,
    isDescribed: Bool = true, chart history: MonthlyColumn? = nil
  ) {
    self.name = name
    self.forecast = forecast
    self.naive = naive
    self.fit = fit
    self.isDescribed = isDescribed
    self.history = history
  }

  /// The tables, notes and fields.
  public var document: ResultDocument {
    var fields: [String: ResultField] = [
      "origin": .month(forecast.origin), "originUsers": .users(forecast.originUsers),
      "levels": .numbers(forecast.coverages), "months": .records(table), "varianceShares": varianceShares,
      "naive": .records(
        IntervalColumns.table(naive.coverages, naive.months.map { ($0.month, $0.median, $0.intervals) })),
      "notes": .texts(notes),
      "drivers": .list(forecast.drivers.map(DriverText.field)),
    ]
    if case .simulation(let draws, let seed) = forecast.method {
      fields["draws"] = .count(draws)
      fields["seed"] = .seed(seed)
    }
    let made = fit.map(isDescribed ? ForecastMaker.lines : ForecastMaker.findings) ?? []
    if !made.isEmpty { fields["madeBy"] = .texts(made) }
    let chart = history.map { TerminalChart($0, forecast).lines } ?? []
    let blocks: [ResultDocument.Block] = [
      .line(
        "Forecast of `\(name)` from \(NumberText.users(forecast.originUsers)) in \(forecast.origin)"
          + DriverText.condition(forecast.drivers)), .notes(made), .lines(chart), .table(table), .notes(notes),
    ]
    return ResultDocument(blocks.filter { !$0.isEmpty }, data: table, fields: fields)
  }

  /// One row per month. A page shows all months of up to two years, and beyond that only Decembers and the last month.
  package var table: ResultTable {
    ResultTable(
      caption: "Users by month",
      columns: [ResultColumn("month", csv: ["month"])] + IntervalColumns.columns(forecast.coverages),
      rows: forecast.months.map { month in
        let isOnPage =
          forecast.months.count <= 24 || month.month.monthOfYear == 12 || month.month == forecast.months.last?.month
        return ResultRow(
          [.month(month.month)] + IntervalColumns.cells(month.median, month.intervals),
          for: isOnPage ? .everyone : [.text, .machines])
      })
  }

  /// The sources of the variance of each month.
  private var varianceShares: ResultField {
    .list(
      forecast.months.map { month in
        func share(_ source: VarianceShare.Source) -> ResultField {
          .number(month.varianceShares.first { $0.source == source }?.share ?? 0)
        }
        return .record([
          "month": .month(month.month), "parameters": share(.parameters), "innovations": share(.innovations),
          "drivers": share(.drivers),
        ])
      })
  }

  /// Notes for readers.
  package var notes: [String] {
    guard let last = forecast.months.last, let plain = naive.months.last else { return [] }
    let shares = last.varianceShares.map { "\($0.source.rawValue) \(NumberText.percent($0.share))" }
    let ratio = last.median / plain.median - 1
    let comparison =
      abs(ratio) < 0.0005
      ? "the same as" : "\(NumberText.percent(abs(ratio), 1)) \(ratio > 0 ? "above" : "below")"
    var notes = [
      shares.isEmpty || [.averaged, .localTrends].contains(forecast.method)
        ? "" : "Variance of ln users in \(last.month): \(shares.joined(separator: ", ")).",
      "The median of \(last.month) is \(comparison) the naive forecast (no change, \(NumberText.users(plain.median)))"
        + (plain.intervals.first.map { interval in
          let inside = interval.lower <= last.median && last.median <= interval.upper
          return " and \(inside ? "inside" : "outside") its \(NumberText.coverage(interval.coverage)) % interval ("
            + NumberText.usersInterval(interval.lower, interval.upper) + ")"
        } ?? "") + ".",
    ]
    notes += forecast.drivers.flatMap(DriverText.lines)
    switch forecast.method {
    case .averaged:
      notes.append(
        "Interval ends are weighted means of those of the growth model and of the benchmarks; `backtest` measures what they "
          + "cover.")
    case .localTrends:
      notes.append(
        "Intervals come from local trends of ln users, averaged by their probability, and from how far these are from the median; "
          + "`backtest` measures what they cover.")
    case .closedForm where forecast.standardErrors == .classical:
      notes.append("Intervals are exact for Gaussian innovations (t quantiles in ln users).")
    case .closedForm:
      notes.append(
        "Intervals use \(forecast.standardErrors.rawValue) errors of the parameters, but treat innovations as independent: correlated "
          + "ones make them too narrow or too wide.")
    case .simulation(let draws, let seed):
      notes.append("Intervals are quantiles of \(draws) simulated paths, seed \(seed).")
    }
    if !forecast.unconverged.isEmpty {
      notes.append(
        "The search of \(forecast.unconverged.joined(separator: " and ")) did not end at a minimum: compare its forecast with "
          + "others by `backtest`.")
    }
    return notes.filter { !$0.isEmpty }
  }
}
