import ChurnForecast
import RealModule
import Testing

@Suite("Attribution")
struct AttributionTests {
  private func lanes(_ values: [Double]) -> [Lanes] { values.map { Lanes(repeating: $0) } }

  @Test("In a linear game every player receives its contribution, to twelve digits")
  func linear() {
    let worth = [3.5, -1.25, 0.125, 7, 2.2, -9.1]
    let game = (0..<64).map { set in worth.indices.reduce(100.0) { $0 + (set >> $1 & 1 == 1 ? worth[$1] : 0) } }
    for (value, right) in zip(shapleyValues(lanes(game)), worth) { #expect(abs(value[0] - right) < 1e-12) }
    #expect(shapleyValues(lanes([5])).isEmpty)
  }

  /// The mean, over all orders, of what each player changes.
  private func bruteForce(_ count: Int, _ value: (Int) -> Double) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    var orders = 0.0
    func go(_ order: [Int]) {
      guard order.count < count else {
        var set = 0
        for player in order {
          sums[player] += value(set | 1 << player) - value(set)
          set |= 1 << player
        }
        orders += 1
        return
      }
      for player in 0..<count where !order.contains(player) { go(order + [player]) }
    }
    go([])
    return sums.map { $0 / orders }
  }

  @Test("The value of any game is the mean over all orders; dummies receive nothing, equal players the same")
  func anyShape() {
    var stream = RandomStream(seed: 1, index: 7)
    let game = (0..<32).map { _ in stream.normal() }
    for (value, right) in zip(shapleyValues(lanes(game)), bruteForce(5) { game[$0] }) {
      #expect(abs(value[5] - right) < 1e-13)
    }
    // Player 2 changes nothing; players 0 and 1 are alike.
    let special = (0..<8).map { set in Double.exp(Double((set & 1) + (set >> 1 & 1))) }
    let values = shapleyValues(lanes(special))
    #expect(values[2][0] == 0 && values[0] == values[1])
  }

  private static let causes = """
    base: {month: 2022-12, users: 100M}
    growth: {perYear: 0.02, sd: 0.01}
    innovation: 0.01
    drivers:
      outages: {expression: "carryover(log1p(outages), 0.7)", reference: 1, effect: {value: 0.02, sd: 0.01}}
      tone: {transform: log, reference: 0.2, effect: {value: 0.03, sd: 0.005}}
    events:
      scandal: {pulse: 2023-05, effect: {value: 0.05, sd: 0.01}}
    upstream:
      staff: {reference: 7500, moves: {outages: {elasticity: -0.8, sd: 0.2}, tone: -0.3}}
    horizon: 2024-06

    """

  @Test("Between scenarios: the mean over all orders of scenarios that mix the causes")
  func scenarios() throws {
    // Every mixture of the causes as a scenario of its own.
    let parts = [
      "outages: {to: 4, from: 2023-03}", "tone: {ramp: {to: 0.5, from: 2023-02, until: 2023-12}}", "staff: 2000",
      "events: [scandal]",
    ]
    let names = ["outages", "tone", "staff", "scandal"]
    var yaml = Self.causes + "reference: s0\nscenarios:\n"
    for set in 0..<16 {
      let chosen = parts.indices.filter { set >> $0 & 1 == 1 }.map { parts[$0] }.joined(separator: ", ")
      yaml += "  s\(set): {\(chosen)}\n"
    }
    yaml += "draws: 200\n"
    let solution = try Scenario.solution(yaml)
    // The centre of a scenario is the end of its tornado.
    let users = try (0..<16).map { try solution.tornado("s\($0)").users }
    let right = bruteForce(4) { users[$0] }
    let attribution = try solution.attribute("s15")
    #expect(Set(attribution.contributions.map(\.name)) == Set(names))
    for part in attribution.contributions {
      let index = try #require(names.firstIndex(of: part.name))
      #expect(abs(part.users - right[index]) < 1e-6 * 1e6 * 1e-3, "\(part.name)")
      #expect(part.users < 0 && part.interval.contains(part.users))
      #expect(part.possibleShares == nil)
    }
    #expect(attribution.contributions.first { $0.name == "staff" }?.kind == .upstream)
    #expect(attribution.contributions.first { $0.name == "scandal" }?.kind == .event)
    #expect(abs(attribution.contributions.reduce(0) { $0 + $1.users } - attribution.difference) < 1e-6)
    #expect(abs(attribution.difference - (users[15] - users[0])) < 1e-6)
    // Whole users add up, and the whole difference is that of the rounded centre.
    #expect(attribution.contributions.reduce(0) { $0 + $1.wholeUsers } == attribution.wholeDifference)
    #expect(attribution.wholeDifference == Int((users[15] - users[0]).rounded()))
    // With another reference, only the differences are causes.
    #expect(try solution.attribute("s15", against: "s13").contributions.map(\.name) == ["tone"])
  }

