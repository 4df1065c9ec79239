extension Advice {
  static let storm = """
    base: {users: 1M, month: 2022-12}
    growth: {perYear: 0.01}
    innovation: 0.01
    draws: 100
    drivers:
      outages: {reference: 1, effect: {value: 0.01, sd: 0.005}}
      tone: {reference: 0.5, effect: {value: 0.02, sd: 0.005}}
    horizon: 2023-12
    scenarios:
      before: {outages: hold}
      after: {outages: {to: 3, from: 2023-01}}

    """
  private static let change = "{to: 3, from: 2023-01}"
  private static let figure = "source: a house, figures: {2023-12: 0.9M}}\n"
  private static let published = storm + "published:\n  - {scenario: after, \(figure)"
  private static let calibrated = published + calibrate("effectScale: common")
  private static let run = ["scenario run s.yaml"]
  private static let attribute = ["scenario attribute s.yaml --scenario after --against before"]

  private static func calibrate(_ unknown: String, _ scenario: String = "after") -> String {
    "calibrate: {unknowns: [{\(unknown)}], points: [{scenario: \(scenario), month: 2023-12}]}\n"
  }

  /// The storm with another change of outages.
  private static func storm(_ changes: String) -> String { storm.replacing(change, with: changes) }

  private static func storm(driver text: String, _ changes: String) -> String {
    storm(changes).replacing("outages: {reference: 1,", with: "outages: {\(text), reference: 1,")
  }

  /// Three drivers whose noise is correlated.
  private static func correlated(_ r: Double) -> String {
    let noise = "{distribution: {process: autoregressive, mean: 1, sd: 0.3}}"
    return storm("\(noise), tone: \(noise), rumours: \(noise)")
      .replacing("horizon:", with: "  rumours: {reference: 0, effect: {value: 0.01, sd: 0.005}}\nhorizon:")
      + "correlations: [{between: [outages, tone], value: \(r)}, {between: [tone, rumours], value: \(r)}, "
      + "{between: [outages, rumours], value: \(-r)}]\n"
  }

  /// A fitted model whose growth is calibrated.
  private static func fitted(_ baseline: String) -> String {
    """
    base: {data: data.csv}
    model: {baseline: \(baseline), errors: independent, drivers: {x: {}}}
    horizon: 2023-12
    scenarios: {after: {x: \(change)}}
    published: {scenario: after, source: a house, figures: {2023-12: 4M}}
    calibrate: {unknowns: [growth], points: [{scenario: after, month: 2023-12}]}

    """
  }

  private init(_ advice: String, _ file: String, repaired: String, _ commands: [String] = run) {
    self.init(advice, ["s.yaml": file, "data.csv": Self.plain], commands, repaired: ["s.yaml": repaired])
  }

  static let scenarios: [Advice] = [
    Advice(
      "Did you mean `after`?", published.replacing("scenario: after", with: "scenario: aftr"), repaired: published),
    Advice("Did you mean `outages`?", storm.replacing("{outages: hold}", with: "{outage: hold}"), repaired: storm),
    Advice(
      "Did you mean `before`?", ["s.yaml": storm], ["scenario attribute s.yaml --scenario after --against befor"],
      follow: attribute),
    Advice(
      "Did you mean `tone`?", published + calibrate("effect: tona"),
      repaired: published.replacing(
        "{outages: {to: 3, from: 2023-01}}", with: "{outages: {to: 3, from: 2023-01}, tone: 1}")
        + calibrate("effect: tone")),
    Advice(
      "Move the others to a scenario of their own",
      published + "  - {scenario: after, \(figure)" + calibrate("effectScale: common"),
      repaired: published.replacing("  after: {", with: "  other: {extend: after}\n  after: {")
        + "  - {scenario: other, \(figure)" + calibrate("effectScale: common")),
    Advice(
      "Give the drivers a path and effects other than 0",
      published.replacing("scenario: after", with: "scenario: before") + calibrate("effectScale: common", "before"),
      repaired: calibrated),
    Advice(
      "Write `values: […]` or another distribution", storm("{distribution: history}"),
      repaired: storm("{distribution: {process: history, values: [1, 3, 2, 4]}}")),
    Advice(
      "Let the change last, or calibrate an effect",
      published.replacing(change, with: "{to: 3, from: 2023-01, until: 2023-06}")
        + calibrate("level: outages, scenario: after"),
      repaired: published + calibrate("level: outages, scenario: after")),
    Advice(
      "choose another scenario to compare it with", ["s.yaml": storm],
      ["scenario attribute s.yaml --scenario before --against before"], follow: attribute),
    Advice(
      "`reference` with the same number of users", storm.replacing("after: {", with: "after: {users: 2M, "),
      repaired: storm.replacing("after: {", with: "large: {users: 2M}\n  after: {reference: large, users: 2M, ")
        .replacing("before: {outages: hold}", with: "before: {users: 2M, reference: large}"), attribute),
    Advice(
      "`scenarios` of the scale", published + calibrate("effectScale: common, scenarios: [after]"),
      repaired: published + calibrate("effectScale: common, scenarios: [before, after]"), attribute),
    Advice(
      "Use log1p(…) for counts that can be 0", storm(driver: "expression: log(outages)", "{to: 0, from: 2023-01}"),
      repaired: storm(driver: "expression: log1p(outages)", "{to: 0, from: 2023-01}")),
    Advice(
      "state its decay", storm(driver: "transform: carryover, decay: fit", change),
      repaired: storm(driver: "transform: carryover, decay: 0.5", change)),
    Advice("write hold", storm("{forecast: hold}"), repaired: storm("hold")),
    Advice(
      "write a list of changes", storm("{to: 3, by: 2, from: 2023-01}"),
      repaired: storm("[\(change), {by: 2, from: 2023-02}]")),
    Advice(
      "use one of the two", storm.replacing("growth:", with: "model: {baseline: constant}\ngrowth:"), repaired: storm),
    Advice(
      "is given twice; leave one out", published + calibrate("effect: outages}, {effect: outages"),
      repaired: published + calibrate("effect: outages")),
    Advice(
      "has more than one distribution; leave one out", storm("[{distribution: poisson}, {distribution: poisson}]"),
      repaired: storm("{distribution: poisson}")),
    Advice(
      "write {process: autoregressive, …} with its numbers", storm("{distribution: autoregressive}"),
      repaired: storm("{distribution: {process: autoregressive, mean: 1, sd: 0.3}}")),
    Advice("Make them smaller", correlated(0.9), repaired: correlated(0.4)),
    Advice("Fit it with `--baseline constant`", fitted("drifting"), repaired: fitted("constant")),
    Advice(
      "Lower `draws`, or take fewer scenarios or months",
      storm.replacing("2023-12\nscenarios", with: "2072-12\nscenarios").replacing("draws: 100", with: "draws: 10000")
        + (0..<900).map { "  s\($0): {extend: after}\n" }.joined(), repaired: storm),
    Advice(
      "an end of the range; --between searches others", ["s.yaml": storm],
      ["scenario goal s.yaml --scenario after --with outages --by 2023-12 --keep 1.2M --between 2,3"],
      follow: ["scenario goal s.yaml --scenario after --with outages --by 2023-12 --keep 0.99M --between 0,3"]),
  ]
}
