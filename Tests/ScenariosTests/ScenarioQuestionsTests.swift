import ChurnForecast
import RealModule
import Testing

@Suite("Prices, goals and tornados")
struct ScenarioQuestionsTests {
  private static let yaml = """
    base: {month: 2022-12, users: 100M}
    growth: {perYear: 0.02, sd: 0.01}
    innovation: 0.01
    drivers:
      outages: {reference: 1, effect: {value: 0.004, sd: 0.001}}
      tone: {transform: log, reference: 0.2, effect: 0.03, unit: 0.05}
    upstream:
      staff: {reference: 100, moves: {outages: -0.5}}
    horizon: 2024-12
    scenarios:
      calm: {}
      storm: {outages: 3, tone: 0.3}
    draws: 2000

    """

  @Test("A price is the effect of one more unit")
  func prices() throws {
    let solution = try Scenario.solution(Self.yaml)
    let list = try solution.price(valuePerUser: 2)
    #expect(list.scenario == "storm" && list.items.map(\.driver) == ["outages", "tone", "staff"])
    #expect(list.items.map(\.unit) == [1, 0.05, 1])
    func users(_ storm: String) throws -> Double {
      try Scenario.solution(Self.yaml.replacing("{outages: 3, tone: 0.3}", with: storm)).tornado("storm").users
    }
    let plain = try users("{outages: 3, tone: 0.3}")
    #expect(abs(list.items[0].sustained.users - (try users("{outages: 4, tone: 0.3}") - plain)) < 1)
    #expect(abs(list.items[1].sustained.users - (try users("{outages: 3, tone: 0.35}") - plain)) < 1)
    let once = try users(
      "{outages: {by: 1, from: 2023-01, until: 2023-01}, tone: 0.3}".replacing("{by", with: "[{to: 3}, {by").replacing(
        "2023-01}", with: "2023-01}]"))
    #expect(abs(list.items[0].single.users - (once - plain)) < 1)
    #expect(list.items[0].sustained.interval.contains(list.items[0].sustained.users))
    // Staff above the reference prevents outages.
    #expect(list.items[2].sustained.users > 0)
    let cents = try solution.price(units: ["tone": 0.01])
    #expect(abs(cents.items[1].sustained.users * 5 / list.items[1].sustained.users - 1) < 0.15)
    #expect(throws: ScenarioError.noSuchDriver("tones", known: ["outages", "tone", "staff"])) {
      try solution.price(units: ["tones": 1])
    }
  }

  @Test("A driver that never reached 2 is priced in hundredths; a price is as certain as its least certain effect")
  func units() throws {
    let list = try Scenario.solution(
      """
      base: {month: 2022-12, users: 100M}
      growth: 0
      drivers:
        low: {reference: 1, effect: 0.01}
        high: {reference: 1, effect: 0.01}
        change of high: {expression: change(high), reference: 1, effect: 0.01}
      horizon: 2023-12
      scenarios: {calm: {}, storm: {low: 1.9, high: 2}}
      published: {scenario: storm, figures: {2023-12: 70M}}
      calibrate: {unknown: {effect: low}, scenario: storm, month: 2023-12}
      draws: 100

      """
    ).price()
    #expect(list.items.map(\.driver) == ["low", "high"] && list.items.map(\.unit) == [0.01, 1])
    #expect(list.items.map(\.provenance) == [.calibrated, .assumed])
    let mixed = try Scenario.solution(
      """
      base: {month: 2022-12, users: 100M}
      growth: 0
      drivers:
        x: {reference: 1, effect: 0.01}
        change of x: {expression: change(x), reference: 1, effect: 0.01}
      horizon: 2023-12
      scenarios: {calm: {}, storm: {x: 2}}
      published: {scenario: storm, figures: {2023-12: 70M}}
      calibrate: {unknown: {effect: x}, scenario: storm, month: 2023-12}
      draws: 100

      """
    ).price()
    #expect(mixed.items.map(\.provenance) == [.assumed])
  }

  @Test("The level found meets the goal; otherwise the best level is reported")
  func goals() throws {
    let solution = try Scenario.solution(Self.yaml)
    let storm = try #require(try Scenario.run(Self.yaml).scenarios.last?.months.last)
    let target = storm.median * 1.03
    let goal = try solution.goal("outages", keep: target)
    let level = try #require(goal.answers[0].level)
    #expect(goal.present == 3 && abs(goal.presentUsers / storm.median - 1) < 1e-12)
    let reached = try Scenario.run(Self.yaml.replacing("outages: 3", with: "outages: \(level)"))
    #expect(abs(try #require(reached.scenarios.last?.months.last).median / target - 1) < 1e-5)
    // More certainty needs fewer outages.
    let levels = try solution.goal("outages", keep: target, between: 0...6, probabilities: [0.4, 0.5, 0.6]).answers
      .map { try #require($0.level) }
    #expect(levels[0] > levels[1] && levels[1] > levels[2])
    let none = try solution.goal("outages", keep: 2 * storm.median)
    #expect(none.answers[0].level == nil && none.best.level == 0 && none.bestProbability < 0.5)
    #expect(GoalReport(none).answer.hasPrefix("No level of `outages` from 0 to "))
    let any = try solution.goal("outages", keep: 1e6)
    #expect(
      any.answers[0].isAnyLevel && GoalReport(any).answer.hasPrefix("Every level of `outages` from 0 to 3.000 keeps"))
    // A driver in logarithms does not fall below its observed range; helpful quantities are raised.
    #expect(try solution.goal("tone", keep: target).between.lowerBound == 0.2)
    // A driver that was below 0 may be so again.
    let balance = Self.yaml.replacing(
      "{reference: 1, effect: {value: 0.004", with: "{reference: -2, effect: {value: 0.004"
    )
    .replacing(
      "  staff: {reference: 100, moves: {outages: -0.5}}", with: "  staff: {reference: 100, moves: {tone: -0.5}}")
    #expect(try Scenario.solution(balance).goal("outages", keep: target).between == -2...3)
    let staff = try solution.goal("staff", keep: target, between: 50...400)
    #expect(try #require(staff.answers[0].level) > 100)
    #expect(throws: ScenarioError.self) { try solution.goal("rain", keep: 1e6) }
  }

  @Test("The best level may be inside the range, and more than one level may just suffice")
  func innerOptimum() throws {
    let solution = try Scenario.solution(
      """
      base: {month: 2022-12, users: 100M}
      growth: 0
      drivers:
        benefit: {expression: "cap(mails, 8)", reference: 2, effect: -0.002}
        annoyance: {expression: "threshold(mails, 5)", reference: 2, effect: 0.005}
      horizon: 2023-12
      scenarios: {few: {}, many: {mails: 12}}
      draws: 100

      """)
    let goal = try solution.goal("mails", keep: 101e6, scenario: "many", between: 0...12, probabilities: [0.5])
    // Users rise by 0.2 % a month with every mail up to five, then fall by 0.3 %.
    #expect(abs(goal.best.level - 5) < 0.01)
    #expect(abs(goal.best.users / (100e6 * Double.exp(12 * 0.002 * 3)) - 1) < 1e-4)
    // From 2 + ln(1.01)/0.024 to where the fall has taken the gain back; the end near 12 is nearer to 12.
    let gain = 0.072 - Double.log(1.01)
    #expect(abs(try #require(goal.answers[0].level) - (5 + gain / 0.036)) < 1e-3)
    let none = try solution.goal("mails", keep: 120e6, scenario: "many", between: 0...12)
    #expect(none.answers.allSatisfy { $0.level == nil } && abs(none.best.level - 5) < 0.01)
    #expect(GoalReport(none).answer.hasPrefix("No level of `mails` from 0 to 12.00 alone keeps 120.0 M"))
  }

  @Test("Changes and events after the horizon are named")
  func late() throws {
    let run = try Scenario.run(
      """
      base: {month: 2022-12, users: 100M}
      growth: 0
      drivers: {outages: {reference: 1, effect: 0.01}}
      events: {launch: {pulse: 2025-01, effect: -0.02}, change: {step: 2023-02, effect: 0.001}}
      horizon: 2023-12
      scenarios:
        calm: {}
        storm: {outages: {to: 3, from: 2026-02}, events: [launch, change]}
        table: {outages: {table: {2023-06: 2, 2024-01: 5}}}
      draws: 100

      """)
    #expect(
      run.late.map { "\($0.scenario) \($0.name) \($0.month)" } == [
        "storm outages 2026-02", "table outages 2024-01", "storm launch 2025-01",
      ])
    #expect(
      ScenarioReport(run).rendered(as: .table).contains(
        "In `storm`, `outages` changes in 2026-02, after the horizon (2023-12): that has no effect here."))
  }

  @Test("A tornado sorts the swings of its inputs")
  func tornado() throws {
    let tornado = try Scenario.solution(Self.yaml).tornado()
    #expect(zip(tornado.bars, tornado.bars.dropFirst()).allSatisfy { $0.swing >= $1.swing })
    #expect(Set(tornado.bars.map(\.name)) == ["baseline", "outages", "tone", "innovations"])
    let effect = try #require(tornado.bars.first { $0.name == "outages" && $0.kind == .parameter })
    let inputs = try #require(effect.inputs)
    #expect(abs(inputs.low - (0.004 - 1.96 * 0.001)) < 1e-4 && abs(inputs.high - (0.004 + 1.96 * 0.001)) < 1e-4)
    #expect(abs(effect.users.high / effect.users.low - .exp(-24 * 2 * (inputs.high - inputs.low))) < 1e-12)
    let path = try #require(tornado.bars.first { $0.name == "outages" && $0.kind == .path })
    #expect(path.inputs?.low == 1 && path.inputs?.high == 3 && abs(path.users.high - tornado.users) < 1e-6)
  }

  @Test("With a calibrated scale, a bar moves the effect as it is shown")
  func scaledTornado() throws {
    let solution = try Scenario.solution(
      """
      base: {month: 2022-12, users: 100M}
      growth: 0
      drivers:
        x: {reference: 1, effect: {value: 0.004, sd: 0.001}}
        y: {reference: 0, effect: {value: 0.002, sd: 0.001}}
      horizon: 2023-12
      scenarios: {calm: {}, storm: {x: 3, y: 2}}
      published: {scenario: storm, figures: {2023-12: 70M}}
      calibrate: {unknown: effectScale, scenario: storm, month: 2023-12}
      draws: 1000

      """)
    let tornado = try solution.tornado()
    #expect(abs(tornado.users / 70e6 - 1) < 1e-9)
    for name in ["x", "y"] {
      let shown = try #require(try solution.run().parameters.first { $0.name == name })
      let bar = try #require(tornado.bars.first { $0.name == name && $0.kind == .parameter })
      let inputs = try #require(bar.inputs)
      #expect(inputs.low < shown.value && shown.value < inputs.high)
      #expect(abs(.log(bar.users.low / tornado.users) + 24 * (inputs.low - shown.value)) < 1e-9)
      #expect(abs(.log(bar.users.high / tornado.users) + 24 * (inputs.high - shown.value)) < 1e-9)
    }
  }

  @Test("Thresholds: probability and month of falling below")
  func thresholds() throws {
    let yaml = Self.yaml + "thresholds: [95M, 1k]\n"
    let run = try Scenario.run(yaml)
    let storm = try #require(run.scenarios.last)
    let crossing = storm.crossings[0]
    // The month in which the median falls below is nearly that of half of the draws: paths may cross back.
    let median = try #require(storm.months.first { $0.median < 95e6 })
    let month = try #require(crossing.median)
    #expect((-1...0).contains(median.month.distance(to: month)))
    #expect(crossing.probabilityEver >= crossing.probabilityAtHorizon && crossing.probabilityAtHorizon > 0.5)
    let early = try #require(crossing.interval.early)
    #expect(early <= month)
    #expect(storm.crossings[1].probabilityEver == 0 && storm.crossings[1].median == nil)
    #expect(ScenarioReport(run).rendered(as: .table).contains("probability in 2024-12"))
  }

  @Test("Half of the draws have fallen below by the month in which the median does")
  func medianCrossing() throws {
    // Of each antithetic pair one falls faster than the median: half of all draws are below in June, fewer in May.
    let run = try Scenario.run(
      """
      base: {month: 2022-12, users: 100M}
      growth: {perYear: -0.12, sd: 0.02}
      horizon: 2023-12
      scenarios: {only: {}}
      thresholds: [\(100e6 * 0.88.squareRoot() * (1 + 1e-9))]
      draws: 1000

      """)
    let crossing = try #require(run.scenarios[0].crossings.first)
    #expect(crossing.median == Month(year: 2023, month: 6))
    #expect(crossing.interval.early == Month(year: 2023, month: 5))
    #expect(crossing.probabilityAtHorizon > 0.99)
  }

  @Test("Paths that leave the range of observed levels are reported")
  func extrapolation() throws {
    let yaml = Self.yaml.replacing("effect: 0.03, unit: 0.05", with: "effect: 0.03, range: [0.1, 0.25]")
    let run = try Scenario.run(yaml)
    #expect(run.extrapolations.map(\.driver) == ["tone"] && run.extrapolations[0].scenario == "storm")
    #expect(run.extrapolations[0].month == Month(year: 2023, month: 1) && run.extrapolations[0].level == 0.3)
    #expect(
      ScenarioReport(run).rendered(as: .table).contains(
        "WARNING: in `storm`, `tone` leaves the range of observed levels"))
  }
}
