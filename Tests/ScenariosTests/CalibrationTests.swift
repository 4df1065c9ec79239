import ChurnForecast
import RealModule
import Testing

@Suite("Calibration")
struct CalibrationTests {
  private static let head = """
    base: {month: 2022-12, users: 100M}
    growth: {perYear: 0.02, sd: 0.01}
    innovation: 0.01
    drivers:
      x: {transform: carryover, decay: 0.8, reference: 1, effect: {value: 0.01, sd: 0.004}}
      y: {reference: 0, effect: {value: 0.002, sd: 0.001}}
    horizon: 2024-12
    scenarios:
      calm: {}
      storm: {x: 3, y: {ramp: {to: 2, until: 2024-12}}}
      half: {x: {to: 2, until: 2023-08}}
    draws: 400

    """

  /// The medians of scenarios at given values, as published figures.
  private func truth(_ changes: [(String, String)], _ months: [(String, Month)]) throws -> [Double] {
    var yaml = Self.head
    for (old, new) in changes { yaml = yaml.replacing(old, with: new) }
    let solution = try Scenario.solution(yaml)
    return try months.map { try solution.tornado($0.0, month: $0.1).users }
  }

  private static let late = Month(year: 2024, month: 12)
  private static let early = Month(year: 2023, month: 6)

  @Test("Several unknowns are recovered from as many exact figures, whatever the priors")
  func recovery() throws {
    let figures = try truth(
      [("value: 0.01,", "value: 0.017,"), ("value: 0.002,", "value: 0.0035,"), ("decay: 0.8", "decay: 0.65")],
      [("storm", Self.early), ("storm", Self.late), ("half", Self.late)])
    let run = try Scenario.run(
      Self.head + """
        published:
          - {scenario: storm, figures: {2023-06: \(figures[0]), 2024-12: \(figures[1])}}
          - {scenario: half, figures: {2024-12: \(figures[2])}}
        calibrate:
          unknowns: [{effect: x}, {effect: y}, {carryover: x}]
          points: [{scenario: storm, month: 2023-06}, {scenario: storm, month: 2024-12}, {scenario: half, month: 2024-12}]

        """)
    let result = try #require(run.calibration)
    for (unknown, right) in zip(result.unknowns, [0.017, 0.0035, 0.65]) {
      #expect(abs(unknown.value / right - 1) < 1e-6, "\(unknown.name)")
    }
    #expect(result.points.allSatisfy { abs($0.users / $0.published - 1) < 1e-10 })
    #expect(abs(try #require(result.unknowns[0].zScore) - 1.75) < 1e-4)
    #expect(result.undetermined.isEmpty && result.jointEffects.isEmpty)
    #expect(run.comparisons.allSatisfy { $0.role == .calibrated })
  }

  @Test("Every draw meets an exact figure, in the nonlinear case as well")
  func draws() throws {
    let figures = try truth([("value: 0.01,", "value: 0.012,")], [("storm", Self.late)])
    let run = try Scenario.run(
      Self.head.replacing("innovation: 0.01", with: "innovation: 0") + """
        published: {scenario: storm, figures: {2024-12: \(figures[0])}}
        calibrate: {unknowns: [{effect: x}, {carryover: x, prior: {mean: 0.8, sd: 0.05}}], points: [{scenario: storm, month: 2024-12}]}

        """)
    let last = try #require(run.scenarios[1].months.last)
    #expect(abs(last.intervals[1].upper / last.intervals[1].lower - 1) < 1e-5)
    let unknowns = try #require(run.calibration?.unknowns)
    #expect(unknowns.allSatisfy { $0.interval != nil })
  }

  @Test("Beliefs and tolerances are weighted as in the normal posterior")
  func posterior() throws {
    // Without growth, carryover and innovation ln U is −24·2·β of x alone.
    let yaml = """
      base: {month: 2022-12, users: 100M}
      growth: 0
      drivers: {x: {reference: 1, effect: {value: 0.01, sd: 0.004}}}
      horizon: 2024-12
      scenarios: {storm: {x: 3}}
      published: {scenario: storm, figures: {2024-12: 50M}}
      calibrate: {unknowns: [{effect: x}], points: [{scenario: storm, month: 2024-12, tolerance: 0.1}]}
      draws: 20000

      """
    let run = try Scenario.run(yaml)
    let slope = -48.0
    let precision = 1 / (0.004 * 0.004) + slope * slope / 0.01
    let mean = (0.01 / (0.004 * 0.004) + slope * .log(0.5) / 0.01) / precision
    let unknown = try #require(run.calibration?.unknowns.first)
    #expect(abs(unknown.value / mean - 1) < 1e-7)
    let interval = try #require(unknown.interval)
    let half = 1.959964 / precision.squareRoot()
    #expect(abs((interval.upperBound - interval.lowerBound) / (2 * half) - 1) < 0.03)
    // Antithetic draws have opposite errors of the figure too, so that the interval is symmetric.
    #expect(abs((interval.upperBound + interval.lowerBound) / 2 / unknown.value - 1) < 1e-6)
    let point = try #require(run.calibration?.points.first)
    #expect(abs(point.users / 50e6 - 1) > 0.01)
  }

