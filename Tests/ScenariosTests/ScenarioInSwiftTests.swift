import ChurnForecast
import RealModule
import Testing

/// Scenarios that are built in Swift, with data from memory.
@Suite("Scenarios in Swift")
struct ScenarioInSwiftTests {
  private static let figures = "insider-intelligence.csv"
  private static let column = "worldwide_december_2022"
  private static let title = "Twitter after the takeover: 368 million minus 32 million"

  /// The founding example of the documentation.
  private static func founding() throws -> ScenarioFile {
    ScenarioFile(
      title: title, base: .data(files: [figures], column: column, month: Month(year: 2022, month: 12)),
      model: .stated(growthPerYear: .init(value: 0.01, standardDeviation: 0.005), innovation: 0.0085),
      statedDrivers: [
        .init(
          DriverSpecification(.carryover(.column("outages"), decay: 0.8), name: "outages"), reference: 0.75,
          effect: .init(value: 0.001, standardDeviation: 0.0005)),
        .init(
          DriverSpecification(
            try DriverExpression(parsing: "carryover(log(hateful_content), 0.8)"), name: "hateful_content"),
          reference: 1, effect: .init(value: 0.006, standardDeviation: 0.003)),
      ],
      horizon: Month(year: 2024, month: 12),
      scenarios: [
        .init("pre-takeover"),
        .init(
          "takeover",
          [
            .init("outages", to: 2.8, from: Month(year: 2022, month: 11)),
            .init("hateful_content", to: 1.39, from: Month(year: 2022, month: 11)),
          ]),
      ],
      published: [
        .init(of: "takeover", .column(column, file: figures), source: "Insider Intelligence, 13 December 2022")
      ],
      calibration: .init(
        [.init(.effectScale(scenarios: nil))], on: [.init("takeover", Month(year: 2024, month: 12))]))
  }

  /// The three published figures, each in the December of its year.
  private static var memory: ScenarioInputs {
    ScenarioInputs(columns: [
      figures: [
        MonthlyColumn(
          name: column, first: Month(year: 2022, month: 12),
          values: (0...24).map { [0: 368_400_000, 12: 353_900_000, 24: 335_700_000][$0] })
      ]
    ])
  }

  @Test("The founding example without any file: the same numbers as when parsed")
  func sameNumbers() throws {
    let parsed = try Scenario.solution(TextFile.text(of: Scenario.twitter + "/" + "insider-intelligence.yaml"))
    let built = try ScenarioSolution(Self.founding(), Self.memory)
    #expect(try built.run() == parsed.run())
    #expect(try built.attribute() == parsed.attribute())
    #expect(try built.price() == parsed.price())
    #expect(try built.tornado() == parsed.tornado())
    #expect(try built.goal("outages", keep: 340e6) == parsed.goal("outages", keep: 340e6))
  }

  private func message(_ scenarios: [ScenarioFile.Scenario], reference: String? = nil, fit: Bool = false) -> String {
    let file = ScenarioFile(
      base: fit ? .fit(month: nil) : .users(1e6, Month(year: 2022, month: 12)),
      model: fit ? .saved("mine") : .stated(growthPerYear: .init(value: 0), innovation: 0),
      statedDrivers: fit
        ? [] : [.init(DriverSpecification(.column("x")), reference: 1, effect: .init(value: 0.01))],
      horizon: Month(year: 2023, month: 6), scenarios: scenarios, reference: reference)
    do {
      _ = try file.run(ScenarioInputs())
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("Messages omit file and line where there are none")
  func messages() {
    #expect(message([.init("a", [.init("x", to: 2)])]) == "no error")
    #expect(message([.init("a")], reference: "b") == "there is no scenario `b`; there are `a`.")
    #expect(message([.init("a", events: ["storm"])]) == "there is no event `storm`; there are none.")
    #expect(
      message([.init("a", [.init("y", to: 2)])])
        == "scenario `a` moves `y`, which is not in the model; there are `x`.")
    #expect(message([.init("a", reference: "z")]) == "there is no scenario `z`; there are `a`.")
    #expect(message([.init("a")], fit: true) == "`mine` is not among the inputs in memory; there are none.")
  }

  @Test("Events, upstream quantities and unknown levels, computed by hand")
  func parts() throws {
    let base = Month(year: 2022, month: 12)
    let end = Month(year: 2023, month: 12)
    let file = ScenarioFile(
      base: .users(100e6, base), model: .stated(growthPerYear: .init(value: 0), innovation: 0),
      statedDrivers: [.init(DriverSpecification(.column("x")), reference: 2, effect: .init(value: 0.01))],
      events: [.init("scandal", .pulse(Month(year: 2023, month: 3)), effect: .init(value: 0.05))],
      upstreams: [.init("staff", reference: 100, moves: [.init("x", elasticity: .init(value: -1))])],
      horizon: end,
      scenarios: [
        .init("calm"), .init("scandal", events: ["scandal"]), .init("cut", [.init("staff", to: 50)]),
        .init("searched", [.init("x", to: 3)]),
      ],
      published: [.init(of: "searched", .stated([.init(month: end, value: 100e6 * .exp(-0.6))]))],
      calibration: .init([.init(.level("x", scenario: "searched"))], on: [.init("searched", end)]), draws: 100)
    let run = try file.run(ScenarioInputs())
    func loss(_ scenario: Int) throws -> Double {
      -.log(try #require(run.scenarios[scenario].months.last).median / 100e6)
    }
    #expect(try abs(loss(0)) < 1e-12 && abs(loss(1) - 0.05) < 1e-12)
    // Half the staff doubles x: 12·0.01·2 more is lost.
    #expect(try abs(loss(2) - 0.24) < 1e-12)
    // 12·0.01·(x − 2) = 0.6.
    let level = try #require(run.calibration?.unknowns.first)
    #expect(abs(level.value - 7) < 1e-9 && level.quantity == .level("x", scenario: "searched"))
  }
}