  @Test("Cumulated, an attribution adds the months")
  func cumulated() throws {
    let yaml =
      Self.causes + "scenarios: {calm: {}, storm: {outages: 4, tone: 0.3, events: scandal}}\ndraws: 200\n"
    let solution = try Scenario.solution(yaml)
    var sums: [String: Double] = [:]
    var difference = 0.0
    for month in Month(year: 2023, month: 1)...Month(year: 2023, month: 8) {
      let part = try solution.attribute(month: month)
      difference += part.difference
      for cause in part.contributions { sums[cause.name, default: 0] += cause.users }
    }
    let whole = try solution.attribute(month: Month(year: 2023, month: 8), isCumulated: true)
    #expect(abs(whole.difference - difference) < 1e-5)
    for cause in whole.contributions { #expect(abs(cause.users - (sums[cause.name] ?? 0)) < 1e-5) }
  }

  @Test("The founding example: the figure allows any split, whatever sizes were assumed")
  func founding() throws {
    let yaml = try TextFile.text(of: Scenario.twitter + "/insider-intelligence.yaml")
    let attribution = try Scenario.solution(yaml).attribute()
    #expect(abs(attribution.users.scenario - 335_700_000) < 1)
    for part in attribution.contributions {
      #expect(part.users < 0 && part.share > 0.4 && part.share < 0.6)
      let range = try #require(part.possibleShares)
      #expect(abs(range.lowerBound) < 1e-9 && abs(range.upperBound - 1) < 1e-9)
    }
    let sentence = AttributionReport(attribution).sentence
    #expect(
      sentence.contains("between 0 % and 100 % are due to outages and between 0 % and 100 % are due to hateful_content")
    )
    // With a scale for each of several regions, the split is just as open in each.
    let regions = try TextFile.text(of: Scenario.twitter + "/regions.yaml")
    for region in ["worldwide", "us", "uk"] {
      let shares = try Scenario.solution(regions).attribute(region).contributions.map(\.possibleShares)
      #expect(shares.allSatisfy { abs(($0?.lowerBound ?? 1)) < 1e-9 && abs(($0?.upperBound ?? 0) - 1) < 1e-9 })
    }
    #expect(try Scenario.run(regions).calibration?.jointEffects == ["outages", "hateful_content"])
    // With one effect alone nothing is open.
    let alone = try Scenario.solution(yaml.replacing("effect: {value: 0.006, sd: 0.003}", with: "effect: 0"))
      .attribute()
    #expect(alone.contributions.allSatisfy { $0.possibleShares == nil })
    #expect(abs((alone.contributions.first { $0.name == "outages" }?.share ?? 0) - 1) < 1e-9)
  }

  @Test("Whole numbers by the largest remainder")
  func remainders() {
    #expect(largestRemainder([1.4, 1.4, 1.4], total: 4.2) == [2, 1, 1])
    #expect(largestRemainder([-1.5, 2.7, -0.2], total: 1) == [-2, 3, 0])
    #expect(largestRemainder([], total: 0) == [])
    #expect(largestRemainder([0.5, 0.5], total: 1).reduce(0, +) == 1)
    var stream = RandomStream(seed: 9, index: 0)
    for _ in 0..<200 {
      let values = (0..<7).map { _ in 1e6 * stream.normal() }
      let total = values.reduce(0, +)
      let whole = largestRemainder(values, total: total)
      #expect(whole.reduce(0, +) == Int(total.rounded()))
      #expect(zip(whole, values).allSatisfy { abs(Double($0) - $1) <= 1 })
    }
  }

  @Test("Differences that cannot be attributed are explained")
  func mistakes() throws {
    let solution = try Scenario.solution(Self.causes + "scenarios: {calm: {}, own: {users: 5M, outages: 3}}\n")
    func message(_ body: () throws -> Attribution) -> String {
      do {
        _ = try body()
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    #expect(message { try solution.attribute("calm") }.hasPrefix("`calm` is the reference itself"))
    #expect(
      message { try solution.attribute("calmer") }
        == "there is no scenario `calmer`; there are `calm`, `own`. Did you mean `calm`?")
    #expect(message { try solution.attribute("own") }.contains("start from different numbers of users"))
    #expect(
      message { try solution.attribute("own", month: Month(year: 2030, month: 1)) }.contains(
        "start from different numbers of users"))
    let many = (0..<13).map { "  d\($0): {reference: 1, effect: 0.001}\n" }.joined()
    let moved = (0..<13).map { "d\($0): 2" }.joined(separator: ", ")
    let wide = try Scenario.solution(
      "base: {month: 2022-12, users: 1M}\ngrowth: 0\ndrivers:\n\(many)horizon: 2023-03\nscenarios: {a: {}, b: {\(moved)}}\n"
    )
    #expect(message { try wide.attribute() }.hasPrefix("13 causes differ"))
    #expect(
      message { try wide.attribute(month: Month(year: 2024, month: 1)) }
        == "2024-01 is outside the scenarios; expected a month from 2023-01 to 2023-03.")
  }
}
