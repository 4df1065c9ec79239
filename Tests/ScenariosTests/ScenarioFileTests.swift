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
        "scenarios.yaml:7: there is no key `publised`; the keys are `title`, `base`, `fit`, `model`, `growth`, "
          + "`innovation`, `drivers`, `events`, `upstream`, `correlations`, `horizon`, `reference`, `scenarios`, "
          + "`published`, `calibrate`, `thresholds`, `levels`, `draws`, `seed`. Did you mean `published`?"
      ),
      (
        yaml(base: "{month: 2022-12, users: many}"),
        "scenarios.yaml:1: `users`: \"many\" is not a number of users above 0, for example 368400000 or 368.4M."
      ),
      (yaml(base: "{month: 2022-12}"), "scenarios.yaml:1: `base`: the key `users` is missing."),
      (
        yaml(horizon: "2022-12"),
        "scenarios.yaml: the horizon 2022-12 is not between 1 and 600 months after the base month 2022-12."
      ),
      (
        yaml(horizon: "9999"),
        "scenarios.yaml: the horizon 9999-12 is not between 1 and 600 months after the base month 2022-12."
      ),
      (
        yaml(scenarios: "{a: {y: 2}}"),
        "scenarios.yaml:6: scenario `a` moves `y`, which is not in the model; there are `x`."
      ),
      (
        yaml(scenarios: "{a: {x: {to: 2, by: 1}}}"),
        "scenarios.yaml:6: `by` cannot be combined with `to`; write a list of changes."
      ),
      (
        yaml(scenarios: "{a: {x: {from: 2023-02}}}"),
        "scenarios.yaml:6: `x`: the key `to`, `by` or `multiply` is missing."
      ),
      (
        yaml(scenarios: "{a: {x: 1e308}}"),
        "scenarios.yaml:6: `x`: \"1e308\" is not a number of an allowed size: 0, or from 1e-100 to 1e100 with either sign."
      ),
      (yaml(scenarios: "{}"), "scenarios.yaml:6: `scenarios` must have at least one scenario."),
      (
        yaml(rest: "reference: b\n"), "scenarios.yaml:7: there is no scenario `b`; there are `a`."
      ),
      (
        yaml(rest: "calibrate: {unknown: effectScale, scenario: a, month: 2023-12}\n"),
        "scenarios.yaml:7: there is no published figure for scenario `a` in 2023-12; the calibration needs one."
      ),
      (
        yaml(
          scenarios: "{a: {x: hold}}",
          rest: "published: {scenario: a, figures: {2023: 90M}}\n"
            + "calibrate: {unknown: effectScale, scenario: a, month: 2023-12}\n"),
        "scenarios.yaml:8: in scenario `a` no driver moves users by 2023-12, so that no size of the effects explains "
          + "the published figure. Give the drivers a path and effects other than 0."
      ),
      (
        yaml(scenarios: "{a: {x: 1e99}}"),
        "scenario `a`: the path overflows in some draws. Check the effects and the levels of the drivers; "
          + "a driver that enters as a logarithm must stay above 0 in every draw (use log1p for counts)."
      ),
      (
        yaml(base: "{data: insider-intelligence.csv, mau: worldwide_december_2022, month: 2021}"),
        "\(Scenario.twitter)/insider-intelligence.csv:4: column `worldwide_december_2022`: there is no figure for 2021-12, "
          + "the month the scenarios start from."
      ),
      (
        yaml(rest: "fit: f.json\n"),
        "scenarios.yaml:7: `fit` cannot be combined with `growth`; use one of the two."
      ),
      (
        "scenarios: {a: {}}\n",
        "scenarios.yaml:1: the key `growth` (stated), `model` (fitted here) or `fit` is missing."
      ),
      (
        yaml(
          rest: "published: [{scenario: a, figures: {2023: 90M}}, {scenario: a, figures: {2023: 91M}}]\n"
            + "calibrate: {unknown: effectScale, scenario: a, month: 2023-12}\n"),
        "scenarios.yaml:8: there is more than one published figure for scenario `a` in 2023-12; the calibration needs "
          + "exactly one. Move the others to a scenario of their own."
      ),
      (
        yaml(scenarios: "{a: {extend: b}, b: {extend: c}, c: {extend: b}}"),
        "scenarios.yaml:6: scenarios extend each other in a circle: `b` → `c` → `b`."
      ),
      (
        yaml(scenarios: "{a: {extend: a}}"),
        "scenarios.yaml:6: scenarios extend each other in a circle: `a` → `a`."
      ),
      (
        yaml(scenarios: "{a: {extend: z}}"), "scenarios.yaml:6: there is no scenario `z`; there are `a`."
      ),
      (
        yaml(scenarios: "{a: {events: storm}}", rest: "events: {strom: {step: 2023-02, effect: 0.1}}\n"),
        "scenarios.yaml:6: there is no event `storm`; there are `strom`."
      ),
      (
        yaml(rest: "events: {e: {step: 2023-02, pulse: 2023-03, effect: 0.1}}\n"),
        "scenarios.yaml:7: `pulse` cannot be combined with `step`."
      ),
      (
        yaml(rest: "events: {x: {step: 2023-02, effect: 0.1}}\n"), "the driver `x` is given twice. Leave one out."
      ),
      (
        yaml(scenarios: "{a: {x: {distribution: gauss}}}"),
        "scenarios.yaml:6: `distribution`: \"gauss\" is not one of poisson, negative-binomial, autoregressive, seasonal, random-walk, triangular, history."
      ),
      (
        yaml(scenarios: "{a: {x: {distribution: {process: autoregressive}}}}"),
        "scenarios.yaml:6: `distribution`: the key `sd` is missing."
      ),
      (
        yaml(scenarios: "{a: {x: {distribution: history}}}"),
        "scenarios.yaml:6: driver `x` is stated and has no history to draw or forecast from. Write `values: […]` or "
          + "another distribution."
      ),
      (
        yaml(rest: "upstream: {staff: {reference: 10, moves: {y: 1}}}\n"),
        "scenarios.yaml:7: scenario `staff` moves `y`, which is not in the model; there are `x`."
      ),
      (
        yaml(scenarios: "{a: {staff: 0}}", rest: "upstream: {staff: {reference: 10, moves: {x: 1}}}\n"),
        "scenario `a`: `staff` falls to 0.0; an upstream quantity moves drivers in proportion and must stay above 0."
      ),
      (
        yaml(rest: "correlations: [{between: [x, y], value: 0.5}]\n"),
        "scenarios.yaml:7: `x` has no distribution to correlate; there are none."
      ),
      (
        yaml(
          rest:
            "published: {scenario: a, figures: {2023: 90M}}\ncalibrate: {unknown: {effect: z}, scenario: a, month: 2023-12}\n"
        ),
        "scenarios.yaml:8: `z` cannot be an unknown of this calibration; there are `x`."
      ),
      (
        yaml().replacing(
          "{reference: 1, effect: 0.01}", with: "{transform: carryover, decay: fit, reference: 1, effect: 0.01}"),
        "scenarios.yaml:4: `x`: \"fit\" is not allowed for a stated driver, which is not fitted; state its decay."
      ),
      (
        yaml(rest: "draws: 101\n"),
        "scenarios.yaml:7: `draws`: \"101\" is not an even number of draws from 100 to 1000000."
      ),
    ]
    for (text, message) in expected { #expect(Scenario.message(text) == message) }
  }
}
