import ChurnForecast
import Foundation
import Testing

@Suite("Reports in every format")
struct ResultReportTests {
  /// A report, its keys in JSON and its columns in CSV, as the documents name them.
  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let report: @Sendable () throws -> any ResultReport
    let keys: Set<String>
    let columns: String
  }

  private static let coefficients = "name,estimate,standardError,lower,upper,t,p"

  static let samples = [
    Sample(
      testDescription: "fit", report: { FitReport(try Samples.fit(name: "x")) },
      keys: ["model", "from", "to", "observations", "coefficients", "level", "diagnostics", "benchmarks", "notes"],
      columns: coefficients),
    Sample(
      testDescription: "forecast",
      report: { ForecastReport(name: "mau", forecast: Samples.forecast(), naive: Samples.naive()) },
      keys: ["origin", "originUsers", "levels", "months", "naive", "varianceShares", "drivers", "notes"],
      columns: "month,median,lower80,upper80,lower97.5,upper97.5"),
    Sample(
      testDescription: "backtest", report: { BacktestReport(try Samples.backtest()) },
      keys: ["response", "origins", "levels", "rows", "exPost", "exAnte", "againstBest", "verdict", "failures"],
      columns:
        "method,horizon,n,mae,rmse,mape,smape,mase,rmsse,bias,pinball,crps,coverage80,width80,coverage95,width95"),
    Sample(
      testDescription: "scenario", report: { ScenarioReport(try Samples.solution().run()) },
      keys: [
        "title", "base", "reference", "levels", "scenarios", "published", "parameters", "driverLevels",
        "drivers", "extrapolations",
        "draws", "seed", "notes",
      ], columns: "scenario,month,median,lower80,upper80,lower95,upper95,published,role,basis"),
    Sample(
      testDescription: "attribution", report: { AttributionReport(try Samples.solution().attribute()) },
      keys: [
        "scenario", "reference", "month", "measure", "level", "difference", "median", "lower", "upper", "contributions",
        "sentence",
        "draws", "seed",
      ], columns: "cause,kind,scenario,reference,month,measure,value,lower,upper,share,lowestShare,highestShare"),
    Sample(
      testDescription: "price", report: { PriceReport(try Samples.solution().price()) },
      keys: ["scenario", "from", "month", "level", "prices", "draws", "seed"],
      columns: "driver,unit,kind,from,month,users,lower,upper,basis"),
    Sample(
      testDescription: "goal", report: { GoalReport(try Samples.solution().goal("outages", keep: 95e6)) },
      keys: [
        "driver", "scenario", "target", "month", "from", "present", "presentUsers", "between", "answers", "best",
        "answer",
        "level", "draws", "seed",
      ], columns: "driver,scenario,month,target,probability,level,anyLevel,bestLevel,bestUsers"),
    Sample(
      testDescription: "tornado", report: { TornadoReport(try Samples.solution().tornado()) },
      keys: ["scenario", "reference", "month", "users", "level", "inputs", "draws", "seed"],
      columns: "input,kind,low,high,usersAtLow,usersAtHigh,swing"),
  ]

  @Test("JSON has the documented keys", arguments: samples)
  func json(sample: Sample) throws {
    let text = try sample.report().rendered(as: .json)
    #expect(text.hasSuffix("}\n"))
    #expect(Set(try Samples.json(text).keys) == sample.keys)
  }

  @Test("CSV has the documented columns, and a field for each in every row", arguments: samples)
  func csv(sample: Sample) throws {
    let text = try sample.report().rendered(as: .csv)
    #expect(text.hasSuffix("\n") && !text.contains("nan") && !text.contains("inf"))
    let rows = Samples.fields(text.replacing("\"storm, really\"", with: "storm"))
    #expect(rows[0].joined(separator: ",") == sample.columns)
    #expect(rows.count > 1)
    for row in rows { #expect(row.count == rows[0].count, "\(row)") }
  }

  @Test("Text ends with a line feed, has notes and no blanks at the ends of lines", arguments: samples)
  func text(sample: Sample) throws {
    let text = try sample.report().rendered(as: .table)
    #expect(text.hasSuffix("\n") && text.contains("\n- "))
    #expect(!text.contains("\t") && !text.contains(" \n") && !text.contains("\n\n\n"))
  }
}
