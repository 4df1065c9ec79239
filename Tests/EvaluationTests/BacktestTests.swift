import ChurnForecast
import RealModule
import Testing

/// 96 months driven by one strong driver, or by one that does nothing.
private func table(effect: Double, seed: UInt64 = 3) throws -> MonthlyTable {
  let specification = ModelSpecification(drivers: [DriverSpecification(.column("x"), reference: 0)])
  return try SeriesSimulation(
    specification, coefficients: [0.004, effect], innovation: 0.008, users: 1e6, first: Month(year: 2015, month: 1),
    months: 96, processes: ["x": .autoregressive(mean: 0, deviation: 1, persistence: 0.9)]
  ).table(seed: seed)
}

private let model = ModelSpecification(drivers: [DriverSpecification(.column("x"), reference: 0)])

@Suite("Backtest")
struct BacktestTests {
  @Test("A driver that matters helps; one without effect is not said to")
  func verdict() throws {
    var options = Backtest.Options()
    options.includesAutomatic = false
    let strong = try Backtest(model, table(effect: 0.03), options: options)
    #expect(strong.verdict.exPost?.finding == .help)
    let exAnte = try #require(strong.verdict.exAnte)
    #expect(exAnte.error < exAnte.otherError && exAnte.finding != .hurt)
    let weak = try Backtest(model, table(effect: 0), options: options)
    #expect(weak.verdict.exAnte?.finding != .help)
  }

  @Test("Forecasts use nothing from after their origin")
  func noLeak() throws {
    let data = try table(effect: 0.02)
    var options = Backtest.Options()
    options.every = 4
    let whole = try Backtest(model, data, options: options)
    // The last two years are changed; forecasts for earlier months stay the same.
    let cut = data.mau.months.upperBound.advanced(by: -24)
    func changed(_ column: MonthlyColumn) -> MonthlyColumn {
      MonthlyColumn(
        name: column.name, first: column.first,
        values: column.months.map { month in column[month].map { month >= cut ? $0 * 1.5 + 1 : $0 } })
    }
    let other = try Backtest(
      model, MonthlyTable(mau: changed(data.mau), drivers: data.drivers.map(changed)), options: options)
    let methods: [BacktestMethod] = [.modelExAnte, .withoutDrivers, .automatic, .benchmark(.ets), .benchmark(.theta)]
    for method in methods {
      let own = try #require(whole.row(method, horizon: 3)).points
      let theirs = try #require(other.row(method, horizon: 3)).points
      let early = whole.origins.count { $0 < cut }
      for number in 0..<min(early, own.count) where whole.origins[number] < cut {
        #expect(own[number].median == theirs[number].median)
      }
    }
  }

  @Test("Metrics agree with hand calculation")
  func metrics() throws {
    let values = (0..<48).map { 100 + Double(($0 * 7) % 11) }
    let mau = MonthlyColumn(name: "mau", first: Month(year: 2018, month: 1), values: values)
    var options = Backtest.Options()
    options.months = 1
    options.firstFigures = 40
    options.includesAutomatic = false
    let backtest = try Backtest(nil, MonthlyTable(mau: mau), options: options)
    let row = try #require(backtest.row(.benchmark(.naive), horizon: 1))
    #expect(row.accuracy.count == 8)
    let tested: [Int] = Array(40..<48)
    let errors: [Double] = tested.map { abs(values[$0] - values[$0 - 1]) }
    let scaled: [Double] = tested.map { t in
      var sum = 0.0
      for s in 12..<t { sum += abs(values[s] - values[s - 12]) }
      return errors[t - 40] / (sum / Double(t - 12))
    }
    func mean(_ list: [Double]) -> Double { list.reduce(0, +) / Double(list.count) }
    #expect(abs(row.accuracy.meanAbsoluteError - mean(errors)) < 1e-9)
    #expect(abs(row.accuracy.rootMeanSquareError - mean(errors.map { $0 * $0 }).squareRoot()) < 1e-9)
    #expect(abs(row.accuracy.scaledError - mean(scaled)) < 1e-9)
    let relative: [Double] = tested.map { errors[$0 - 40] / values[$0] }
    let symmetric: [Double] = tested.map { 2 * errors[$0 - 40] / (values[$0] + values[$0 - 1]) }
    let signed: [Double] = tested.map { values[$0 - 1] / values[$0] - 1 }
    #expect(abs(row.accuracy.meanAbsolutePercentageError - mean(relative)) < 1e-12)
    #expect(abs(row.accuracy.symmetricError - mean(symmetric)) < 1e-12)
    #expect(abs(row.accuracy.bias - mean(signed)) < 1e-12)
    #expect(abs(row.accuracy.rankedProbabilityScore - 2 * row.accuracy.pinball) < 1e-12)
  }

