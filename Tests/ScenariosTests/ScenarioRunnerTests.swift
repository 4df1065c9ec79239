import ChurnForecast
import RealModule
import Testing

private let stated = """
  base: {month: 2022-12, users: 100M}
  growth: {perYear: 0.05, sd: 0.02}
  innovation: 0.01
  drivers:
    outages: {reference: 1, effect: {value: 0.002, sd: 0.001}}
  horizon: 2024-06
  draws: 2000
  scenarios:
    calm: {outages: hold}
    storm: {outages: {to: 6, from: 2023-04}}

  """

@Suite("Scenario runner")
struct ScenarioRunnerTests {
  @Test("A stated path, computed by hand")
  func byHand() throws {
    let run = try Scenario.run(stated)
    let calm = try #require(run.scenarios.first?.months.last)
    let storm = try #require(run.scenarios.last?.months.last)
    #expect(abs(calm.median / (100e6 * .pow(1.05, 1.5)) - 1) < 1e-9)
    #expect(abs(storm.median / calm.median - .exp(-15 * 5 * 0.002)) < 1e-9)
    #expect(run.reference == "calm" && run.scenarios.map(\.name) == ["calm", "storm"])
    #expect(run.parameters.map(\.provenance) == [.assumed, .assumed, .assumed])
    #expect(run.driverLevels.first?.levels == [1, 6])
  }

  @Test("Draws have the stated uncertainties")
  func uncertainty() throws {
    let run = try Scenario.run(stated)
    let last = try #require(run.scenarios.first?.months.last)
    let z = Normal.quantile(0.975)
    let deviation = Double.sqrt(.pow(18 * 0.02 / 1.05 / 12, 2) + 18 * 0.01 * 0.01)
    let half = Double.log(last.intervals[1].upper / last.median)
    #expect(abs(half / (z * deviation) - 1) < 0.06)
    let shares = Dictionary(uniqueKeysWithValues: last.varianceShares.map { ($0.source, $0.share) })
    let expected = .pow(18 * 0.02 / 1.05 / 12, 2) / (deviation * deviation)
    #expect(abs((shares[.parameters] ?? 0) - expected) < 0.03)
    // The uncertainty of the difference of two scenarios in the same draws is nearly that of the effect alone.
    let difference = try #require(run.scenarios.last?.differences.last)
    #expect(difference.intervals[1].upper < 0 && difference.intervals[1].lower < difference.median)
    #expect(run.scenarios[0].differences.allSatisfy { $0.median == 0 && $0.intervals[1].upper == 0 })
  }

  @Test("A level that users have exactly reached is not crossed", arguments: ["1k", "20k", "1M", "2M"])
  func levelMet(users: String) throws {
    let run = try Scenario.run(
      """
      base: {month: 2022-12, users: \(users)}
      growth: 0
      drivers:
        outages: {reference: 1, effect: 0.002}
      horizon: 2023-06
      thresholds: [\(users)]
      scenarios:
        calm: {outages: hold}

      """)
    let crossing = try #require(run.scenarios[0].crossings.first)
    #expect(crossing.probabilityEver == 0 && crossing.probabilityAtHorizon == 0 && crossing.median == nil)
  }

