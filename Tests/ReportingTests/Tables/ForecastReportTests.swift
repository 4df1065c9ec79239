import ChurnForecast
import Testing

@Suite("Reports of forecasts")
struct ForecastReportTests {
  private func report(_ forecast: Forecast) -> ForecastReport {
    ForecastReport(
      name: "mau", forecast: forecast,
      naive: Samples.naive(months: forecast.months.count, coverages: forecast.coverages))
  }

  @Test("Text: one line per month, then the notes")
  func text() {
    #expect(
      report(Samples.forecast()).rendered(as: .table) == """
        Forecast of `mau` from 2.000 M in 2022-12

        month     median      80 % interval    97.5 % interval
        2023-01  2.100 M  1.900 M … 2.400 M  1.700 M … 2.700 M
        2023-02  2.200 M  2.000 M … 2.500 M  1.800 M … 2.800 M

        - Variance of ln users in 2023-02: parameters 25 %, innovations 50 %, drivers 25 %.
        - The median of 2023-02 is 10.0 % above the naive forecast (no change, 2.000 M) and outside its 80 % interval (1.900 M … 2.100 M).
        - Intervals are exact for Gaussian innovations (t quantiles in ln users).

        """)
  }

  @Test("A search that did not end at a minimum is said")
  func unconverged() {
    func text(_ unconverged: [String]) -> String {
      report(Samples.forecast(unconverged: unconverged)).rendered(as: .table)
    }
    #expect(text(["theta", "ets"]).contains("The search of theta and ets did not end at a minimum"))
    #expect(!text([]).contains("did not end"))
  }

  @Test("CSV: whole users, two columns per interval")
  func csv() {
    #expect(
      report(Samples.forecast(scale: 1.0000001)).rendered(as: .csv) == """
        month,median,lower80,upper80,lower97.5,upper97.5
        2023-01,2100000,1900000,2400000,1700000,2700000
        2023-02,2200000,2000000,2500000,1800000,2800000

        """)
  }

  @Test("JSON: the numbers of CSV, the naive forecast, and the sources of the variance")
  func json() throws {
    let document = try Samples.json(
      report(Samples.forecast(method: .simulation(draws: 500, seed: 7))).rendered(as: .json))
    let months = try #require(document["months"] as? [[String: Any]])
    #expect(months.count == 2 && months[0]["month"] as? String == "2023-01")
    #expect(months[0]["median"] as? Int == 2_100_000 && months[1]["lower97.5"] as? Int == 1_800_000)
    #expect(Set(months[0].keys) == ["month", "median", "lower80", "upper80", "lower97.5", "upper97.5"])
    let naive = try #require(document["naive"] as? [[String: Any]])
    #expect(naive[1]["upper80"] as? Int == 2_100_000)
    let shares = try #require(document["varianceShares"] as? [[String: Any]])
    #expect(shares[0]["parameters"] as? Double == 0.25 && shares[0]["innovations"] as? Double == 0.5)
    #expect(document["origin"] as? String == "2022-12" && document["originUsers"] as? Int == 2_000_000)
    #expect(document["draws"] as? Int == 500 && document["seed"] as? Int == 7)
  }

  @Test("Forecasts of a model have whole users in all formats")
  func model() throws {
    let fit = try Samples.fit()
    var options = ForecastOptions()
    options.coverages = [0.8, 0.975]
    let report = ForecastReport(
      name: "mau", forecast: try fit.forecast(months: 2, options: options),
      naive: try Benchmark.naive.forecast(fit.data.mau, months: 2, coverages: options.coverages))
    let rows = Samples.fields(report.rendered(as: .csv))
    #expect(rows.count == 3 && rows[1][0] == "2023-01")
    #expect(rows[1].dropFirst().allSatisfy { Int($0) != nil })
    let months = try #require(try Samples.json(report.rendered(as: .json))["months"] as? [[String: Any]])
    #expect(months[0]["lower97.5"] as? Int == Int(rows[1][4]))
  }

  @Test("A page shows every month of up to two years, beyond that Decembers and the last month")
  func page() {
    func months(_ count: Int) -> [String] {
      report(Samples.forecast(months: count)).table.seen(by: .page).rows.map { $0[0].text }
    }
    #expect(months(24).count == 24)
    #expect(months(29) == ["2023-12", "2024-12", "2025-05"])
    #expect(report(Samples.forecast(months: 29)).table.seen(by: .text).rows.count == 29)
  }

  @Test(
    "The notes say how intervals were made",
    arguments: [
      (Forecast.Method.closedForm, StandardErrors.classical, "Intervals are exact for Gaussian innovations"),
      (.closedForm, .neweyWest, "Intervals use newey-west errors of the parameters"),
      (.averaged, .classical, "Interval ends are weighted means of those of the growth model"),
      (.localTrends, .classical, "Intervals come from local trends of ln users"),
      (.simulation(draws: 500, seed: 7), .classical, "Intervals are quantiles of 500 simulated paths, seed 7."),
    ])
  func method(method: Forecast.Method, errors: StandardErrors, text: String) {
    let notes = report(Samples.forecast(method: method, standardErrors: errors)).notes
    #expect(notes.last?.hasPrefix(text) == true)
    // The parts of an averaged forecast have no common shares.
    let isCombined = method == .averaged || method == .localTrends
    #expect(notes.contains { $0.hasPrefix("Variance of") } != isCombined)
  }

  @Test("Held drivers are named, and equal medians are the same")
  func notes() {
    let since = Month(year: 2022, month: 11)
    let held = ContinuedDriver(column: "outages", kind: .held, level: 2.5, since: since)
    let notes = report(Samples.forecast(scale: 2.0004 / 2.2, drivers: [held])).notes
    #expect(
      notes.contains(
        "`outages` is held at 2.500, its value of 2022-11, and taken as certain (--driver-forecast hold)."))
    #expect(notes[1].hasPrefix("The median of 2023-02 is the same as the naive forecast"))
    #expect(notes[1].contains(" and inside its 80 % interval"))
    #expect(report(Samples.forecast(scale: 0.5)).notes[1].contains("is 45.0 % below the naive forecast"))
  }

  @Test("How every kind of driver goes on is said in the headline and in a note, except stated ones")
  func drivers() {
    let since = Month(year: 2022, month: 11)
    let all = ContinuedDriver.Kind.allCases.map { kind in
      ContinuedDriver(column: kind.rawValue, kind: kind, level: 2.5, since: since)
    }
    let report = report(Samples.forecast(drivers: all))
    let text = report.rendered(as: .table)
    #expect(
      text.hasPrefix(
        "Forecast of `mau` from 2.000 M in 2022-12, if `held` stays at 2.500, `state` stays at 2.500, `counts` goes on with "
          + "2.500 a month, `mean-reversion` returns to about 2.500, `seasonal` returns to about 2.500 and `random-walk` goes on "
          + "from 2.500\n"))
    for kind in ContinuedDriver.Kind.allCases {
      #expect(report.notes.contains { $0.hasPrefix("`\(kind.rawValue)` ") } == (kind != .stated))
    }
    let other = ContinuedDriver(column: "x", kind: .stated, level: 1, since: since, contradiction: since)
    #expect(
      self.report(Samples.forecast(drivers: [other])).notes.contains(
        "The future of `x` differs from its history in 2022-11: the history is used."))
  }
}