  @Test("A prior replaces the file's statement about an effect")
  func prior() throws {
    let run = try Scenario.run(
      Self.head + """
        published: {scenario: storm, figures: {2024-12: 80M}}
        calibrate: {unknowns: [{effect: x, prior: {mean: 0.02, sd: 0.003}}], points: [{scenario: storm, month: 2024-12}]}

        """)
    let belief = try #require(run.calibration?.unknowns.first?.belief)
    #expect(belief.value == 0.02 && abs(belief.standardDeviation / 0.003 - 1) < 1e-12)
  }

  @Test("A direction that the figures leave open is reported with its range")
  func open() throws {
    let figures = try truth([("value: 0.01,", "value: 0.02,")], [("storm", Self.late)])
    let run = try Scenario.run(
      Self.head + """
        published: {scenario: storm, figures: {2024-12: \(figures[0])}}
        calibrate: {unknowns: [{effect: x}, {effect: y}], points: [{scenario: storm, month: 2024-12}]}

        """)
    let result = try #require(run.calibration)
    let direction = try #require(result.undetermined.first)
    #expect(result.undetermined.count == 1 && direction.ranges.map(\.name) == ["x", "y"])
    // At either end one of the effects is zero.
    #expect(direction.ranges.allSatisfy { abs($0.lower) < 1e-12 && $0.upper > $0.value })
    #expect(result.jointEffects == ["x", "y"])
    // Along the direction the figure is met: it is linear here.
    let ends = direction.ranges
    let moved = try truth(
      [("value: 0.01,", "value: \(ends[0].upper),"), ("value: 0.002,", "value: 0,")], [("storm", Self.late)])
    #expect(abs(moved[0] / figures[0] - 1) < 1e-5)
  }

  @Test("Levels, growth and regional scales")
  func others() throws {
    let yaml = Self.head.replacing(
      "  calm: {}\n", with: "  calm: {}\n  here: {users: 10M, x: 2, reference: there}\n  there: {users: 10M}\n")
    let figures = try [
      Scenario.solution(yaml.replacing("storm: {x: 3,", with: "storm: {x: 2.4,")).tornado("storm").users,
      Scenario.solution(yaml.replacing("perYear: 0.02", with: "perYear: 0.031")).tornado("calm").users,
    ]
    let level = try Scenario.run(
      yaml + """
        published: {scenario: storm, figures: {2024-12: \(figures[0])}}
        calibrate: {unknowns: [{level: x, scenario: storm}], points: [{scenario: storm, month: 2024-12}]}

        """)
    #expect(abs(try #require(level.calibration?.unknowns.first).value - 2.4) < 1e-9)
    let growth = try Scenario.run(
      yaml + """
        published: {scenario: calm, figures: {2024-12: \(figures[1])}}
        calibrate: {unknown: growth, scenario: calm, month: 2024-12}

        """)
    #expect(abs(12 * (try #require(growth.calibration?.unknowns.first).value) - .log(onePlus: 0.031)) < 1e-12)
    let regional = try Scenario.run(
      yaml + """
        published: [{scenario: storm, figures: {2024-12: 80M}}, {scenario: here, figures: {2024-12: 9M}}]
        calibrate:
          unknowns:
            - {effectScale: common, scenarios: [calm, storm]}
            - {effectScale: common, scenarios: [here, there]}
          points: [{scenario: storm, month: 2024-12}, {scenario: here, month: 2024-12}]

        """)
    #expect(abs(regional.comparisons[0].users / 80e6 - 1) < 1e-9 && abs(regional.comparisons[1].users / 9e6 - 1) < 1e-9)
    let here = try #require(regional.scenarios.first { $0.name == "here" })
    #expect(here.reference == "there" && here.baseUsers == 10e6)
    let scales = try #require(regional.calibration?.unknowns.map(\.value))
    #expect(scales[0] != scales[1])
  }

  @Test("Contradictory figures are met as well as possible, and the misfit is shown")
  func misfit() throws {
    let run = try Scenario.run(
      Self.head + """
        published: [{scenario: storm, figures: {2023-12: 90M, 2024-12: 89M}}]
        calibrate: {unknowns: [effectScale], points: [{scenario: storm, month: 2023-12}, {scenario: storm, month: 2024-12}]}

        """)
    let points = try #require(run.calibration?.points)
    #expect(points[0].users / 90e6 > 1.01 && points[1].users / 89e6 < 0.99)
    #expect(ScenarioReport(run).rendered(as: .table).contains("Misfit: `storm`"))
  }

