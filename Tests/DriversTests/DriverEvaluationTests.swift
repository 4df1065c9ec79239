import ChurnForecast
import Testing

@Suite("Driver evaluation")
struct DriverEvaluationTests {
  private let january = Month(year: 2020, month: 1)
  private func column(_ values: [Double?]) -> MonthlyColumn {
    MonthlyColumn(
      name: "x", first: january, values: values, file: "data.csv", lines: values.indices.map { $0 + 2 })
  }

  private func evaluate(
    _ text: String, _ values: [Double?], from: Int = 0, to: Int? = nil, reference: Double = 0,
    missing: MissingRule = .error,
    historyEnd: Int = 1000
  ) throws -> [Double] {
    try DriverSpecification(DriverExpression(parsing: text), missing: missing).values(
      of: column(values), in: january.advanced(by: from)..<january.advanced(by: to ?? values.count),
      reference: reference, historyEnd: january.advanced(by: historyEnd))
  }

  @Test("Transforms by hand")
  func transforms() throws {
    #expect(try evaluate("x", [1, 2, 4], reference: 1) == [0, 1, 3])
    #expect(try evaluate("lag(x, 2)", [1, 2, 4, 8], from: 2, reference: 1) == [0, 1])
    #expect(try evaluate("step(2020-02)", [0, 0, 0]) == [0, 1, 1])
    #expect(try evaluate("pulse(2020-02)", [0, 0, 0]) == [0, 1, 0])
  }

  @Test("A carryover starts at its stationary value and decays by λ per month")
  func carryover() throws {
    // The mean of the first 12 values is 1: nothing has happened before the jump.
    let values = [Double?](repeating: 1, count: 12) + [5, 5, 5]
    let carried = try evaluate("carryover(x, 0.5)", values, from: 11, reference: 1)
    #expect(carried == [0, 2, 3, 3.5])
    // Before the first value it was at the mean, here 2.
    #expect(try evaluate("carryover(x, 0.75)", [0, 4]) == [1.5, 2.125])
    #expect(try evaluate("carryover(x, 0)", [3, 7, 1]) == [3, 7, 1])
    // Values after the fit do not change the past.
    #expect(try evaluate("carryover(x, 0.75)", [0, 4, 100], to: 2, historyEnd: 2) == [1.5, 2.125])
    #expect(try evaluate("carryover(x, 0.75)", [0, 4, 100], historyEnd: 2).prefix(2) == [1.5, 2.125])
  }

  @Test("The carryover of an event is zero before it and does not depend on the range of months")
  func carriedEvents() throws {
    let none = [Double?](repeating: 0, count: 6)
    #expect(try evaluate("carryover(pulse(2020-03), 0.5)", none) == [0, 0, 0.5, 0.25, 0.125, 0.0625])
    #expect(try evaluate("carryover(step(2020-03), 0.5)", none) == [0, 0, 0.5, 0.75, 0.875, 0.9375])
    let driver = DriverSpecification(try DriverExpression(parsing: "carryover(pulse(2020-03), 0.5)"))
    let late = january.advanced(by: 4)..<january.advanced(by: 6)
    #expect(try driver.values(of: nil, in: late, reference: 0, historyEnd: late.lowerBound) == [0.125, 0.0625])
  }

  @Test("At the reference level the effect is zero, whatever the transform")
  func reference() throws {
    for text in ["x", "log(x)", "log1p(x)", "lag(x, 1)", "carryover(x, 0.8)", "carryover(log(x), 0.3)"] {
      let values = try evaluate(text, [3, 3, 3, 3], from: 1, reference: 3)
      #expect(values.allSatisfy { abs($0) < 1e-15 }, "\(text)")
    }
    let specification = DriverSpecification(.column("x"))
    let history = (0..<24).map { Double($0) as Double? }
    #expect(specification.referenceLevel(of: column(history), from: january) == 5.5)
    #expect(specification.referenceLevel(of: column(history), from: january.advanced(by: 6)) == 11.5)
  }

  @Test("Missing rules: unknown is not zero unless the user says so")
  func missingRules() throws {
    // Blanks that count as 0 count in the reference level; others do not.
    let start = Month(year: 2020, month: 1)
    let raw = MonthlyColumn(name: "x", first: start, values: (0..<24).map { $0 % 4 == 0 ? nil : Double($0 % 4) })
    for (rule, level) in [(MissingRule.zero, 1.5), (.carry, 2), (.error, 2)] {
      let driver = DriverSpecification(.column("x"), missing: rule)
      #expect(driver.referenceLevel(of: raw, from: start) == level)
    }
    let gaps: [Double?] = [1, nil, nil, 4, nil]
    #expect(try evaluate("x", gaps, missing: .zero) == [1, 0, 0, 4, 0])
    #expect(try evaluate("x", gaps, missing: .carry) == [1, 1, 1, 4, 4])
    #expect(try evaluate("x", gaps, to: 4, missing: .interpolate) == [1, 2, 3, 4])
    #expect(throws: DriverError.self) { try evaluate("x", gaps, missing: .interpolate) }
  }

  @Test("The error for an unknown value names the missing cell")
  func unknown() {
    func cause(_ text: String, _ values: [Double?], from: Int) -> DriverError? {
      #expect(throws: DriverError.self) { try evaluate(text, values, from: from) }
    }
    let place = CellPlace(file: "data.csv", line: 4, column: "x")
    let march = january.advanced(by: 2)
    #expect(
      cause("x", [1, 2, nil, 4], from: 1)
        == .unknownValue(driver: "x", place, month: march, noRow: false))
    #expect(
      cause("lag(x, 1)", [1, 2, nil, 4], from: 1)
        == .unknownValue(driver: "lag(x, 1)", place, month: march, noRow: false))
    #expect(
      cause("carryover(x, 0.5)", [1, 2, nil, 4, 5, 6], from: 5)
        == .unknownValue(driver: "carryover(x, 0.5)", place, month: march, noRow: false))
    #expect(
      cause("x", [1, 2, nil, 4], from: 1)?.description
        == "data.csv:4: column `x`: blank in 2020-03, a month that driver `x` needs. Unknown is not zero: fill in the "
        + "value, choose other months, or state a rule for missing values (zero, carry or interpolate).")
    let error = #expect(throws: DriverError.self) { try evaluate("log(x)", [1, 0], from: 0, reference: 1) }
    #expect(
      error?.description
        == "data.csv:3: column `x`: 0.0 has no log in driver `log(x)`; expected a number above 0. "
        + "Use log1p(…) for counts that can be 0.")
  }
}