  @Test("Counted draws give the same answers as kept ones, even where users differ by orders of magnitude")
  func counted() throws {
    let wide = stated.replacing("innovation: 0.01", with: "innovation: 0.5") + "thresholds: [10M]\n"
    let kept = try Scenario.run(wide.replacing("draws: 2000", with: "draws: 20000")).scenarios
    let counted = try Scenario.run(wide.replacing("draws: 2000", with: "draws: 40000")).scenarios
    for (a, b) in zip(kept, counted) {
      let (first, second) = try (#require(a.months.last), #require(b.months.last))
      // Standard errors of a median and of the ends of 95 % for a deviation of 2.1 of ln U.
      #expect(abs(.log(first.median / second.median)) < 0.1)
      #expect(abs(.log(first.intervals[1].lower / second.intervals[1].lower)) < 0.2)
      #expect(abs(.log(first.intervals[1].upper / second.intervals[1].upper)) < 0.2)
      #expect(abs(a.crossings[0].probabilityAtHorizon - b.crossings[0].probabilityAtHorizon) < 0.02)
    }
  }

  @Test("A scenario that changes nothing is the reference, whatever the order of scenarios")
  func order() throws {
    let run = try Scenario.run(stated)
    let reordered = try Scenario.run(
      stated.replacing("  calm: {outages: hold}\n", with: "")
        + "  quiet: {}\n  calm: {outages: {by: 0}}\nreference: calm\n")
    let outcome = { (run: ScenarioRun, name: String) in run.scenarios.first { $0.name == name }?.months }
    #expect(outcome(run, "storm") == outcome(reordered, "storm"))
    #expect(outcome(run, "calm") == outcome(reordered, "calm"))
    #expect(outcome(run, "calm") == outcome(reordered, "quiet"))
  }

  @Test("Paths of every kind")
  func paths() throws {
    let kinds = """
      base: {month: 2022-12, users: 100M}
      growth: 0
      drivers:
        x: {reference: 2, effect: 0.01}
      horizon: 2023-04
      scenarios:
        hold: {x: hold}
        level: {x: 5}
        multiply: {x: {multiply: 2, from: 2023-02, until: 2023-03}}
        ramp: {x: {ramp: {to: 6, until: 2023-04}}}
        table: {x: {table: {2023-02: 4, 2023-04: 3}}}
        step: {x: {step: {at: 2023-03, by: 1.5}}}
        list: {x: [{to: 3}, {by: 1, from: 2023-04}]}

      """
    let run = try Scenario.run(kinds)
    let sums = ["hold": 0.0, "level": 12, "multiply": 4, "ramp": 10, "table": 5, "step": 3, "list": 5]
    for outcome in run.scenarios {
      let loss = -100 * .log((outcome.months.last?.median ?? 0) / 100e6)
      #expect(abs(loss - (sums[outcome.name] ?? -1)) < 1e-9, "\(outcome.name)")
    }
  }

  @Test("Without any uncertainty the intervals are points")
  func certain() throws {
    let run = try Scenario.run(
      "base: {month: 2022-12, users: 5k}\ngrowth: 0.1\nhorizon: 2023-12\nscenarios: {only: {}}\n")
    let last = try #require(run.scenarios.first?.months.last)
    #expect(abs(last.median - 5500) < 1e-6 && last.intervals.allSatisfy { $0.lower == $0.upper })
    #expect(run.parameters.allSatisfy { $0.interval == nil })
  }

  @Test("A model fitted here, and the same fit saved, give the same scenarios; stated drivers join them")
  func fitted() throws {
    var text = "month,mau,outages\n"
    var stream = RandomStream(seed: 4, index: 0)
    var y = 15.0
    for t in 0..<48 {
      let outages = (t * 5) % 7
      y += 0.01 - 0.003 * Double(outages) + 0.004 * stream.normal()
      text += "\(Month(year: 2019, month: 1).advanced(by: t)),\(Double.exp(y)),\(outages)\n"
    }
    let rest = """
      drivers:
        toxicity: {reference: 1, effect: 0.01}
      horizon: 2023-12
      scenarios:
        as before: {outages: hold}
        worse: {outages: {to: 10}, toxicity: {to: 2}}

      """
    let specification = ModelSpecification(drivers: [DriverSpecification(.column("outages"))])
    let file = try SeriesFile(name: "d.csv", bytes: Array(text.utf8))
    let fit = try NetGrowth(specification).fit(readTable([file], drivers: ["outages"]))
    let here = try Scenario.run(
      "base: {data: d.csv}\nmodel: {drivers: {outages: {}}}\n" + rest, Scenario.inputs(["d.csv": text]))
    let saved = try Scenario.run("fit: f.json\n" + rest, Scenario.inputs(fits: ["f.json": fit]))
    #expect(here.scenarios == saved.scenarios)
    #expect(here.parameters.map(\.provenance) == [.estimated, .estimated, .assumed, .estimated])
    #expect(here.scenarios[1].basis == [.assumed, .estimated])
    #expect(here.scenarios[0].basis == [.estimated])
    // The reference is the forecast of the fit with its drivers held.
    var options = ForecastOptions()
    options.drivers = .hold
    let forecast = try fit.forecast(months: 12, options: options)
    let last = try #require(here.scenarios[0].months.last)
    #expect(abs(last.median / (forecast.months.last?.median ?? 0) - 1) < 1e-9)
    let effect = fit.effects[0].estimate
    let lastOutages = Double((47 * 5) % 7)
    let expected = -12 * ((10 - lastOutages) * effect + 0.01)
    #expect(abs(.log((here.scenarios[1].months.last?.median ?? 0) / last.median) - expected) < 1e-9)
  }

  @Test("A scenario has the same numbers whatever other scenarios there are, in whatever order they are compared")
  func groups() throws {
    func yaml(_ names: [Int]) -> String {
      stated.replacing("draws: 2000", with: "draws: 6000").replacing("horizon: 2024-06", with: "horizon: 2023-12")
        + names.map { "  s\($0): {outages: \($0), reference: \($0 % 2 == 0 ? "calm" : "storm")}\n" }.joined()
    }
    let few = try Scenario.run(yaml([1, 2]))
    // A thousand months in all: draws are counted, no longer kept.
    let many = try Scenario.run(yaml(Array(1...300)))
    for name in ["calm", "storm", "s1", "s2"] {
      let first = try #require(few.scenarios.first { $0.name == name })
      let second = try #require(many.scenarios.first { $0.name == name })
      for (a, b) in zip(first.months, second.months) {
        #expect(abs(a.median / b.median - 1) < 2e-3)
        #expect(a.varianceShares == b.varianceShares)
      }
      for (a, b) in zip(first.differences, second.differences) {
        #expect(abs(a.median - b.median) <= 2e-3 * max(abs(a.median), 1e6))
      }
    }
  }

  @Test("Paths that scenarios inherit are bounded in all")
  func inheritedPaths() {
    let drivers = (0..<300).map { "  d\($0): {reference: 1, effect: 0}\n" }.joined()
    let base = "  base: {" + (0..<300).map { "d\($0): 1" }.joined(separator: ", ") + "}\n"
    let head = "base: {month: 2022-12, users: 1M}\ngrowth: 0\nhorizon: 2023-01\ndraws: 100\ndrivers:\n" + drivers
    let heirs = (0..<900).map { "  s\($0): {extend: base}\n" }.joined()
    #expect(Scenario.message(head + "scenarios:\n" + base + heirs).contains("at most 200000 paths"))
  }
}