  /// A decay at the end of its range, and figures that cannot be met: the least squares solution, from a fine grid.
  @Test(
    "Bounds and contradictions: no worse than a grid search",
    arguments: [(97.0, 93.0), (99.9, 93.0), (99.0, 93.0)])
  func bounds(_ early: Double, _ late: Double) throws {
    let head = """
      base: {month: 2022-12, users: 100M}
      growth: 0.02
      drivers: {x: {transform: carryover, decay: DECAY, reference: 1, effect: EFFECT}}
      horizon: 2023-12
      scenarios: {storm: {x: 3}}

      """
    func misses(_ decay: Double, _ effect: Double) -> Double {
      var (z, level) = (0.0, Double.log(100))
      var sum = 0.0
      for month in 1...12 {
        z = decay * z + (1 - decay) * 2
        level += .log(1.02) / 12 - effect * z
        if month == 3 { sum += .pow(level - .log(early), 2) }
        if month == 12 { sum += .pow(level - .log(late), 2) }
      }
      return sum
    }
    var best = Double.infinity
    for decay in 0...99 {
      // Linear in the effect: the minimum of a parabola.
      let d = Double(decay) / 100
      let (a, b, c) = (misses(d, 0), misses(d, 0.01), misses(d, 0.02))
      let curvature = (a - 2 * b + c) / 2e-4
      best = min(best, misses(d, -((b - a) / 0.01 - curvature * 0.01) / (2 * curvature)))
    }
    let run = try Scenario.run(
      head.replacing("DECAY", with: "0.7").replacing("EFFECT", with: "0.005") + """
        published: {scenario: storm, figures: {2023-03: \(early)M, 2023-12: \(late)M}}
        calibrate: {unknowns: [{effect: x}, {carryover: x}], points: [{scenario: storm, month: 2023-03}, {scenario: storm, month: 2023-12}]}

        """)
    let unknowns = try #require(run.calibration?.unknowns.map(\.value))
    #expect((0...0.99).contains(unknowns[1]))
    #expect(misses(unknowns[1], unknowns[0]) <= best * 1.0001 + 1e-12)
  }

  /// Three figures and two decays: several minima, some of them at bounds.
  @Test(
    "Several decays: no worse than a grid search",
    arguments: [
      (98.56, 91.431, 90.23, 0.5, 0.5), (99.594, 86.046, 88.387, 0.5, 0.1), (98.345, 93.607, 86.32, 0.95, 0.5),
    ])
  func severalDecays(_ early: Double, _ middle: Double, _ late: Double, _ first: Double, _ second: Double) throws {
    func misses(_ decays: (Double, Double), _ scale: Double) -> Double {
      var (x, w, level, sum) = (0.0, 0.0, Double.log(100), 0.0)
      for month in 1...12 {
        x = decays.0 * x + (1 - decays.0) * 2
        w = decays.1 * w + (1 - decays.1) * (month >= 6 ? 3 : 0)
        level += .log(1.02) / 12 - scale * (0.006 * x + 0.004 * w)
        for (figure, published) in [(3, early), (7, middle), (12, late)] where figure == month {
          sum += .pow(level - .log(published), 2)
        }
      }
      return sum
    }
    var best = Double.infinity
    for one in 0...33 {
      for other in 0...33 {
        let decays = (0.03 * Double(one), 0.03 * Double(other))
        let (a, b, c) = (misses(decays, 0), misses(decays, 1), misses(decays, 2))
        best = min(best, misses(decays, (3 * a - 4 * b + c) / (2 * (a - 2 * b + c))))
      }
    }
    let run = try Scenario.run(
      """
      base: {month: 2022-12, users: 100M}
      growth: 0.02
      drivers:
        x: {transform: carryover, decay: \(first), reference: 1, effect: 0.006}
        w: {transform: carryover, decay: \(second), reference: 1, effect: 0.004}
      horizon: 2023-12
      scenarios: {storm: {x: 3, w: [{to: 4, from: 2023-06}]}}
      published: {scenario: storm, figures: {2023-03: \(early)M, 2023-07: \(middle)M, 2023-12: \(late)M}}
      calibrate:
        unknowns: [{carryover: x}, {carryover: w}, effectScale]
        points: [{scenario: storm, month: 2023-03}, {scenario: storm, month: 2023-07}, {scenario: storm, month: 2023-12}]

      """)
    let found = try #require(run.calibration?.unknowns.map(\.value))
    #expect(misses((found[0], found[1]), found[2]) <= best * 1.001 + 1e-12)
  }

  @Test("Every draw meets a level that enters as a logarithm")
  func logarithm() throws {
    let run = try Scenario.run(
      """
      base: {month: 2022-12, users: 100M}
      growth: 0.02
      drivers: {hate: {transform: log, reference: 1, effect: {value: 0.01, sd: 0.003}}}
      horizon: 2023-12
      scenarios: {storm: {hate: 1.4}}
      published: {scenario: storm, figures: {2023-12: 60M}}
      calibrate: {unknowns: [{level: hate, scenario: storm}], points: [{scenario: storm, month: 2023-12}]}
      draws: 2000

      """)
    let last = try #require(run.scenarios[0].months.last)
    #expect(abs(last.intervals[1].lower / 60e6 - 1) < 1e-9 && abs(last.intervals[1].upper / 60e6 - 1) < 1e-9)
  }
}
