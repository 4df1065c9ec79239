import ChurnForecast
import Foundation
import Testing

@Suite("The work of scenarios")
struct ScenarioWorkTests {
  /// A file of some size.
  private static func yaml(
    scenarios: Int = 2, months: Int = 12, draws: Int = 1000, drivers: Int = 1, lags: Int = 0, path: String = "2",
    more: String = ""
  ) -> String {
    let horizon = Month(year: 2022, month: 12).advanced(by: months)
    let lag = lags > 0 ? "transform: lag, months: 0...\(lags), " : ""
    return "base: {month: 2022-12, users: 100M}\ngrowth: {perYear: 0.01, sd: 0.01}\ninnovation: 0.01\n"
      + "horizon: \(horizon)\ndraws: \(draws)\ndrivers:\n"
      + (0..<drivers).map { "  d\($0): {\(lag)reference: 1, effect: {value: 0.001, sd: 0.0005}}\n" }.joined()
      + "scenarios:\n"
      + (0..<scenarios).map { scenario in
        "  s\(scenario): {"
          + (scenario == 0 ? "" : (0..<drivers).map { "d\($0): \(path)" }.joined(separator: ", ")) + "}\n"
      }.joined() + more
  }

  private static let questions: [ScenarioQuestion] = [
    .run, .attribution, .price, .goal(probabilities: 3), .tornado,
  ]

  private static let random = "{distribution: {process: random-walk, sd: 0.1}}"

  @Test("More months, draws, drivers, lags or random paths are more work for every question", arguments: questions)
  func monotone(question: ScenarioQuestion) throws {
    func seconds(_ yaml: String) throws -> Double { try Scenario.solution(yaml).work(of: [question]).seconds }
    let least = try seconds(Self.yaml())
    #expect(least > 0)
    for more in [
      Self.yaml(months: 24), Self.yaml(draws: 2000), Self.yaml(drivers: 10), Self.yaml(lags: 12),
      Self.yaml(path: Self.random),
      Self.yaml(
        more: "published: {scenario: s1, source: x, figures: {2023-12: 90M}}\n"
          + "calibrate: {unknown: effectScale, scenario: s1, month: 2023-12}\n"),
    ] {
      #expect(try seconds(more) > least, "\(question): \(more)")
    }
  }

  @Test("Questions one after the other take their times together")
  func sum() throws {
    let solution = try Scenario.solution(Self.yaml())
    let parts = Self.questions.map { solution.work(of: [$0]).seconds }.reduce(0, +)
    #expect(abs(solution.work(of: Self.questions).seconds / parts - 1) < 1e-12)
  }

  @Test("Limits hold for products: each factor is allowed, all together are refused before anything is drawn")
  func products() throws {
    let solution = try Scenario.solution(Self.yaml(scenarios: 20, months: 600, draws: 1_000_000))
    let work = solution.work(of: [.run])
    let error = #expect(throws: WorkError.self) { try work.check(.usual) }
    let message = try #require(error).description
    #expect(message.contains("(20 scenarios × 600 months × 1,000,000 draws). Lower `draws`, or take fewer"))
    #expect(message.hasSuffix("or allow it with --allow-long."))
    try work.check(.none)
    for fewer in [
      Self.yaml(scenarios: 20, months: 600, draws: 10_000), Self.yaml(scenarios: 20, draws: 100_000),
      Self.yaml(months: 600, draws: 100_000), Self.yaml(scenarios: 1000, months: 12, draws: 10_000),
    ] {
      try Scenario.solution(fewer).work(of: [.run]).check(.usual)
    }
  }

  @Test("Thousands of effects are refused before their covariance is made, hundreds are not")
  func effects() throws {
    func read(_ drivers: Int) throws {
      let file = try ScenarioFile(
        file: "s.yaml", text: Self.yaml(months: 24, draws: 10_000, drivers: drivers, lags: 120))
      try ScenarioSolution(file, Scenario.inputs(), limit: .usual).work(of: [.run]).check(.usual)
    }
    try read(12)
    let error = #expect(throws: WorkError.self) { try read(100) }
    #expect(try #require(error).description.contains("GB ("))
  }

  @Test("A model that is fitted for the scenarios counts")
  func fitted() throws {
    let months = (0..<1200).map { Month(year: 1900, month: 1).advanced(by: $0) }
    let names = (0..<60).map { "x\($0)" }
    let data =
      "month,mau," + names.joined(separator: ",") + "\n"
      + months.enumerated().map { index, month in
        "\(month),\(1000 + index % 7)," + names.indices.map { "\((index * ($0 + 1)) % 5)" }.joined(separator: ",")
          + "\n"
      }.joined()
    let drivers = names.map { "    \($0): {transform: carryover, decay: fit}\n" }.joined()
    let yaml =
      "base: {data: d.csv}\nmodel:\n  errors: auto\n  drivers:\n" + drivers + "horizon: 2000-12\nscenarios: {a: {}}\n"
    let file = try ScenarioFile(file: "s.yaml", text: yaml)
    #expect(throws: WorkError.self) {
      _ = try ScenarioSolution(file, Scenario.inputs(["d.csv": data]), limit: .usual)
    }
  }

  @Test("Every scenario file that comes with the program is allowed for every question")
  func shipped() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Scenario.twitter).filter { $0.hasSuffix(".yaml") }
    #expect(!files.isEmpty)
    for name in files {
      let text = try TextFile.text(of: Scenario.twitter + "/" + name)
      let file = try ScenarioFile(file: name, text: text)
      let solution = try ScenarioSolution(file, Scenario.inputs(), limit: .usual)
      try solution.work(of: Self.questions).check(.usual)
      try solution.work(of: ScenarioFindings.questions(ScenarioSubject())).check(.usual)
    }
  }
}
