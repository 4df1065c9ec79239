import ChurnForecast
import Foundation
import Testing

@Suite("Driver expression")
struct DriverExpressionTests {
  @Test(
    "Numbers that are too large, too small or none are refused",
    arguments: [
      ("threshold(x, 1e308)", "\"1e308\" is not \(NumberRange.words)"),
      ("cap(x, -1e101)", "\"-1e101\" is not \(NumberRange.words)"),
      ("cap(x, nan)", "\"nan\" is not a level"), ("threshold(x, inf)", "\"inf\" is not a level"),
      ("carryover(x, 1e-308)", "\"1e-308\" is not \(NumberRange.words)"),
      ("lag(x, 9223372036854775808)", "\"9223372036854775808\" is not a number of months from 0 to 120"),
      ("lag(x, 0...9223372036854775807)", "is not a range of months"), ("lag(x, 3...0)", "is not a range of months"),
      ("almon(x, 0...4, 9223372036854775807)", "is not a degree from 0 to 4"),
      ("almon(x, 0...4, -1)", "is not a degree from 0 to 4"),
      ("shiller(x, 0...4, 1e308)", "is not a standard deviation above 0"),
    ])
  func sizes(text: String, problem: String) {
    let error = #expect(throws: DriverError.self) { try DriverExpression(parsing: text) }
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
  }

  @Test("A saved prior has a standard deviation above 0", arguments: ["0", "-1", "1e308", "1e-308"])
  func savedPrior(deviation: String) throws {
    let text = "{\"mean\": 0, \"standardDeviation\": \(deviation)}"
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(EffectPrior.self, from: Data(text.utf8)) }
  }

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
      (
        "a,b",
        "driver `a,b`: give every driver by itself; a column with a comma in its name is written in backquotes (`a,b`)."
      ),
      (
        "Net adds (k)",
        "driver `Net adds (k)`: there is no function `Net adds`; the functions are log, log1p, lag, change, threshold, cap, carryover, almon, shiller, step, pulse"
          + ". A column with parentheses in its name is written in backquotes (`Net adds (k)`)."
      ),
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
