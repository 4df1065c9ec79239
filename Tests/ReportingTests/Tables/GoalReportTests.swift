import ChurnForecast
import Testing

@Suite("Reports of goals")
struct GoalReportTests {
  @Test("One level per probability, and the best achievable")
  func levels() throws {
    let goal = try Samples.solution().goal("outages", keep: 75e6, between: 0...8, probabilities: [0.5, 0.6])
    let report = GoalReport(goal)
    let rows = Samples.fields(report.rendered(as: .csv).replacing("storm, really", with: "storm"))
    #expect(rows.dropFirst().map { $0[4] } == ["0.5", "0.6"])
    let level = try #require(goal.answers[0].level)
    #expect(rows[1][5] == "\(level)" && rows[1][6] == "false" && rows[1][3] == "75000000")
    #expect(rows[1][7] == "\(goal.best.level)")
    let text = report.rendered(as: .table)
    #expect(text.hasPrefix("keep 75.0 M in 2024-12"))
    #expect(text.contains("with a probability of 60 %"))
    #expect(
      report.answer.hasPrefix("`outages` at \(NumberText.significant(level)) from 2023-01 onwards keeps 75.0 M users"))
    #expect(text.contains("- The most within these levels: \(NumberText.users(goal.best.users)) at 0 (95 % "))
  }

  @Test("Any level, and none: words for people, values for machines")
  func extremes() throws {
    let any = GoalReport(try Samples.solution().goal("outages", keep: 1e6))
    #expect(any.table.seen(by: .text).rows[0][1].text == "any level")
    let answers = try #require(try Samples.json(any.rendered(as: .json))["answers"] as? [[String: Any]])
    #expect(answers[0]["isAnyLevel"] as? Bool == true && answers[0]["level"] is Double)
    let none = GoalReport(try Samples.solution().goal("outages", keep: 500e6))
    #expect(none.table.seen(by: .text).rows[0][1].text == "no level suffices")
    let missing = try #require(try Samples.json(none.rendered(as: .json))["answers"] as? [[String: Any]])
    #expect(missing[0]["level"] == nil && missing[0]["isAnyLevel"] as? Bool == false)
    #expect(none.answer.contains("alone keeps 500.0 M users in 2024-12"))
  }
}
