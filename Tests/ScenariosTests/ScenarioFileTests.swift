import ChurnForecast
import Testing

@Suite("Scenario files")
struct ScenarioFileTests {
  private func yaml(
    base: String = "{month: 2022-12, users: 100M}", horizon: String = "2023-12", scenarios: String = "{a: {x: 2}}",
    rest: String = ""
  ) -> String {
    "base: \(base)\ngrowth: 0.01\ndrivers:\n  x: {reference: 1, effect: 0.01}\nhorizon: \(horizon)\n"
      + "scenarios: \(scenarios)\n" + rest
  }

  @Test("Mistakes are explained with file and line")
  func mistakes() {
    let expected: [(String, String)] = [
      (yaml(), "no error"),
      (
        yaml(rest: "publised: []\n"),
        "scenarios.yaml:7: there is no key `publised`; there are `title`, `base`, `fit`, `model`, `growth`, "
          + "`innovation`, `drivers`, `horizon`, `reference`, `scenarios`, `published`, `calibrate`, `levels`, `draws`, "
          + "`seed`. Did you mean `published`?"
      ),
      (
        yaml(base: "{month: 2022-12, users: many}"),
        "scenarios.yaml:1: `users`: \"many\" is not a number of users above 0, for example 368400000 or 368.4M."
      ),
      (yaml(base: "{month: 2022-12}"), "scenarios.yaml:1: `base`: the key `users` is missing."),
      (
        yaml(horizon: "2022-12"),
        "scenarios.yaml: the horizon 2022-12 is not between 1 and 600 months behind the base month 2022-12."
      ),
      (
        yaml(horizon: "9999"),
        "scenarios.yaml: the horizon 9999-12 is not between 1 and 600 months behind the base month 2022-12."
      ),
      (
        yaml(scenarios: "{a: {y: 2}}"),
        "scenarios.yaml:6: scenario `a` moves `y`, which the model does not have; there are `x`."
      ),
      (
        yaml(scenarios: "{a: {x: {to: 2, by: 1}}}"),
        "scenarios.yaml:6: `by`: \"1\" is not possible beside `to`; write a list of changes."
      ),
      (
        yaml(scenarios: "{a: {x: {from: 2023-02}}}"),
        "scenarios.yaml:6: `x`: the key `to`, `by` or `multiply` is missing."
      ),
      (yaml(scenarios: "{}"), "scenarios.yaml:6: `scenarios`: \"{…}\" is not at least one scenario."),
      (
        yaml(rest: "reference: b\n"), "scenarios.yaml:7: there is no scenario `b`; there are `a`."
      ),
      (
        yaml(rest: "calibrate: {unknown: effectScale, scenario: a, month: 2023-12}\n"),
        "scenarios.yaml:7: there is no published figure for scenario `a` in 2023-12 to calibrate on."
      ),
      (
        yaml(
          scenarios: "{a: {x: hold}}",
          rest: "published: {scenario: a, figures: {2023: 90M}}\n"
            + "calibrate: {unknown: effectScale, scenario: a, month: 2023-12}\n"),
        "scenarios.yaml:8: in scenario `a` no driver has moved users by 2023-12, so that no size of the effects explains "
          + "the published figure. Give the drivers a path, and effects other than 0."
      ),
      (
        yaml(scenarios: "{a: {x: 1e306}}"),
        "scenario `a`: the path leaves the range of numbers. Check the effects and the levels of the drivers."
      ),
      (
        yaml(base: "{data: insider-intelligence.csv, mau: worldwide_december_2022, month: 2021}"),
        "\(Scenario.twitter)/insider-intelligence.csv:4: column `worldwide_december_2022`: there is no figure for 2021-12, "
          + "the month the scenarios start from."
      ),
      (
        yaml(rest: "fit: f.json\n"),
        "scenarios.yaml:7: `fit`: \"f.json\" is not possible beside `growth`; one of the two is needed."
      ),
      (
        "scenarios: {a: {}}\n",
        "scenarios.yaml:1: the key `growth` (stated), `model` (fitted here) or `fit` is missing."
      ),
      (
        yaml(
          rest: "published: [{scenario: a, figures: {2023: 90M}}, {scenario: a, figures: {2023: 91M}}]\n"
            + "calibrate: {unknown: effectScale, scenario: a, month: 2023-12}\n"),
        "scenarios.yaml:8: there is more than one published figure for scenario `a` in 2023-12; expected one to calibrate "
          + "on. Give the others to a scenario of their own."
      ),
      (
        yaml(rest: "draws: 101\n"),
        "scenarios.yaml:7: `draws`: \"101\" is not an even number of draws from 100 to 1000000."
      ),
    ]
    for (text, message) in expected { #expect(Scenario.message(text) == message) }
  }
}
