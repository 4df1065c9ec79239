import ChurnForecast
import RealModule
import Testing

@Suite("Scenarios with random drivers")
struct ScenarioRandomnessTests {
  private func yaml(_ scenarios: String, effect: Double = 0.01, rest: String = "") -> String {
    """
    base: {month: 2022-12, users: 100M}
    growth: 0
    drivers:
      x: {reference: 0, effect: \(effect)}
      y: {reference: 0, effect: \(effect)}
    horizon: 2024-12
    scenarios: {\(scenarios)}
    draws: 40000
    \(rest)

    """
  }

  @Test("Poisson outages: users have the mean and variance of the compound distribution")
  func compound() throws {
    // ln U = −β N, N Poisson with 24·2.5: E U = exp(24 λ (e^−β − 1)), E U² the same with 2β.
    let run = try Scenario.run(yaml("a: {x: {to: 2.5, distribution: poisson}}"))
    let last = try #require(run.scenarios[0].months.last)
    let shares = Dictionary(last.varianceShares.map { ($0.source, $0.share) }) { first, _ in first }
    #expect(shares[.drivers] == 1)
    let rate = 60.0
    let mean = 100e6 * Double.exp(rate * (.exp(-0.01) - 1))
    let square = 1e16 * Double.exp(rate * (.exp(-0.02) - 1))
    let deviation = (square - mean * mean).squareRoot()
    // The median is near the mean, and the central 95 % is nearly as wide as that of a normal distribution.
    #expect(abs(last.median / mean - 1) < 4 * deviation / mean / 200 + 0.004)
    let width = (last.intervals[1].upper - last.intervals[1].lower) / (2 * 1.96)
    #expect(abs(width / deviation - 1) < 0.04)
    // The difference from a scenario without outages has the same spread.
    let pair = try Scenario.run(yaml("none: {}, a: {x: {to: 2.5, distribution: poisson}}"))
    let difference = try #require(pair.scenarios[1].differences.last)
    #expect(abs((difference.median + 100e6) / last.median - 1) < 1e-4)
  }

  @Test("Correlated drivers: the variance of their sum shows it")
  func correlation() throws {
    func variance(_ value: Double) throws -> Double {
      let normal = "{distribution: {process: autoregressive, mean: 1, sd: 0.5}}"
      let run = try Scenario.run(
        yaml(
          "a: {x: \(normal), y: \(normal)}",
          rest: value == 0 ? "" : "correlations: [{between: [y, x], value: \(value)}]"))
      let last = try #require(run.scenarios[0].months.last)
      let width = Double.log(last.intervals[1].upper / last.intervals[1].lower) / (2 * 1.959964)
      return width * width
    }
    let one = 24 * 0.005 * 0.005
    for value in [0, 0.8, -0.8] { #expect(abs(try variance(value) / (2 * one * (1 + value)) - 1) < 0.04, "\(value)") }
    let impossible = """
      correlations:
        - {between: [x, y], value: 0.9}
        - {between: [x, z], value: 0.9}
        - {between: [y, z], value: -0.9}
      """
    let normal = "{distribution: {process: autoregressive, sd: 0.5}}"
    let message = Scenario.message(
      yaml("a: {x: \(normal), y: \(normal), z: \(normal)}", rest: impossible)
        .replacing("horizon", with: "  z: {reference: 0, effect: 0.1}\nhorizon"))
    #expect(
      message
        == "scenarios.yaml: the correlations contradict each other: no random variables can have all of them. Make them smaller."
    )
  }

