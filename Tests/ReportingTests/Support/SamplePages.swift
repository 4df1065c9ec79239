import ChurnForecast
import Foundation

/// Pages of real results.
enum SamplePages {
  static let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

  /// The page of a scenario file with an attribution, prices, a tornado and a goal.
  static func scenario(_ file: String) throws -> ReportPage {
    let folder = URL(filePath: file).deletingLastPathComponent().path() + "/"
    let solution = try ScenarioSolution(
      ScenarioFile(file: file, text: TextFile.text(of: file)),
      ScenarioInputs(
        table: { files, mau, drivers in
          try readTable(files.map { try SeriesFile(path: folder + $0) }, mau: mau, drivers: drivers)
        }, fit: { file in throw ChurnModelError.badSavedFit(file: file, problem: "not needed") },
        column: { name, file in try SeriesFile(path: folder + file).column(name, content: .number) }))
    let run = try solution.run()
    return ScenarioPage(run, findings: try ScenarioFindings(solution, run, ScenarioSubject())).page(
      Gallery.reproduction)
  }

  static let table: MonthlyTable = {
    let first = Month(year: 2015, month: 1)
    let outages = (0..<84).map { Double(($0 * 7) % 5) }
    var level = log(2e6)
    var users: [Double] = []
    for month in 0..<84 {
      level += 0.01 - 0.003 * outages[month] + 0.004 * sin(Double(month * month))
      users.append(exp(level))
    }
    return MonthlyTable(
      mau: MonthlyColumn(name: "mau", first: first, values: users, file: "mau.csv"),
      drivers: [MonthlyColumn(name: "outages", first: first, values: outages, file: "<b>.csv")])
  }()

  static func fit() throws -> FittedNetGrowth {
    try NetGrowth(ModelSpecification(drivers: [DriverSpecification(.column("outages"))])).fit(table)
  }

  static func modelPage() throws -> (ModelPage, Forecast) {
    let fit = try fit()
    let forecast = try fit.forecast(months: 18)
    var options = Backtest.Options()
    options.every = 6
    options.includesAutomatic = false
    return (
      ModelPage(
        fit, forecast: forecast,
        naive: try Benchmark.naive.forecast(table.mau, months: 18, coverages: forecast.coverages),
        backtest: try Backtest(fit.specification, table, options: options)), forecast
    )
  }

  static func model() throws -> ReportPage { try modelPage().0.page(Gallery.reproduction) }

  static func batch() throws -> ReportPage {
    var summary = PanelSummary()
    for (index, name) in Gallery.names.enumerated() {
      for month in 0..<6 {
        let users = 1e6 * Double(index + 1) * (1 - Double(index * month) / 100)
        summary.add(
          .init(
            series: name, month: Gallery.first.advanced(by: month), median: users, interval: users * 0.9...users * 1.1,
            model: index % 2 == 0 ? name : "net-growth"))
      }
      summary.add(coefficient: name, estimate: Double(index), interval: Double(index) - 1...Double(index) + 1)
      summary.add(coefficient: "outages", estimate: Double(index), interval: nil)
    }
    summary.finish()
    let manifest = Manifest(
      #"""
      {"identity": {"version": "1", "input": {"file": "-"}, "model": "<script>alert(3)</script>", "options": {}},
      "arguments": [], "seed": 7, "times": {"started": "2026-01-01T00:00:00Z"}}
      """#)
    guard let manifest else { throw SeriesIOError.notManifest(file: "test") }
    return BatchPage(
      name: Gallery.hostile, summary: summary,
      failures: Gallery.names.map { .init(series: $0, reason: $0, message: $0) }, manifest: manifest, isFinished: false
    ).page(Gallery.reproduction)
  }
}
