import ChurnForecast
import Reporting
import Testing

@Suite("Tables of coefficients")
struct CoefficientRowsTests {
  private static let baseline = Coefficient(
    name: "baseline", estimate: 0.0123456, standardError: 0.001, degreesOfFreedom: 10)
  private static let harmful = Coefficient(name: "outages", estimate: 0.05, standardError: 0.01, degreesOfFreedom: 10)
  private static let helpful = Coefficient(name: "ads", estimate: -0.05, standardError: 0.01, degreesOfFreedom: 10)
  private static let unclear = Coefficient(name: "tone", estimate: 0.01, standardError: 0.01, degreesOfFreedom: 10)
  private static let held = Coefficient(
    name: "price", estimate: 0, standardError: 0, degreesOfFreedom: 10, freeEstimate: -0.02)
  private static let saturation = Coefficient(
    name: "saturation", estimate: 0.1, standardError: 0.02, degreesOfFreedom: 10, isStudent: false, dataShare: 0.75)

  private let table: ResultTable = CoefficientRows.table([
    Self.baseline, Self.harmful, Self.helpful, Self.unclear, Self.held, Self.saturation,
  ]) {
    !["baseline", "saturation"].contains($0.name)
  }

  @Test("The words say only what an interval allows")
  func verdicts() {
    let rows = table.seen(by: .text).rows
    #expect(
      rows.compactMap(\.last?.text) == [
        "", "harmful", "helpful", "no evidence of an effect", "held at 0 by its sign", "",
      ])
    #expect(
      rows[1].map(\.text) == ["outages", "0.05000", "0.01000", "0.02772 … 0.07228", "5.00", "0.0005", "harmful"])
    #expect(rows[4].map(\.text) == ["price", "0", "none", "", "", rows[4][5].text, "held at 0 by its sign"])
    #expect(rows[5][4].text == "5.00" && rows[5][5].text == "")
  }

  @Test("A page explains effects, where there are any")
  func page() {
    #expect(table.seen(by: .page).columns.last?.title == "interpretation")
    let plain = CoefficientRows.table([Self.baseline])
    #expect(
      plain.seen(by: .page).columns.map(\.title) == [
        "coefficient", "estimate", "std. error", "95 % interval", "t", "p",
      ])
  }

  @Test("CSV has all digits and blanks where there is no standard error; JSON leaves them out")
  func machines() throws {
    let document = ResultDocument([], data: table, fields: ["coefficients": .records(table)])
    let rows = Samples.fields(OutputFormat.csv.writer().text(of: document))
    #expect(rows[1][0] == "baseline" && rows[1][1] == "0.0123456" && rows[1][2] == "0.001")
    #expect(Array(rows[5][2...5]) == ["", "", "", ""])
    #expect(rows[6][5] == "5.0" && rows[6][6] == "")
    let records = try #require(
      try Samples.json(OutputFormat.json.writer().text(of: document))["coefficients"] as? [[String: Any]])
    #expect(
      Set(records[0].keys) == ["name", "estimate", "standardError", "lower", "upper", "t", "p", "dataShare"])
    #expect(records[4]["freeEstimate"] as? Double == -0.02 && records[4]["standardError"] == nil)
    #expect(records[5]["dataShare"] as? Double == 0.75 && records[5]["p"] == nil)
  }

  @Test("A driver that is called saturation keeps its p-value; the saturation of a model has none")
  func saturation() throws {
    let driver = try #require(try Samples.fit(name: "saturation").effects.first)
    #expect(driver.p != nil)
    let data = try Samples.fit().data
    let saturating = try NetGrowth(ModelSpecification(baseline: .saturating)).fit(data)
    #expect(saturating.coefficients.map { $0.p == nil } == [false, true])
  }
}