  /// CRPS of N(0, 1) at 0 is (√2 − 1)/√π.
  @Test("The ranked probability score of a normal forecast is near its closed form")
  func rankedProbability() throws {
    let levels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    let forecast = ForecastMonth(
      month: Month(year: 2020, month: 1), median: 1000,
      intervals: levels.map {
        let half = Normal.quantile((1 + $0) / 2)
        return ForecastInterval(coverage: $0, lower: 1000 - half, upper: 1000 + half)
      }, varianceShares: [])
    let point = BacktestPoint(
      origin: 0, actual: 1000, median: forecast.median, intervals: forecast.intervals, scale: 1, squareScale: 1)
    let score = Accuracy([point], coverages: [0.8]).rankedProbabilityScore
    #expect(abs(score - (Double.sqrt(2) - 1) / .sqrt(.pi)) < 0.03)
  }

  @Test("Conformal intervals cover in the sample, and the rule of 19 holds")
  func conformal() throws {
    var options = Backtest.Options()
    options.includesAutomatic = false
    let backtest = try Backtest(model, table(effect: 0.02), options: options)
    let row = try #require(backtest.row(.modelExPost, horizon: 6))
    let factor = try backtest.conformalFactor(.modelExPost, horizon: 6, coverage: 0.8)
    let inside = row.points.count { abs(.log($0.actual / $0.median)) <= .log(factor) + 1e-12 }
    #expect(Double(inside) / Double(row.points.count) >= 0.8)
    options.firstFigures = 80
    options.months = 1
    let short = try Backtest(model, table(effect: 0.02), options: options)
    #expect(short.origins.count == 16)
    #expect(throws: ForecastError.tooFewErrors(16, needed: 19, coverage: 0.95)) {
      try short.conformalFactor(.modelExPost, horizon: 1, coverage: 0.95)
    }
    _ = try short.conformalFactor(.modelExPost, horizon: 1, coverage: 0.8)
  }

  @Test("A first origin after all figures is an error, whatever its number", arguments: [96, 1_000_000, Int.max])
  func firstAfterAll(first: Int) throws {
    var options = Backtest.Options()
    options.firstFigures = first
    let needed = first == .max ? first : first + 1
    #expect(throws: ForecastError.tooFewOrigins(figures: 96, needed: needed)) {
      try Backtest(model, table(effect: 0.02), options: options)
    }
  }

  @Test("A conformal interval of certainty needs more errors than there are; one of nearly none needs one")
  func conformalExtremes() throws {
    var options = Backtest.Options()
    options.includesAutomatic = false
    options.firstFigures = 80
    options.months = 1
    let backtest = try Backtest(model, table(effect: 0.02), options: options)
    for coverage in [1, 1 - 1e-16] {
      let error = #expect(throws: ForecastError.self, "\(coverage)") {
        try backtest.conformalFactor(.modelExPost, horizon: 1, coverage: coverage)
      }
      if coverage == 1 { #expect(error == .tooFewErrors(16, needed: 1_000_000_000, coverage: 1)) }
    }
    #expect(try backtest.conformalFactor(.modelExPost, horizon: 1, coverage: 1e-300) >= 1)
  }

  @Test("Known drivers reach as far as the horizon, and no further than they are known")
  func reach() throws {
    var options = Backtest.Options()
    options.includesAutomatic = false
    options.firstFigures = 60
    options.months = 5
    let data = try table(effect: 0.02)
    let whole = try Backtest(model, data, options: options)
    // 96 figures: 36 origins, of which the last four reach less far.
    #expect((1...6).map { whole.row(.modelExPost, horizon: $0)?.points.count } == [36, 35, 34, 33, 32, nil])
    #expect(whole.row(.modelExAnte, horizon: 5)?.points.count == 32)
    let end = data.mau.months.upperBound
    let cut = MonthlyTable(
      mau: data.mau, drivers: data.drivers.map { $0.clipped(to: $0.first..<end.advanced(by: -10)) })
    let short = try Backtest(model, cut, options: options)
    // The driver is known for 86 months: longer horizons have as many origins fewer.
    #expect(try #require(short.row(.modelExPost, horizon: 5)).points.count == 22)
  }

  @Test("The conformal factor is the ⌈(n + 1) level⌉-th smallest error", arguments: [0.5, 0.8, 0.9])
  func conformalRank(level: Double) throws {
    var options = Backtest.Options()
    options.includesAutomatic = false
    options.firstFigures = 72
    let backtest = try Backtest(model, table(effect: 0.02), options: options)
    let errors = try #require(backtest.row(.modelExPost, horizon: 1)).points.map {
      abs(Double.log($0.actual / $0.median))
    }
    let factor = try backtest.conformalFactor(.modelExPost, horizon: 1, coverage: level)
    // n = 24: the 13th, 20th and 23rd.
    #expect(errors.count == 24)
    let rank = [0.5: 13, 0.8: 20, 0.9: 23][level] ?? 0
    #expect(abs(.log(factor) - errors.sorted()[rank - 1]) < 1e-12)
  }

  @Test("Too few figures and a model that cannot be fitted are reported and do not stop other methods")
  func failures() throws {
    let short = MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: Month(year: 2020, month: 1), values: [100, 101, 103]))
    let error = #expect(throws: ForecastError.self) { try Backtest(model, short) }
    #expect(error?.description.contains("a backtest needs at least") == true)
    let data = try table(effect: 0)
    let blank = MonthlyColumn(name: "x", first: data.drivers[0].first, values: data.drivers[0].values.map { _ in nil })
    var options = Backtest.Options()
    options.every = 10
    let backtest = try Backtest(model, MonthlyTable(mau: data.mau, drivers: [blank]), options: options)
    let failure = try #require(backtest.failures.first { $0.method == .modelExPost })
    #expect(
      failure.reason.hasPrefix("data: column `x`:") && failure.count == backtest.origins.count, "\(failure.reason)")
    #expect(backtest.row(.modelExPost, horizon: 1) == nil)
    #expect(backtest.row(.benchmark(.ets), horizon: 1) != nil)
  }
}

@Suite("Diebold–Mariano test")
struct DieboldMarianoTests {
  /// Reference/diebold_mariano.R: forecast::dm.test(varestimator = "acf").
  @Test("The statistic and p-value of R's forecast::dm.test", arguments: [(1, 0), (3, 1), (6, 2)])
  func reference(horizon: Int, index: Int) throws {
    let first = (0..<40).map { 1 + 0.5 * Double.sin(Double($0) * 1.3) }
    let second = (0..<40).map { 1.1 + 0.4 * Double.cos(Double($0) * 0.7) }
    let test = try #require(DieboldMariano(first, second, horizon: horizon))
    #expect(abs(test.statistic - DieboldMarianoReference.statistics[index]) < 1e-9)
    #expect(abs(test.pValue - DieboldMarianoReference.pValues[index]) < 1e-9)
  }

  @Test("Equal losses or too few origins give no test")
  func none() {
    #expect(DieboldMariano([1, 1, 1, 1, 1], [1, 1, 1, 1, 1], horizon: 1) == nil)
    #expect(DieboldMariano([1, 2, 3], [1, 1, 1], horizon: 1) == nil)
  }
}
