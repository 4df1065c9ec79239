import ChurnForecast
import RealModule
import Testing

@Suite("Which figures forecasters without drivers use")
struct RegularSeriesTests {
  private let first = Month(year: 2018, month: 1)

  private func column(_ values: [Double?]) -> MonthlyColumn { MonthlyColumn(name: "mau", first: first, values: values) }

  /// Sixty months with a strong season.
  private var season: [Double?] {
    (0..<60).map { month in
      let angle = Double(month % 12) * Double.pi / 6
      return 2e6 * Double.exp(0.005 * Double(month) + 0.2 * Double.sin(angle))
    }
  }

  @Test("A short gap is bridged with its season", arguments: [[50], [20, 21, 22], [10, 30, 58]])
  func bridged(places: [Int]) throws {
    var values = season
    for place in places { values[place] = nil }
    let series = try #require(RegularSeries(column(values)))
    #expect(series.values.count == 60 && series.bridged == places && series.unused == 0 && series.step == 1)
    for place in places {
      let truth = try #require(season[place])
      #expect(abs(series.values[place] / truth - 1) < 0.02)
    }
    let whole = try Benchmark.combination.forecast(column(season), months: 6)
    let broken = try Benchmark.combination.forecast(column(values), months: 6)
    for (a, b) in zip(whole.months, broken.months) { #expect(abs(b.median / a.median - 1) < 0.02) }
  }

  @Test("A long gap, and one with few figures before it, is not bridged")
  func notBridged() throws {
    var values = season
    for place in 20..<24 { values[place] = nil }
    let series = try #require(RegularSeries(column(values)))
    #expect(series.first == first.advanced(by: 24) && series.unused == 20 && series.bridged.isEmpty)
    var early = season
    early[2] = nil
    #expect(try #require(RegularSeries(column(early))).first == first.advanced(by: 3))
  }

  @Test(
    "Figures before a launch are left out where such growth has not come again",
    arguments: [
      // From next to nothing, after idle years, and in two steps.
      ([5, 8536, 18971, 32850, 70608, 86077, 100_525, 121_461, 120_460, 157_851], 1),
      ([2, 3, 2, 4e4, 4.4e4, 5e4, 5.2e4, 5e4, 5.8e4, 6e4, 6.6e4], 3),
      ([1, 300, 6000, 7000, 8000, 7600, 9000, 9500, 1e4], 2),
      ([5, 500, 600, 700, 9000, 9500, 9700, 9900, 9950, 9960], 4),
      // Growth that comes again, steady growth, a loss, a launch of which little has been seen since, and too few figures.
      ([5, 8536, 18971, 32850, 70608, 7060, 100_525, 121_461, 120_460, 157_851], 0),
      ([1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262_144], 0),
      ([9e6, 1e5, 1.1e5, 1.2e5, 1.1e5, 1e5, 1.1e5, 1.2e5, 1.1e5], 0),
      ([2, 3, 2, 3, 2, 3, 2, 4e4, 4.4e4, 5e4, 5.2e4, 5e4, 5.8e4], 0), ([5, 8536, 8600, 8700, 8800, 8900], 0),
    ])
  func launch(values: [Double], place: Int) throws {
    let column = MonthlyColumn(name: "mau", first: first, values: values)
    let series = try #require(RegularSeries(column))
    #expect(series.first == first.advanced(by: place) && series.values == Array(values[place...]))
    #expect(series.beforeLaunch == place && series.unused == place)
    let drift = try Benchmark.drift.forecast(column, months: 3)
    let later = try Benchmark.drift.forecast(
      MonthlyColumn(name: "mau", first: series.first, values: Array(values[place...])), months: 3)
    #expect(drift.months == later.months)
  }

  @Test("A gap within the figures before a launch counts as no figure")
  func launchAfterGap() throws {
    let values: [Double?] = [3, 2, 2, nil, 3, 4e4, 4.4e4, 5e4, 5.2e4, 5e4, 5.8e4, 6e4, 6.6e4]
    let series = try #require(RegularSeries(column(values)))
    #expect(series.first == first.advanced(by: 5) && series.beforeLaunch == 4 && series.bridged.isEmpty)
  }

  @Test("Quarterly figures after monthly ones are continued on their own spacing, and the other way round")
  func frequencies() throws {
    let slower = season.enumerated().map { $0.offset < 36 || $0.offset % 3 == 2 ? $0.element : nil }
    let series = try #require(RegularSeries(column(slower)))
    #expect(series.step == 3 && series.values.count == 20 && series.unused == 24)
    #expect(series.first == first.advanced(by: 2) && series.last == first.advanced(by: 59))
    let faster = season.enumerated().map { $0.offset >= 36 || $0.offset % 3 == 2 ? $0.element : nil }
    let monthly = try #require(RegularSeries(column(faster)))
    #expect(monthly.step == 1 && monthly.first == first.advanced(by: 35) && monthly.unused == 11)
  }

  @Test(
    "The unit of rounding",
    arguments: [
      ([12_300_000, 12_500_000, 12_400_000], 1e5 / 12.4e6), ([5e6, 5e6, 5e6], 1e5 / 5e6),
      ([1_234_567, 1_234_570, 1_234_580], 1 / 1_234_580), ([368.4, 353.9, 335.7], 0.1 / 335.7), ([1, 2, 3], 0.1 / 3),
      ([Double.pi, 1, 2], 0),
    ] as [([Double], Double)])
  func rounding(values: [Double], share: Double) {
    let found = RegularSeries(first: Month(year: 2020, month: 1), values: values).rounding
    #expect(abs(found - share) < 1e-12)
  }

  @Test("Figures that never change have an interval as wide as rounding, and no exponential smoothing")
  func constant() throws {
    let flat = column([Double?](repeating: 5e6, count: 48))
    for benchmark in [Benchmark.naive, .drift, .seasonalNaive, .theta, .combination] {
      let month = try benchmark.forecast(flat, months: 3).months[2]
      let interval = month.intervals[1]
      #expect(month.median == 5e6 || abs(month.median - 5e6) < 1e-3)
      #expect(interval.upper - interval.lower > 0.94e5 && interval.upper - interval.lower < 1e6)
    }
    #expect(throws: ForecastError.notForecast("ets", "the figures never change")) {
      try Benchmark.ets.forecast(flat, months: 3)
    }
  }

  @Test("Few quarterly figures are continued by quarters, by drift")
  func fewQuarters() throws {
    let figures: [Double] = [1.02e6, 1.05e6, 1.04e6, 1.09e6]
    let quarters = column(figures.flatMap { [nil, nil, $0] as [Double?] })
    let plain = try PlainForecaster(quarters)
    #expect(!plain.isCombined && plain.partNames == ["drift"])
    let forecast = try plain.forecast(months: 7, coverages: [0.8])
    #expect(forecast.months.map(\.month) == [first.advanced(by: 14), first.advanced(by: 17)])
    #expect(throws: ForecastError.self) { try plain.forecast(months: 2, coverages: [0.8]) }
  }

  @Test("A horizon without a figure is refused")
  func shortHorizon() throws {
    let quarterly = column(season.enumerated().map { $0.offset % 3 == 2 ? $0.element : nil })
    #expect(throws: ForecastError.shortHorizon("combination", step: 3)) {
      try AutomaticForecast(specification: nil, MonthlyTable(mau: quarterly)).forecast(months: 2)
    }
    #expect(
      try AutomaticForecast(specification: nil, MonthlyTable(mau: quarterly)).forecast(months: 3).months.count == 1)
  }
}
