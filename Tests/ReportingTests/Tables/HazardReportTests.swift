import ChurnForecast
import Testing

@Suite("Reports of stock and flow")
struct HazardReportTests {
  private static func fit(_ flows: Flows) throws -> FittedChurnHazard {
    let first = Month(year: 2018, month: 1)
    let x = (0..<60).map { Double(($0 * 3) % 4) }
    var users = [1_000_000.0]
    var churned = [0.0]
    for month in 1..<60 {
      churned.append(users[month - 1] * (0.04 + 0.005 * x[month] + 0.001 * Double((month * 5) % 3)))
      users.append(users[month - 1] - churned[month] + 60_000)
    }
    return try ChurnHazard(ModelSpecification(drivers: [DriverSpecification(.column("x"))], flows: flows)).fit(
      MonthlyTable(
        mau: MonthlyColumn(name: "mau", first: first, values: users),
        drivers: [
          MonthlyColumn(name: "x", first: first, values: x),
          MonthlyColumn(name: "churned", first: first, values: churned),
        ]))
  }

  @Test("With lost users, the report says how many leave and by which factor a driver multiplies the odds")
  func known() throws {
    let fit = try Self.fit(Flows(churned: "churned"))
    let report = HazardReport(fit)
    let text = report.rendered(as: .table)
    #expect(
      text.hasPrefix("Churn hazard of `mau` (lost users observed), 60 figures from 2018-01 to 2022-12\n\ncoefficient"))
    #expect(
      text.contains("\nσ of ln users \(NumberText.significant(fit.estimate.sigma)) per month\n\n- With drivers at"))
    #expect(report.notes[0].contains("\(NumberText.percent(fit.hazard, 2)) of the users leave each month."))
    let odds = fit.oddsRatios(coverage: 0.95)[0]
    #expect(
      report.notes[1].hasPrefix(
        "`x`: one more unit multiplies the odds of leaving by \(NumberText.significant(odds.ratio, 3))"))
    let rows = report.coefficients.seen(by: .text).rows
    #expect(rows.first { $0[0].text == "x" }?.last?.text == "harmful")
    #expect(rows.first { $0[0].text == "hazard" }?.last?.text == "")
    let document = try Samples.json(report.rendered(as: .json))
    #expect(
      Set(document.keys) == [
        "model", "situation", "observations", "coefficients", "level", "sigma", "hazard", "unidentified", "converged",
        "notes",
      ])
    #expect(document["model"] as? String == "churn-hazard" && document["converged"] as? Bool == true)
    #expect(report.rendered(as: .csv).hasPrefix("name,estimate,standardError,lower,upper,t,p\nhazard,"))
  }

  @Test("Without flows the report says what the data do not identify")
  func unknown() throws {
    let first = Month(year: 2020, month: 1)
    let fit = try ChurnHazard(ModelSpecification(flows: Flows())).fit(
      MonthlyTable(
        mau: MonthlyColumn(name: "mau", first: first, values: (0..<40).map { 1e6 + 500 * Double(($0 * 7) % 5) })))
    let report = HazardReport(fit)
    #expect(report.rendered(as: .table).contains("(flows not observed)"))
    #expect(report.notes.contains { $0.hasPrefix("The data do not identify `hazard`, `ln acquired`: many losses") })
    #expect(try Samples.json(report.rendered(as: .json))["unidentified"] as? [String] == ["hazard", "ln acquired"])
  }
}
