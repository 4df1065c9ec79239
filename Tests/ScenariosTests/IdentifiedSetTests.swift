import ChurnForecast
import RealModule
import Testing

/// Without growth, carryover and innovations ln U falls by Σ β Δx a month, so that the sets are known.
@Suite("Possible shares")
struct IdentifiedSetTests {
  private typealias Shares = [String: ClosedRange<Double>]

  private func effect(_ name: String, _ effect: Double) -> String {
    "  \(name): {reference: 0, effect: {value: \(effect), sd: \(abs(effect) / 2)}}\n"
  }

  /// The possible shares at the horizon, a year after the base; nil where nothing is open.
  private func shares(
    _ effects: [(String, Double)], _ paths: String, _ figures: [(month: Int, users: Double)], unknowns: String
  ) throws -> Shares? {
    let drivers = effects.map { effect($0.0, $0.1) }.joined()
    let months = figures.map { Month(year: 2022, month: 12).advanced(by: $0.month) }
    let published = zip(months, figures).map { "\($0): \($1.users)" }.joined(separator: ", ")
    let points = months.map { "{scenario: storm, month: \($0)}" }.joined(separator: ", ")
    let attribution = try Scenario.solution(
      """
      base: {month: 2022-12, users: 100M}
      growth: 0
      drivers:
      \(drivers)horizon: 2023-12
      scenarios: {calm: {}, storm: {\(paths)}}
      published: {scenario: storm, figures: {\(published)}}
      calibrate: {unknowns: [\(unknowns)], points: [\(points)]}
      draws: 100

      """
    ).attribute()
    var result: Shares = [:]
    for part in attribution.contributions {
      guard let range = part.possibleShares else { return nil }
      result[part.name] = range
    }
    return result
  }

  private func expect(_ shares: Shares?, _ right: [String: (Double, Double)]) throws {
    let shares = try #require(shares)
    #expect(shares.count == right.count)
    for (name, (lower, upper)) in right {
      let range = try #require(shares[name])
      #expect(abs(range.lowerBound - lower) < 1e-9 && abs(range.upperBound - upper) < 1e-9, "\(name): \(range)")
    }
  }

  @Test(
    "Two effects of one sign: each may explain all or nothing, whether they harm or help",
    arguments: ["effectScale", "{effect: x}, {effect: y}"])
  func two(_ unknowns: String) throws {
    for sign in [1.0, -1] {
      let figures = [(month: 12, users: 100e6 * Double.exp(-0.3 * sign))]
      try expect(
        shares([("x", 0.01 * sign), ("y", 0.004 * sign)], "x: 2, y: 1", figures, unknowns: unknowns),
        ["x": (0, 1), "y": (0, 1)])
    }
  }

  @Test("An effect of the other sign explains nothing alone", arguments: [1.0, -1])
  func opposite(_ sign: Double) throws {
    let figures = [(month: 12, users: 100e6 * Double.exp(-0.3 * sign))]
    // Of x, which harms, and y, which helps, x alone explains a loss: there is one vertex and no range.
    #expect(
      try shares([("x", 0.01 * sign), ("y", -0.004 * sign)], "x: 2, y: 1", figures, unknowns: "effectScale") == nil)
    // With z, which harms as well, y explains nothing at any vertex.
    try expect(
      shares(
        [("x", 0.01 * sign), ("y", -0.004 * sign), ("z", 0.002 * sign)], "x: 2, y: 1, z: 1", figures,
        unknowns: "effectScale"),
      ["x": (0, 1), "y": (0, 0), "z": (0, 1)])
  }

  @Test(
    "Two figures, three effects: the effect that begins later is determined, with either sign", arguments: [1.0, -1])
  func three(_ sign: Double) throws {
    // x and z from the first month onwards, y from the seventh onwards: 6 (β_x Δx + β_z Δz) = 0.12, 6 β_y Δy = ±0.06.
    let early = 0.12
    let late = 0.06 * sign
    let figures = [
      (month: 6, users: 100e6 * Double.exp(-early)), (month: 12, users: 100e6 * Double.exp(-2 * early - late)),
    ]
    let result = try shares(
      [("x", 0.008), ("y", 0.01 * sign), ("z", 0.012)], "x: 1, y: {to: 1, from: 2023-07}, z: 1", figures,
      unknowns: "{effect: x}, {effect: y}, {effect: z}")
    // Two causes that multiply users by e^−a and e^−b: the Shapley value is the mean of both orders.
    func share(_ a: Double, _ b: Double) -> Double {
      let (first, second, both) = (Double.exp(-a), Double.exp(-b), Double.exp(-a - b))
      return ((1 - first) + (second - both)) / 2 / (1 - both)
    }
    let own = share(late, 2 * early)
    try expect(result, ["x": (0, 1 - own), "y": (own, own), "z": (0, 1 - own)])
    // Against the stated sign of y neither pair meets the figures.
    #expect(
      try shares(
        [("x", 0.008), ("y", -0.01 * sign), ("z", 0.012)], "x: 1, y: {to: 1, from: 2023-07}, z: 1", figures,
        unknowns: "effectScale") == nil)
  }

  @Test("As many figures as effects leave nothing open")
  func determined() throws {
    let figures = [(month: 6, users: 90e6), (month: 12, users: 75e6)]
    #expect(
      try shares(
        [("x", 0.01), ("y", 0.01)], "x: 1, y: {to: 1, from: 2023-07}", figures, unknowns: "{effect: x}, {effect: y}")
        == nil)
  }
}
