import ChurnForecast
import Testing

@Suite("Reports of attributions")
struct AttributionReportTests {
  @Test("The parts add up to the last row in text and CSV; JSON has the total separately")
  func sum() throws {
    let attribution = try Samples.solution().attribute()
    let report = AttributionReport(attribution)
    let rows = Samples.fields(report.rendered(as: .csv).replacing("\"storm, really\"", with: "storm"))
    #expect(rows.dropFirst().map { $0[0] } == attribution.contributions.map(\.name) + ["all"])
    let values = rows.dropFirst().compactMap { Int($0[6]) }
    #expect(values.dropLast().reduce(0, +) == values.last)
    #expect(rows.last?.suffix(3) == ["1", "", ""])
    #expect(rows[1][5] == "users" && rows[1][4] == "2024-12")
    let text = report.rendered(as: .table).split(separator: "\n")
    let whole = try #require(text.first { $0.hasPrefix("total") })
    #expect(whole.hasSuffix("100.0 %") && whole.contains(NumberText.signedUsers(attribution.difference)))
    let document = try Samples.json(report.rendered(as: .json))
    let parts = try #require(document["contributions"] as? [[String: Any]])
    #expect(parts.map { $0["name"] as? String } == attribution.contributions.map(\.name))
    #expect(parts[0]["users"] as? Int == attribution.contributions[0].wholeUsers)
    #expect(document["difference"] as? Int == attribution.wholeDifference)
  }

  @Test("The sentence states the loss and the share of each cause")
  func sentence() throws {
    let attribution = try Samples.solution().attribute()
    let shares = attribution.contributions.map { "\(NumberText.percent($0.share)) are due to \($0.name)" }
    #expect(
      AttributionReport(attribution).sentence
        == "Of the \(NumberText.users(-attribution.difference)) users that `storm, really` loses compared with `calm` in 2024-12, "
        + shares.joined(separator: " and ") + ".")
  }

  @Test("A gain is called a gain, and months together are user-months")
  func unit() throws {
    let attribution = try Samples.solution().attribute("calm", against: "storm, really", isCumulated: true)
    let report = AttributionReport(attribution)
    #expect(report.sentence.contains("user-months that `calm` gains compared with"))
    #expect(report.rendered(as: .table).contains(", all months up to 2024-12 together: "))
    #expect(try Samples.json(report.rendered(as: .json))["measure"] as? String == "user-months")
  }

  @Test("Where causes work against each other, the sentence speaks of users, not of shares beyond the whole")
  func opposite() throws {
    let yaml = Samples.scenarios.replacing("{outages: 3, tone: 0.3}", with: "{outages: 3, tone: 0.1}")
    let attribution = try Samples.solution(yaml).attribute("storm, really")
    try #require(
      attribution.contributions.contains { $0.users > 0 } && attribution.contributions.contains { $0.users < 0 })
    let parts = attribution.contributions.map { "\(NumberText.signedUsers($0.users)) from \($0.name)" }
    #expect(
      AttributionReport(attribution).sentence.hasSuffix(
        "users compared with `calm` in 2024-12: " + parts.joined(separator: " and ") + "."))
  }

  @Test("Equal scenarios have no share")
  func equal() throws {
    let yaml = Samples.scenarios.replacing("{outages: 3, tone: 0.3}", with: "{}")
    let report = AttributionReport(try Samples.solution(yaml).attribute("storm, really"))
    #expect(report.sentence == "`storm, really` and `calm` do not differ in 2024-12.")
    #expect(!report.rendered(as: .table).contains("100.0 %"))
  }

  @Test("With a calibrated figure, the possible shares are shown next to the assumed ones")
  func possible() throws {
    let yaml = """
      base: {month: 2022-12, users: 100M}
      growth: 0.01
      drivers: {x: {reference: 1, effect: 0.001}, y: {reference: 1, effect: 0.001}}
      horizon: 2023-12
      scenarios: {calm: {}, storm: {x: 9, y: 9}}
      published: {scenario: storm, figures: {2023: 95M}}
      calibrate: {unknown: effectScale, scenario: storm, month: 2023-12}

      """
    let report = AttributionReport(try Samples.solution(yaml).attribute())
    #expect(report.rendered(as: .table).contains("0 % … 100 %"))
    #expect(report.sentence.contains("between 0 % and 100 % are due to x"))
    #expect(report.sentence.hasSuffix("the shares are 50 % for x and 50 % for y."))
    #expect(report.sentence.contains("the published figure does not determine more"))
    #expect(Samples.fields(report.rendered(as: .csv))[1].suffix(2).compactMap { Double($0) }.count == 2)
  }
}