  @Test("Common random numbers: neither the order of scenarios nor other scenarios change anything")
  func common() throws {
    let poisson =
      "{x: {to: 2, distribution: poisson}, y: {distribution: {process: triangular, low: 0, high: 2, mode: 1}}}"
    let a = try Scenario.run(yaml("still: {}, a: \(poisson), b: {x: {to: 1, distribution: poisson}}"))
    let b = try Scenario.run(yaml("b: {x: {to: 1, distribution: poisson}}, twin: \(poisson), a: \(poisson), still: {}"))
    func outcome(_ run: ScenarioRun, _ name: String) -> [ForecastMonth]? {
      run.scenarios.first { $0.name == name }?.months
    }
    #expect(
      outcome(a, "a") == outcome(b, "a") && outcome(a, "a") == outcome(b, "twin") && outcome(a, "b") == outcome(b, "b"))
    #expect(outcome(a, "still") == outcome(b, "still"))
    // A scenario that begins before the base changes no draw of another.
    let early = try Scenario.run(
      yaml("still: {}, a: \(poisson), early: {x: [{to: 1, from: 2022-09}, {distribution: poisson}]}"))
    #expect(outcome(a, "a") == outcome(early, "a"))
    // Nor does it in a driver that carries over: the months before a scenario's own path are not drawn.
    func carried(_ scenarios: String) throws -> ScenarioRun {
      try Scenario.run(
        yaml(scenarios).replacing("x: {reference: 0,", with: "x: {expression: \"carryover(x, 0.9)\", reference: 0,"))
    }
    let noise = "a: {x: {distribution: {process: autoregressive, sd: 1}}}"
    let late = try carried("still: {}, \(noise)")
    let both = try carried("still: {}, \(noise), early: {x: {to: 1, from: 2022-09}}")
    let (one, other) = try (#require(outcome(late, "a")?.last), #require(outcome(both, "a")?.last))
    #expect(abs(one.intervals[1].upper / other.intervals[1].upper - 1) < 1e-12)
    // The difference of identical scenarios is zero in every draw.
    let twins = try Scenario.run(yaml("a: \(poisson), twin: \(poisson)"))
    #expect(twins.scenarios[1].differences.allSatisfy { $0.median == 0 && $0.intervals[1].lower == 0 })
  }

  @Test("History, forecast and tables of files, for a fitted driver")
  func fitted() throws {
    var text = "month,mau,x\n"
    var stream = RandomStream(seed: 4, index: 0)
    var y = 15.0
    var history: [Double] = []
    for t in 0..<60 {
      let x = Double((t * 7) % 5)
      history.append(x)
      y += 0.01 - 0.004 * x + 0.003 * stream.normal()
      text += "\(Month(year: 2018, month: 1).advanced(by: t)),\(Double.exp(y)),\(x)\n"
    }
    let file = """
      base: {data: d.csv}
      model: {drivers: {x: {reference: 0}}}
      horizon: 2024-12
      scenarios:
        hold: {x: hold}
        history: {x: {distribution: history}}
        forecast: {x: forecast}
        table: {x: {table: {data: future.csv, column: x}}}
      draws: 2000

      """
    let future = "month,x\n2023-01,4\n2023-06,1\n"
    let run = try Scenario.run(file, Scenario.inputs(["d.csv": text, "future.csv": future]))
    let ends = run.scenarios.map { Double.log(($0.months.last?.median ?? 0) / run.baseUsers) }
    let effect = run.parameters.first { $0.name == "x" }?.value ?? 0
    let last = history.last ?? 0
    #expect(abs(ends[3] - ends[0] + effect * (5 * 4 + 19 - 24 * last)) < 1e-9)
    let mean = history.reduce(0, +) / 60
    #expect(abs(ends[1] - ends[0] + 24 * effect * (mean - last)) < 0.004)
    #expect(run.scenarios[2].months.last?.varianceShares.contains { $0.source == .drivers && $0.share > 0.05 } == true)
    #expect(run.extrapolations.isEmpty)
    let empty = Scenario.message(file, Scenario.inputs(["d.csv": text, "future.csv": "month,x\n2030-01,4\n"]))
    #expect(empty.contains("column `x` of future.csv has no value in the months that the path covers, up to 2024-12."))
  }

  @Test("More draws than are kept give the same answers in bounded memory")
  func manyDraws() throws {
    let scenarios = "a: {}, b: {x: {to: 2, distribution: {process: autoregressive, sd: 0.7}}}"
    let few = try Scenario.run(yaml(scenarios).replacing("draws: 40000", with: "draws: 20000"))
    let many = try Scenario.run(yaml(scenarios).replacing("draws: 40000", with: "draws: 200000"))
    for (a, b) in zip(few.scenarios[1].months, many.scenarios[1].months) {
      #expect(abs(a.median / b.median - 1) < 0.002)
      #expect(abs(a.intervals[1].upper / b.intervals[1].upper - 1) < 0.004)
    }
  }

  @Test("Upstream quantities also move draws from a distribution with its own level")
  func upstream() throws {
    for distribution in [
      "{process: poisson, rate: 4}", "{process: autoregressive, mean: 4, sd: 0.5}",
      "{process: history, values: [3, 5]}",
      "{process: triangular, low: 3, mode: 4, high: 5}",
    ] {
      let text = yaml(
        "calm: {x: {distribution: \(distribution)}}, cut: {x: {distribution: \(distribution)}, staff: 5}",
        rest: "upstream: {staff: {reference: 10, moves: {x: -1}}}"
      ).replacing("draws: 40000", with: "draws: 2000")
      let solution = try Scenario.solution(text)
      let attribution = try solution.attribute()
      #expect(attribution.contributions.map(\.name) == ["staff"], "\(distribution)")
      // Twice as many outages: 24·0.01·4 more is lost.
      #expect(abs(.log(attribution.users.scenario / attribution.users.reference) + 0.96) < 1e-9, "\(distribution)")
    }
  }

