import Scenarios
import Series
import Testing

@Suite("Panels of an event")
struct ImpactPanelTests {
  private let months = (0..<12).map { Month(year: 2020, month: 1).advanced(by: $0) }

  private func series(_ name: String, _ shift: Double = 0) -> ImpactSeries {
    ImpactSeries(name: name, values: (0..<12).map { Double($0 * $0 % 7) + shift })
  }

  private func panel(
    treated: ImpactSeries? = nil, controls: [ImpactSeries]? = nil, times: [Month]? = nil, event: Month? = nil,
    predictors: [ImpactPredictor] = []
  ) throws(ImpactError) -> ImpactPanel {
    try ImpactPanel(
      treated: treated ?? series("t"), controls: controls ?? [series("a", 1), series("b", 2)], times: times ?? months,
      event: event ?? months[9], predictors: predictors)
  }

  private func expect(_ error: ImpactError, _ message: String, _ make: () throws(ImpactError) -> ImpactPanel) {
    #expect(throws: error) { try make() }
    #expect(error.description == message)
  }

  @Test("A good panel keeps what it was given")
  func good() throws {
    let panel = try panel()
    #expect(panel.event == 9 && panel.timesAfter == 3 && panel.step == 1)
    #expect(panel.controlNames == ["a", "b"] && panel.controls[1][2] == 6)
    #expect(panel.labels[3] == "2020-04")
    let years = (0..<12).map { Month(year: 2000 + $0, month: 12) }
    let yearly = try self.panel(times: years, event: years[8])
    #expect(yearly.labels[3] == "2003" && yearly.step == 12)
  }

  @Test("Series that are not whole are refused")
  func series() {
    expect(
      .unbalanced(series: "a", values: 11, times: 12),
      "Series `a` has 11 values for 12 times; every series needs one value per time."
    ) { () throws(ImpactError) in
      try panel(controls: [ImpactSeries(name: "a", values: Array(series("a").values.dropLast())), series("b")])
    }
    var values = series("b").values
    values[4] = nil
    expect(
      .blank(series: "b", time: "2020-05"),
      "Series `b` has no value in 2020-05; fill the gap, or leave the series or the time out."
    ) { () throws(ImpactError) in try panel(controls: [series("a"), ImpactSeries(name: "b", values: values)]) }
    values[4] = .nan
    expect(
      .notFinite(series: "b", time: "2020-05", value: "NaN"),
      "Series `b` has the value NaN in 2020-05; values must be finite and below 1e100 in size."
    ) { () throws(ImpactError) in try panel(controls: [series("a"), ImpactSeries(name: "b", values: values)]) }
    values[4] = -1e300
    expect(
      .notFinite(series: "t", time: "2020-05", value: "-1e+300"),
      "Series `t` has the value -1e+300 in 2020-05; values must be finite and below 1e100 in size."
    ) { () throws(ImpactError) in try panel(treated: ImpactSeries(name: "t", values: values)) }
    expect(
      .constantTreated(series: "t", value: 3),
      "Series `t` is 3.0 at every time before the event, so that nothing can be matched; choose a series that moves."
    ) { () throws(ImpactError) in
      try panel(treated: ImpactSeries(name: "t", values: (0..<12).map { $0 < 9 ? 3 : 4 }))
    }
    expect(.duplicateName("a"), "Two series are called `a`; give every series a name of its own.") {
      () throws(ImpactError) in try panel(controls: [series("a"), series("a")])
    }
    expect(
      .tooFewControls(1), "There is 1 control, but at least 2 are needed; add series that the event did not hit."
    ) { () throws(ImpactError) in try panel(controls: [series("a")]) }
    #expect(
      ImpactError.tooFewControls(0).description
        == "There are 0 controls, but at least 2 are needed; add series that the event did not hit.")
  }

  @Test("Times that are not in equal steps, and events that are not among them, are refused")
  func times() {
    expect(.tooFewTimes(0), "The panel has 0 times, but at least 9 are needed; begin the series earlier.") {
      () throws(ImpactError) in try panel(times: [])
    }
    expect(
      .timeOutside(ordinal: 120_000),
      "A time is month 120000 from January of year 0 on, outside the calendar from 0000-01 to 9999-12; correct it."
    ) { () throws(ImpactError) in try panel(event: Month(ordinal: 120_000)) }
    #expect(throws: ImpactError.self) { try panel(times: [Month(ordinal: .min), Month(ordinal: .max)]) }
    var uneven = months
    uneven[5] = uneven[4]
    expect(
      .unevenTimes(first: "2020-05", second: "2020-05"),
      "The times must ascend in equal steps, but 2020-05 is followed by 2020-05; add what is missing between them, or remove what is there twice."
    ) { () throws(ImpactError) in try panel(times: uneven) }
    expect(
      .unevenTimes(first: "2020-12", second: "2020-11"),
      "The times must ascend in equal steps, but 2020-12 is followed by 2020-11; add what is missing between them, or remove what is there twice."
    ) { () throws(ImpactError) in try panel(times: months.reversed()) }
    expect(
      .eventOutside(event: "2021-01", first: "2020-01", last: "2020-12"),
      "The event (2021-01) is not one of the times, which run from 2020-01 to 2020-12; state one of them."
    ) { () throws(ImpactError) in try panel(event: Month(year: 2021, month: 1)) }
    expect(
      .tooFewTimesBefore(event: "2020-08", times: 7),
      "There are 7 times before the event (2020-08), but at least 8 are needed; begin the series earlier."
    ) { () throws(ImpactError) in try panel(event: months[7]) }
    #expect(throws: Never.self) { try panel(event: months[8]) }
  }

  @Test("Predictors that are not whole are refused")
  func predictors() {
    expect(
      .unbalancedPredictor(name: "size", values: 3, controls: 2),
      "Predictor `size` has 3 values for 2 controls; every control needs one."
    ) { () throws(ImpactError) in
      try panel(predictors: [ImpactPredictor(name: "size", treated: 1, controls: [1, 2, 3])])
    }
    expect(
      .predictorNotFinite(name: "size", series: "b"),
      "Predictor `size` of series `b` is not a finite number below 1e100 in size; state its value or leave the predictor out."
    ) { () throws(ImpactError) in
      try panel(predictors: [ImpactPredictor(name: "size", treated: 1, controls: [1, .nan])])
    }
    expect(
      .constantPredictor(name: "size"),
      "Predictor `size` is the same for all series, so that it cannot tell them apart; leave it out."
    ) { () throws(ImpactError) in try panel(predictors: [ImpactPredictor(name: "size", treated: 1, controls: [1, 1])]) }
  }
}
