import ChurnForecast
import Foundation
import Testing

@Suite("Reports of fits")
struct FitReportTests {
  @Test("The JSON of a fit has the documented keys and the numbers of the fit")
  func fitDocument() throws {
    let fit = try Samples.fit(name: "x")
    let document = try Samples.json(FitReport(fit).rendered(as: .json))
    for key in ["model", "observations", "coefficients", "diagnostics", "notes"] {
      #expect(document[key] != nil, "\(key)")
    }
    let coefficients = try #require(document["coefficients"] as? [[String: Any]])
    #expect(coefficients.map { $0["name"] as? String } == ["baseline", "x"])
    let estimate = try #require(coefficients[1]["estimate"] as? Double)
    // JSONSerialization may lose the last bit.
    #expect(abs(estimate / fit.estimate.values[1] - 1) < 1e-15)
    for key in ["standardError", "lower", "upper", "t", "p"] { #expect(coefficients[0][key] is Double, "\(key)") }
    let diagnostics = try #require(document["diagnostics"] as? [String: Any])
    for key in ["sigma", "rSquared", "logLikelihood", "aicc", "bic", "durbinWatson", "conditionNumber"] {
      #expect(diagnostics[key] is Double, "\(key)")
    }
  }

  @Test("The table of a fit says in words what the data show")
  func words() throws {
    let table = FitReport(try Samples.fit(name: "x")).rendered(as: .table)
    #expect(table.contains("no evidence of an effect") || table.contains("harmful") || table.contains("helpful"))
    #expect(table.contains("naive (no growth)"))
    #expect(!table.contains("\t") && !table.contains(" \n"))
  }

  @Test("The title says what differs from the usual model")
  func summary() throws {
    let fit = try Samples.fit(name: "x")
    #expect(FitReport(fit).summary == "Net growth of `mau`: constant baseline, 36 figures from 2020-01 to 2022-12")
    var specification = fit.specification
    specification.standardErrors = .neweyWest
    specification.baseline = .saturating
    let other = FitReport(try NetGrowth(specification).fit(fit.data)).summary
    #expect(other.contains(": saturating baseline, 36 figures") && other.hasSuffix(", newey-west standard errors"))
    specification = fit.specification
    specification.robust = .huber
    #expect(FitReport(try NetGrowth(specification).fit(fit.data)).summary.hasSuffix(" to 2022-12, huber weights"))
  }

  @Test("A terminal shows the measures in one line, a page in a table with the AICc of the benchmarks")
  func measures() throws {
    let fit = try Samples.fit(name: "x")
    let report = FitReport(fit)
    let text = report.rendered(as: .table)
    #expect(
      text.contains(
        "\nσ \(NumberText.significant(fit.estimate.sigma)) per month · R² \(NumberText.fixed(fit.rSquared, 3)) · "))
    #expect(text.contains(" · AICc \(NumberText.fixed(fit.criteria.aicc, 1)) · BIC "))
    #expect(
      text.contains(
        "\nAICc (lower is better): this model \(NumberText.fixed(fit.criteria.aicc, 1)), naive (no growth) "))
    let rows = FitReport.measures(of: fit).seen(by: .page).rows
    #expect(rows.filter { $0[0].text == "AICc" }.isEmpty)
    #expect(rows.suffix(fit.benchmarks.count + 1).first?[0].text == "AICc (lower is better), this model")
    #expect(rows.last?[1].value == fit.benchmarks.last?.criteria.aicc)
  }
}
