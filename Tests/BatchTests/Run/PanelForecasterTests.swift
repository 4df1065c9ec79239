import Batch
import ChurnModels
import Drivers
import Forecasting
import Series
import SeriesIO
import Testing
import Univariate

@Suite struct PanelForecasterTests {
  private let specification: ModelSpecification
  private let rows: SeriesRows

  init() {
    specification = ModelSpecification(
      baseline: .saturating, drivers: [DriverSpecification(.column("outages"))], errors: .independent)
    var rows = SeriesRows(drivers: 1)
    for month in 0..<40 {
      let outages = Double(month * 7 % 5)
      rows.months.append(24_240 + month)
      rows.mau.append(1000 * (2 - 1 / (1 + Double(month) / 9)) * (1 - outages / 500) + Double(month * month % 7))
      rows.drivers[0].append(outages)
    }
    self.rows = rows
  }

  private func forecast(
    _ name: String, _ set: (inout PanelForecaster.Options) -> Void = { _ in }, later: [Double]? = nil
  ) throws -> PanelForecaster {
    var options = PanelForecaster.Options(NetGrowth(specification))
    options.months = 6
    set(&options)
    var forecaster = PanelForecaster(options)
    var input = PanelForecaster.Input(SeriesIdentity(name: name), rows)
    if let later {
      var future = SeriesRows(drivers: 1)
      future.months = later.indices.map { 24_280 + $0 }
      future.drivers[0] = later
      input.later = (future, ["outages"])
    }
    try forecaster.run(input)
    return forecaster
  }

  @Test("A complete series has the numbers of the model itself")
  func sameAsTheModel() throws {
    let found = try forecast("a") { $0.drivers = .hold }
    let columns = rows.columns(("mau", ["outages"]))
    let fit = try NetGrowth(specification).fit(MonthlyTable(mau: columns.mau, drivers: columns.drivers))
    var how = ForecastOptions()
    (how.drivers, how.computation) = (.hold, .closedForm)
    let expected = try fit.forecast(months: 6, options: how)
    #expect(found.months == expected.months.map(\.month) && found.width == 5 && found.model == "net-growth")
    for (index, month) in expected.months.enumerated() {
      let ends = [month.median] + month.intervals.flatMap { [$0.lower, $0.upper] }
      for (place, value) in ends.enumerated() {
        #expect(abs(found.values[5 * index + place] / value - 1) < 1e-9)
      }
    }
    #expect(found.coefficientNames.contains("outages") && found.coefficients.count == 4 * found.coefficientNames.count)
  }

  @Test("Later drivers move the forecast, on the short way and the long one")
  func later() throws {
    for continuation in [DriverContinuation.hold, .forecast] {
      let calm = try forecast("a", { $0.drivers = continuation }, later: [0, 0, 0, 0, 0, 0])
      let wild = try forecast("a", { $0.drivers = continuation }, later: [9, 9, 9, 9, 9, 9])
      #expect(calm.values[25] > 1.01 * wild.values[25])
    }
  }

  @Test("Draws follow from the name of the series and the seed")
  func draws() throws {
    func median(_ name: String, seed: UInt64 = 1) throws -> Double {
      try forecast(name) { options in
        options.draws = 200
        options.seed = seed
      }.values[25]
    }
    #expect(try median("a") == median("a"))
    #expect(try median("a") != median("b"))
    #expect(try median("a") != median("a", seed: 2))
  }

  @Test("A series too short for the model has the fallback, and says so; without one it fails")
  func fallback() throws {
    var short = specification
    short.fallback = .naive
    var rows = SeriesRows(drivers: 1)
    (rows.months, rows.mau, rows.drivers) = ([0, 1], [10, 11], [[1, 2]])
    var forecaster = PanelForecaster(PanelForecaster.Options(NetGrowth(short)))
    try forecaster.run(PanelForecaster.Input(SeriesIdentity(name: "a"), rows))
    #expect(forecaster.isFallback && forecaster.model == "naive" && forecaster.coefficients.isEmpty)
    var strict = PanelForecaster(PanelForecaster.Options(NetGrowth(specification)))
    #expect(throws: ChurnModelError.self) { try strict.run(PanelForecaster.Input(SeriesIdentity(name: "a"), rows)) }
  }
}
