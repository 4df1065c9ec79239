import ChurnForecast
import Testing

@Suite("Horizon of forecasts")
struct ForecastHorizonTests {
  @Test("A forecast ends in the year 9999 at the latest")
  func end() throws {
    let origin = Month(year: 9999, month: 6)
    let months = try ForecastHorizon.months(6, after: origin, model: "m")
    #expect(months.count == 6 && months.upperBound.advanced(by: -1) == Month.calendar.upperBound)
    let error = #expect(throws: ForecastError.self) { try ForecastHorizon.months(7, after: origin, model: "m") }
    #expect(
      error?.description
        == "m cannot forecast this series: 7 months after 9999-06 go beyond 9999-12, the last month that can be written."
    )
    #expect(throws: ForecastError.self) { try ForecastHorizon.months(.max, after: origin, model: "m") }
  }

  @Test("Every benchmark keeps to it", arguments: Benchmark.allCases)
  func benchmarks(benchmark: Benchmark) throws {
    let first = Month.calendar.upperBound.advanced(by: -51)
    var values: [Double?] = []
    for month in 0..<48 {
      let season = Double(month * month % 12)
      let trend = 10 * Double(month)
      values.append(1000 + trend + 7 * season)
    }
    let mau = MonthlyColumn(name: "mau", first: first, values: values)
    #expect(try benchmark.forecast(mau, months: 4).months.last?.month == Month.calendar.upperBound)
    #expect(throws: ForecastError.self) { try benchmark.forecast(mau, months: 5) }
  }
}
