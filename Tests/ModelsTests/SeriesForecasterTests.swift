import ChurnForecast
import TestSupport
import Testing

@Suite("Series forecaster")
struct SeriesForecasterTests {
  private let specification = ModelSpecification(
    baseline: .saturating, drivers: [DriverSpecification(.column("x"), missing: .carry)])

  @Test("It gives the same as fit and forecast, whatever the model", arguments: ["growth", "auto", "theta"])
  func agreement(kind: String) throws {
    let table = TestSeries.table()
    let model: any Model =
      kind == "theta" ? Benchmark.theta : ModelList.model(specification, isAutomatic: kind == "auto")
    let result = try SeriesForecaster(model, months: 5).forecast(table)
    let fit = try model.fit(table, benchmarks: false)
    #expect(try result.forecast == fit.forecast(months: 5, drivers: [], options: ForecastOptions()))
    #expect(result.coefficients == fit.coefficients && !result.isFallback)
    #expect(result.forecast.name == model.name)
    #expect(result.coefficients.isEmpty == (kind == "theta"))
  }

  @Test("Later levels of a driver affect the forecast only of a model that has it")
  func laterDrivers() throws {
    let table = TestSeries.table()
    let end = table.mau.months.upperBound
    let later = MonthlyColumn(name: "x", first: end, values: [9, 9, 9])
    let growth = SeriesForecaster(NetGrowth(specification), months: 3)
    let (held, stated) = (try growth.forecast(table), try growth.forecast(table, drivers: [later]))
    #expect(stated.forecast.months[2].median < 0.99 * held.forecast.months[2].median)
    let naive = SeriesForecaster(Benchmark.naive, months: 3)
    #expect(try naive.forecast(table, drivers: [later]).forecast == naive.forecast(table).forecast)
  }

  @Test("A series too short for the model goes to the fallback; any other failure does not")
  func fallback() throws {
    let short = TestSeries.table(months: 0..<4)
    #expect(throws: ChurnModelError.self) { try SeriesForecaster(NetGrowth(specification), months: 2).forecast(short) }
    var withFallback = specification
    withFallback.fallback = .drift
    let forecaster = SeriesForecaster(NetGrowth(withFallback), months: 2)
    let result = try forecaster.forecast(short)
    #expect(result.isFallback && result.coefficients.isEmpty)
    #expect(try result.forecast == Benchmark.drift.forecast(short.mau, months: 2))
    let without = MonthlyTable(mau: TestSeries.table().mau)
    let error = #expect(throws: ChurnModelError.self) { try forecaster.forecast(without) }
    #expect(error == .noDriverColumn("x"))
  }

  @Test(
    "A specification with flows is stock and flow, else net growth; without drivers the automatic choice is not judged")
  func list() {
    var flows = specification
    flows.flows = Flows()
    #expect(ModelList.model(flows) is ChurnHazard && ModelList.model(specification) is NetGrowth)
    #expect(ModelList.model(flows, isAutomatic: true) is AutomaticModel)
    #expect(ModelList.judged(ModelSpecification(), isAutomatic: true) == nil)
    #expect(ModelList.judged(specification, isAutomatic: true) is NetGrowth)
    #expect(ModelList.judged(ModelSpecification()) is NetGrowth)
    #expect(
      NetGrowth(specification).withoutDrivers is NetGrowth && NetGrowth(ModelSpecification()).withoutDrivers == nil)
  }
}
