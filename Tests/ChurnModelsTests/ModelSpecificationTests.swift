import ChurnForecast
import Testing

@Suite("Model files")
struct ModelSpecificationTests {
  @Test("All keys are read")
  func complete() throws {
    let specification = try ModelSpecification(
      file: "model.yaml",
      text: """
        mau: {column: active_editors}
        baseline: saturating
        seasonality: monthly
        standardErrors: newey-west
        drivers:
          outages: {column: outages_all, transform: carryover, decay: 0.8, reference: 0.75, missing: zero}
          negativity: {transform: log}
          short: lag(tone, 2)
          nested: {expression: "carryover(log1p(spam), 0.5)"}
          takeover: {transform: step, at: 2022-11}
        """)
    #expect(specification.mauColumn == "active_editors")
    #expect(specification.standardErrors == .neweyWest)
    #expect(specification.baseline == .saturating && specification.seasonality == .monthly)
    #expect(specification.drivers.map(\.name) == ["outages", "negativity", "short", "nested", "takeover"])
    #expect(
      specification.drivers.map(\.expression.description) == [
        "carryover(outages_all, 0.8)", "log(negativity)", "lag(tone, 2)", "carryover(log1p(spam), 0.5)",
        "step(2022-11)",
      ])
    #expect(specification.drivers[0].reference == 0.75 && specification.drivers[0].missing == .zero)
    #expect(specification.driverColumns == ["outages_all", "negativity", "tone", "spam"])
  }

  @Test(
    "Errors in files are explained with their line",
    arguments: [
      (
        "baseline: saturating\nseasonalty: monthly\n",
        "m.yaml:2: there is no key `seasonalty`; the keys are `mau`, `baseline`, `seasonality`, `errors`, `standardErrors`, `robust`, `flows`, `drivers`, `fallback`. "
          + "Did you mean `seasonality`?"
      ),
      (
        "baseline: linear\n",
        "m.yaml:1: `baseline`: \"linear\" is not one of constant, decaying, saturating, logistic, drifting, choose."
      ),
      (
        "drivers:\n  x: {transform: carryover}\n",
        "m.yaml:2: `x`: the key `decay` is missing."
      ),
      (
        "drivers:\n  x: {transform: carryover, decay: 1.5}\n",
        "m.yaml:2: `decay`: \"1.5\" is not a decay from 0 to below 1, or `fit` to estimate it."
      ),
      (
        "drivers:\n  x:\n    expression: log(x)\n    decay: 0.5\n",
        "m.yaml:4: `decay` cannot be combined with `expression`, which already defines the driver."
      ),
      (
        "drivers:\n  x: {decay: fit}\n",
        "m.yaml:2: `decay` is an argument of `transform: carryover`, and the transform here is `identity`."
      ),
      (
        "drivers:\n  x:\n    transform: carryover\n    decay: fit\n    months: 2\n",
        "m.yaml:5: `months` is an argument of `transform: lag` or `almon` or `shiller`, and the transform here is `carryover`."
      ),
      (
        "drivers:\n  x: {transform: pulse, at: 2020-01, degree: 2}\n",
        "m.yaml:2: `degree` is an argument of `transform: almon`, and the transform here is `pulse`."
      ),
      ("drivers: [x]\n", "m.yaml:1: `drivers`: \"[…]\" is not a mapping of keys to values."),
      ("a: [\n", "m.yaml:2: this is not YAML: did not find expected node content."),
      (
        "baseline: constant\nbaseline: constant\n", "m.yaml:1: this is not YAML: the key `baseline` occurs twice."
      ),
      (
        "a: &a " + String(repeating: "x", count: 100_000) + "\nb: [" + String(repeating: "*a, ", count: 11) + "]\n",
        "m.yaml:2: this is not YAML: its aliases (*name) repeat more than 1048576 bytes; write less of it by aliases."
      ),
      ("a: &a [b, *a]\n", "m.yaml:1: this is not YAML: the alias *a stands inside of what it refers to."),
      ("a: *b\n", "m.yaml:1: this is not YAML: found undefined alias."),
      (
        "drivers:\n" + String(repeating: "- ", count: 100) + "x\n",
        "m.yaml:2: this is not YAML: it is nested more than 100 deep."
      ),
      ("baseline: constant\n? [a]\n: b\n", "m.yaml:2: \"{…}\" is not a mapping with plain keys."),
      ("- a\n", "m.yaml:1: \"[…]\" is not a mapping of keys to values."),
      ("", "m.yaml:1: this is not YAML: the file is empty."),
    ])
  func mistakes(text: String, message: String) {
    do {
      _ = try ModelSpecification(file: "m.yaml", text: text)
      Issue.record("no error")
    } catch {
      #expect("\(error)" == message)
    }
  }
}
