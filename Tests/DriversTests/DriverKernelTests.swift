import ChurnForecast
import RealModule
import Testing

@Suite("A driver after its history")
struct DriverKernelTests {
  private static let start = Month(year: 2019, month: 1)

  @Test(
    "Every expression gives the same values after its history as from the whole column",
    arguments: [
      "x", "log(x)", "log1p(x)", "lag(x, 2)", "lag(x, 0)", "change(x)", "change(lag(log(x), 3))", "threshold(x, 2.5)",
      "carryover(x, 0.8)", "carryover(log(x), 0.5)", "log(carryover(x, 0.7))", "carryover(carryover(x, 0.3), 0.6)",
      "lag(x, 0...3)", "lag(log(x), 1...4)", "almon(x, 0...5, 2)", "lag(carryover(x, fit), 0...2)", "carryover(x, fit)",
    ])
  func agreement(_ text: String) throws {
    let values = (0..<40).map { 2 + .sin(Double($0)) + 0.05 * Double($0) }
    let whole = MonthlyColumn(name: "x", first: Self.start, values: values)
    let first = Self.start.advanced(by: 30)
    let driver = DriverSpecification(try DriverExpression(parsing: text), name: "d")
    let decay = driver.expression.hasFittedDecay ? 0.65 : nil
    let months = first..<Self.start.advanced(by: 40)
    let expected = try driver.columns(of: whole, in: months, reference: 1.5, historyEnd: first, decay: decay)
    let kernel = try DriverKernel(
      driver, history: whole.clipped(to: Self.start..<first), first: first, historyEnd: first, reference: 1.5,
      decay: decay)
    let columns = kernel.columns(of: values[30...].map { Lanes(repeating: $0) })
    try #require(columns.count == expected.count)
    for (column, truth) in zip(columns, expected) {
      for (value, right) in zip(column, truth) { #expect(abs(value[3] - right) < 1e-13) }
    }
  }

  @Test("Another decay continues from the state it would have left")
  func decays() throws {
    let values = (0..<30).map { 2 + .cos(Double($0)) }
    let whole = MonthlyColumn(name: "x", first: Self.start, values: values)
    let first = Self.start.advanced(by: 20)
    func driver(_ decay: Double) throws -> DriverSpecification {
      DriverSpecification(try DriverExpression(parsing: "carryover(x, \(decay))"))
    }
    let kernel = try DriverKernel(
      driver(0.6), history: whole.clipped(to: Self.start..<first), first: first, historyEnd: first, reference: 2,
      decay: nil, variesDecay: true)
    let moved = kernel.columns(
      of: values[20...].map { Lanes(repeating: $0) }, decay: Lanes(0.6, 0.61, 0.2, 0.99, 0.6, 0.6, 0.6, 0))[0]
    for (lane, decay) in [(0, 0.6), (1, 0.61), (2, 0.2), (3, 0.99), (7, 0)] {
      let right = try driver(decay).values(
        of: whole, in: first..<Self.start.advanced(by: 30), reference: 2, historyEnd: first)
      for (value, truth) in zip(moved, right) { #expect(abs(value[lane] - truth) < 1e-13) }
    }
    #expect(abs(moved[5][1] - moved[5][0]) > 1e-4)
  }

  @Test(
    "Of several transforms and lags, the one whose decay is estimated follows it, from the whole column",
    arguments: [
      "lag(carryover(x, fit), 0...2)", "log(carryover(x, fit))", "carryover(change(x), fit)",
      "lag(carryover(lag(x, 2), fit), 1)", "carryover(lag(carryover(x, 0.5), 1), fit)",
    ], [0, 14, 20])
  func nestedDecays(_ text: String, constantFor months: Int) throws {
    // A history that is constant at first, where the state does not depend on the decay.
    let values = (0..<30).map { $0 < months ? 2.5 : 3 + .cos(Double($0)) }
    let whole = MonthlyColumn(name: "x", first: Self.start, values: values)
    let first = Self.start.advanced(by: 20)
    let driver = DriverSpecification(try DriverExpression(parsing: text))
    let kernel = try DriverKernel(
      driver, history: whole.clipped(to: Self.start..<first), first: first, historyEnd: first, reference: 2,
      decay: 0.5, variesDecay: true)
    let moved = kernel.columns(of: values[20...].map { Lanes(repeating: $0) }, decay: Lanes(repeating: 0.8))
    let right = try driver.columns(
      of: whole, in: first..<Self.start.advanced(by: 30), reference: 2, historyEnd: first, decay: 0.8)
    try #require(moved.count == right.count)
    for (column, truth) in zip(moved, right) {
      try #require(column.count == truth.count)
      for (value, truth) in zip(column, truth) { #expect(abs(value[0] - truth) < 1e-13) }
    }
  }

  @Test("A history that is too short is rejected, and the missing month is named")
  func short() throws {
    let column = MonthlyColumn(name: "x", first: Self.start, values: [1, 2])
    let first = Self.start.advanced(by: 2)
    #expect(throws: DriverError.self) {
      try DriverKernel(
        DriverSpecification(.lag(.column("x"), months: 3)), history: column, first: first, historyEnd: first,
        reference: 1, decay: nil)
    }
    #expect(throws: DriverError.referenceOutsideDomain(driver: "log(x)", level: 0)) {
      try DriverKernel(
        DriverSpecification(.log(.column("x"))), history: column, first: first, historyEnd: first, reference: 0,
        decay: nil)
    }
  }
}