  @Test("An uncertain elasticity is uncertainty of parameters, not of the driver that it moves")
  func shares() throws {
    let run = try Scenario.run(
      yaml(
        "calm: {}, more: {x: {distribution: {process: autoregressive, sd: 0.5}}, staff: 20}",
        rest: "upstream: {staff: {reference: 10, moves: {x: {elasticity: 0, sd: 0.5}}}}"
      ).replacing("x: {reference: 0,", with: "x: {reference: 1,"))
    let last = try #require(run.scenarios[1].months.last)
    let shares = Dictionary(last.varianceShares.map { ($0.source, $0.share) }) { first, _ in first }
    // ln U = −0.01 Σ (2^e − 1 + n/2) over 24 months, e normal of deviation 1/2, so that 2^e is log-normal.
    let square = Double.pow(0.5 * .log(2), 2)
    let parameters = 0.24 * 0.24 * (.exp(square) - 1) * .exp(square)
    let drivers = 24 * 0.005 * 0.005
    #expect(abs((shares[.drivers] ?? 0) / (drivers / (drivers + parameters)) - 1) < 0.15)
  }

  @Test("A driver's draws are independent of those of growth")
  func independentOfGrowth() throws {
    // Both move ln U of the only month by a deviation of 0.01.
    let run = try Scenario.run(
      yaml("a: {x: {distribution: {process: autoregressive, sd: 1}}}").replacing(
        "growth: 0", with: "growth: {perYear: 0, sd: 0.12}"
      )
      .replacing("horizon: 2024-12", with: "horizon: 2023-01").replacing("draws: 40000", with: "draws: 20000"))
    let last = try #require(run.scenarios[0].months.last)
    let deviation = Double.log(last.intervals[1].upper / last.intervals[1].lower) / (2 * 1.959964)
    #expect(abs(deviation / (0.01 * 2.0.squareRoot()) - 1) < 0.03)
  }

  @Test("Adding a scenario changes no number of another, and upstream paths may begin before the base")
  func independence() throws {
    let text = yaml(
      "calm: {}, storm: {x: 3, staff: {to: 5, from: 2022-06}}",
      rest: "upstream: {staff: {reference: 10, moves: {x: -1}}}"
    )
    .replacing("x: {reference: 0,", with: "x: {expression: \"carryover(x, 0.9)\", reference: 1,")
    let alone = try Scenario.run(text)
    let beside = try Scenario.run(text.replacing("calm: {},", with: "calm: {}, other: {x: {to: 2, from: 2021-06}},"))
    let (a, b) = (alone.scenarios.last?.months.last?.median ?? 0, beside.scenarios.last?.months.last?.median ?? 1)
    #expect(abs(a / b - 1) < 1e-12)
    // The carryover was raised by half a year with half the staff before the base.
    let late = try Scenario.run(text.replacing("from: 2022-06", with: "from: 2023-01"))
    #expect(a < (late.scenarios.last?.months.last?.median ?? 0) * 0.999)
  }

  @Test("A change that the distribution would ignore is rejected, and the centre is the mean of the draws")
  func centres() throws {
    #expect(
      Scenario.message(yaml("a: {x: {by: 3, distribution: {process: poisson, rate: 2}}}")).contains(
        "has a change that its distribution would ignore"))
    #expect(
      Scenario.message(yaml("a: {x: {by: -3, distribution: poisson}}")).contains(
        "the rate of counts must be at least 0"))
    for path in [
      "{to: 5, distribution: {process: triangular, low: 0, high: 2}}",
      "{to: 0, distribution: {process: autoregressive, sd: 2, lowest: 0}}",
    ] {
      let solution = try Scenario.solution(yaml("a: {x: \(path)}").replacing("draws: 40000", with: "draws: 10000"))
      let centre = try solution.tornado("a").users
      let median = try #require(solution.run().scenarios[0].months.last).median
      // Median and mean of a skew distribution differ a little.
      #expect(abs(centre / median - 1) < 0.03, "\(path)")
    }
  }
}
