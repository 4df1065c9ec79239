import ChurnForecast
import Testing

@Suite("Reports of the automatic choice")
struct AutomaticReportTests {
  @Test("Without drivers there is no growth model, and CSV has only its headings")
  func plain() throws {
    let report = AutomaticReport(try AutomaticForecast(specification: nil, try Samples.fit().data))
    #expect(report.lines.last == "No drivers were given.")
    #expect(report.lines[0].hasSuffix(", monthly.") && report.lines[1].hasPrefix("Benchmarks, weighted "))
    #expect(
      report.rendered(as: .table).hasPrefix(
        "Automatic forecast of `mau`\n\n- \(report.lines[0])\n- Benchmarks, weighted"))
    #expect(report.rendered(as: .csv) == "name,estimate,standardError,lower,upper,t,p\n")
    let document = try Samples.json(report.rendered(as: .json))
    #expect(Set(document.keys) == ["model", "weight", "coefficients", "notes"])
    #expect(document["model"] as? String == "auto" && document["weight"] as? Int == 0)
  }

  @Test("With drivers there is the growth model, its weight and the evidence for it")
  func drivers() throws {
    let fit = try Samples.fit(name: "x")
    let automatic = try AutomaticForecast(specification: fit.specification, SamplePages.table.renamed("x"))
    let report = AutomaticReport(automatic)
    let growth = try #require(automatic.growth)
    #expect(
      report.lines[2].hasPrefix(
        "Growth model with the lowest AICc: \(growth.specification.baseline.rawValue) baseline, "))
    #expect(report.rendered(as: .table).contains("\n\n" + FitReport(growth).rendered(as: .table)))
    #expect(report.rendered(as: .csv) == FitReport(growth).rendered(as: .csv))
    let document = try Samples.json(report.rendered(as: .json))
    #expect(document["baseline"] as? String == growth.specification.baseline.rawValue)
    let evidence = try #require(automatic.evidence)
    let written = try #require(document["evidence"] as? [String: Any])
    #expect(written["origins"] as? Int == evidence.origins && written["plain"] is Double)
    #expect(
      report.lines[3].contains("Over the last \(evidence.origins) origins")
        && report.lines[3].hasSuffix(
          automatic.weight > 0
            ? "the growth model has a weight of \(NumberText.percent(automatic.weight))."
            : "the drivers do not help, and the forecast is that of the benchmarks together.")
    )
  }
}

extension MonthlyTable {
  /// The same table, its only driver under another name.
  fileprivate func renamed(_ name: String) -> MonthlyTable {
    let values = drivers[0].observedMonths.compactMap { drivers[0][$0] }
    return MonthlyTable(mau: mau, drivers: [MonthlyColumn(name: name, first: drivers[0].first, values: values)])
  }
}
