import ChurnForecast
import RealModule
import Testing

@Suite("Broken scenario files")
struct ScenarioFuzzTests {
  private static let whole = """
    title: all of it
    base: {month: 2022-12, users: 100M}
    growth: {perYear: 0.02, sd: 0.01}
    innovation: 0.01
    drivers:
      x: {transform: carryover, decay: 0.8, reference: 1, effect: {value: 0.01, sd: 0.004}, range: [0, 3]}
      y: {expression: "lag(log(y), 0...2)", reference: 1, effect: 0.002}
    events:
      e: {pulse: 2023-05, prior: {mean: 0.02, sd: 0.01}}
    upstream:
      s: {reference: 7, moves: {x: {elasticity: -0.8, sd: 0.2}, y: 0.1}}
    correlations: [{between: [x, y], value: 0.5}]
    horizon: 2024-02
    reference: calm
    scenarios:
      calm: {x: {distribution: poisson}}
      storm: {x: [{to: 3, from: 2023-02}, {distribution: poisson}], y: {distribution: {process: triangular, low: 1, mode: 2, high: 3}}, events: [e]}
      cuts: {extend: storm, s: {ramp: {multiply: 0.5, until: 2023-06}}, y: {distribution: {process: autoregressive, sd: 0.1, persistence: 0.5, lowest: 0.1}}}
      table: {x: {table: {2023-03: 2, 2023-09: 1}}, y: {step: {by: 1, at: 2023-04}}}
    published:
      - {scenario: storm, source: a house, figures: {2023-12: 95M, 2024-02: 92M}}
    calibrate:
      unknowns: [effectScale, {carryover: x, prior: {mean: 0.8, sd: 0.1}}]
      points: [{scenario: storm, month: 2024-02, tolerance: 0.01}]
    thresholds: [95M]
    levels: [0.5, 0.9]
    draws: 100
    seed: 3

    """

  /// Whether a text runs or fails with a message of one line; anything else is a bug.
  private func isClean(_ text: String) -> Bool {
    do {
      let solution = try Scenario.solution(text)
      _ = try solution.run()
      _ = try solution.attribute(isCumulated: true)
      _ = try solution.price()
      _ = try solution.tornado()
      return true
    } catch is SpecificationError, is ScenarioError, is DriverError, is ChurnModelError, is SeriesIOError {
      return true
    } catch {
      return false
    }
  }

  @Test("The whole language runs")
  func runs() throws {
    let run = try Scenario.run(Self.whole)
    #expect(run.scenarios.count == 4 && run.calibration?.unknowns.count == 2)
  }

  @Test("Deleted and swapped parts, absurd numbers and words give a result or one clear message")
  func mutations() {
    let lines = Self.whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let absurd = [
      "1e308", "-1e308", "nan", "inf", "-1", "0", "9999999999999999999999", "2022-13", "{}", "[]", "''", "*x", "&a",
      "~",
      "[[[]]]", "{a: {b: c}}", "true", "\u{0}", "1e-320", "0x10", "2023-02", "x", "calm", "9999-12",
    ]
    var stream = RandomStream(seed: 12, index: 0)
    func pick(_ count: Int) -> Int { min(count - 1, Int(stream.uniform() * Double(count))) }
    for round in 0..<1500 {
      var text = lines
      for _ in 0...pick(2) {
        let line = pick(text.count)
        switch pick(5) {
        case 0: text.remove(at: line)
        case 1: text.swapAt(line, pick(text.count))
        case 2:
          // A value becomes something absurd.
          var words = text[line].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
          words[pick(words.count)] = absurd[pick(absurd.count)]
          text[line] = words.joined(separator: " ")
        case 3:
          let characters = Array(text[line])
          if !characters.isEmpty {
            let cut = pick(characters.count)
            text[line] = String(characters[..<cut] + characters[min(characters.count, cut + 1 + pick(8))...])
          }
        default:
          // A number becomes another.
          text[line] = text[line].replacing("0.", with: absurd[pick(absurd.count)])
        }
      }
      let broken = text.joined(separator: "\n")
      #expect(isClean(broken), "round \(round):\n\(broken)")
    }
  }

  @Test("Files meant to exhaust memory or time are rejected at once")
  func attacks() {
    let head = "base: {month: 2022-12, users: 1M}\ngrowth: 0\nhorizon: 2023-12\n"
    let bomb =
      "a: &a [x,x,x,x,x,x,x,x,x]\n"
      + (0..<25).map { "b\($0): &b\($0) [*\($0 == 0 ? "a" : "b\($0 - 1)"),*\($0 == 0 ? "a" : "b\($0 - 1)")]\n" }
      .joined()
    let chain = (0..<900).map { "  s\($0): {extend: s\(($0 + 1) % 900)}\n" }.joined()
    let long = (0..<900).map { "  s\($0): {\($0 < 899 ? "extend: s\($0 + 1)" : "")}\n" }.joined()
    let cases: [(String, String)] = [
      (head + bomb, "repeat more than 1048576 bytes"),
      (head + "? [a]\n: 1\n", "is not a mapping with plain keys"),
      (head + "scenarios:\n" + chain, "in a circle"),
      (head + "scenarios: {a: {}}\ntitle: " + String(repeating: "x", count: 10_000_000), "it is longer than"),
      (head + "scenarios: " + String(repeating: "[", count: 20_000), "not YAML"),
      (head.replacing("2023-12", with: "2500-01") + "scenarios: {a: {}}\n", "the horizon"),
      (
        head.replacing("2023-12", with: "2070-01") + "scenarios:\n"
          + (0..<400).map { "  s\($0): {}\n" }.joined(), "400 scenarios × 565 months are more than"
      ),
      (
        head + "scenarios:\n" + (0..<1001).map { "  s\($0): {}\n" }.joined(), "at most 1000 scenarios"
      ),
      (head + "draws: 1e9\nscenarios: {a: {}}\n", "an even number of draws"),
    ]
    for (text, part) in cases { #expect(Scenario.message(text).contains(part), "\(part)") }
    #expect(Scenario.message(head + "draws: 100\nscenarios:\n" + long) == "no error")
  }
}
