import ChurnForecast
import Testing

@Suite("Driver expression")
struct DriverExpressionTests {
  @Test(
    "An expression is read and written back the same",
    arguments: [
      "outages", "log(outages)", "log1p(outages)", "lag(outages, 3)", "carryover(outages, 0.8)",
      "carryover(log1p(outages), 0.25)", "lag(log(active editors), 1)", "step(2022-11)", "pulse(2020-03)",
      "log(`outages (all)`)", "`a,b`",
    ])
  func roundTrip(text: String) throws {
    #expect(try DriverExpression(parsing: text).description == text)
  }

  @Test("Blanks do not matter; quarters and years are months")
  func leniency() throws {
    #expect(try DriverExpression(parsing: "  carryover( outages ,0.8 ) ").description == "carryover(outages, 0.8)")
    #expect(try DriverExpression(parsing: "step(2022-Q4)") == .step(Month(year: 2022, month: 12)))
    #expect(try DriverExpression(parsing: "carryover(log1p(x), 0.8)").column == "x")
    #expect(try DriverExpression(parsing: "step(2022-11)").column == nil)
  }

  @Test(
    "Mistakes are explained",
    arguments: [
      ("", "driver ``: a driver needs a column's name."),
      ("log(outages", "driver `log(outages`: parentheses do not match."),
      ("outages)", "driver `outages)`: parentheses do not match."),
      (
        "carry(x, 0.5)",
        "driver `carry(x, 0.5)`: there is no function `carry`; the functions are log, log1p, lag, change, threshold, cap, carryover, almon, shiller, step, pulse; "
          + "did you mean `carryover`?"
      ),
      ("carryover(x)", "driver `carryover(x)`: expected carryover(column, decay)."),
      ("carryover(x, 1)", "driver `carryover(x, 1)`: \"1\" is not a decay from 0 to below 1, or `fit` to estimate it."),
      ("lag(x, -1)", "driver `lag(x, -1)`: \"-1\" is not a number of months from 0 to 120, or a range such as 0...3."),
      (
        String(repeating: "log(", count: 9) + "x" + String(repeating: ")", count: 9),
        "driver `x…`: it is too long or too deeply nested."
      ),
      ("step(May)", "driver `step(May)`: \"May\" is not a month YYYY-MM."),
    ])
  func mistakes(text: String, message: String) {
    let error = #expect(throws: DriverError.self) { try DriverExpression(parsing: text) }
    #expect(error?.description == message)
  }
}
