import ChurnForecast
import RealModule
import Testing

@Suite("The founding example")
struct FoundingExampleTests {
  private static func yaml() throws -> String {
    try TextFile.text(of: Scenario.twitter + "/insider-intelligence.yaml")
  }

  @Test("2024 is met by calibration, 2023 is a check within 0.1 %, the loss is the published one")
  func published() throws {
    let run = try Scenario.run(Self.yaml())
    let takeover = try #require(run.scenarios.first { $0.name == "takeover" })
    let roles = run.comparisons.map(\.role)
    #expect(roles == [.base, .check, .calibrated])
    #expect(run.comparisons[0].users == 368_400_000)
    #expect(abs(run.comparisons[1].relativeDifference) < 0.001)
    #expect(abs(run.comparisons[2].relativeDifference) < 1e-12)
    #expect(abs(run.baseUsers - (takeover.months.last?.median ?? 0) - 32_700_000) < 1)
    #expect(takeover.basis == [.assumed, .calibrated])
  }

  @Test("The calibrated scale, computed by hand")
  func byHand() throws {
    let run = try Scenario.run(Self.yaml())
    // From November 2022 onwards, z = Δ(1 − 0.8ⁿ); the base is after two of these months.
    let carried = (3...26).reduce(0.0) { $0 + 1 - .pow(0.8, Double($1)) }
    let joint = 0.001 * (2.8 - 0.75) + 0.006 * .log(1.39)
    let needed = (2 * .log(1.01) - .log(335.7 / 368.4)) / carried
    let scale = try #require(run.calibration?.unknowns.first)
    #expect(abs(scale.value - needed / joint) < 1e-10)
    let interval = try #require(scale.interval)
    #expect(interval.contains(needed / joint))
  }

  @Test("The numbers are not built into the program: other data give other answers")
  func otherData() throws {
    let original = try TextFile.text(of: Scenario.twitter + "/insider-intelligence.csv")
    let changed = original.replacing("335700000", with: "300000000").replacing("368400000", with: "400000000")
    #expect(changed != original)
    let run = try Scenario.run(Self.yaml(), Scenario.inputs(["insider-intelligence.csv": changed]))
    #expect(run.baseUsers == 400_000_000)
    #expect(abs(run.comparisons[2].users - 300_000_000) < 1)
    #expect(abs(run.comparisons[1].relativeDifference) > 0.005)
    let before = try #require(try Scenario.run(Self.yaml()).calibration?.unknowns.first?.value)
    #expect(try #require(run.calibration?.unknowns.first?.value) > 2 * before)
  }

  @Test("How the effect is split between the two causes changes nothing that was published")
  func split() throws {
    let outages = try Self.yaml().replacing("effect: {value: 0.006, sd: 0.003}", with: "effect: 0")
    let run = try Scenario.run(outages)
    #expect(abs(run.comparisons[1].relativeDifference) < 0.001)
    #expect(abs(run.comparisons[2].relativeDifference) < 1e-12)
  }
}
