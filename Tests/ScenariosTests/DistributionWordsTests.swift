import ChurnForecast
import Testing

@Suite("Words of distributions")
struct DistributionWordsTests {
  private func file(_ path: String) throws -> ScenarioFile {
    try ScenarioFile(
      file: "s.yaml",
      text: """
        base: {data: d.csv, month: 2022-12}
        growth: {perYear: 0}
        drivers: {x: {reference: 1, effect: 0.01}}
        horizon: 2023-12
        scenarios:
          a: {x: \(path)}
        """)
  }

  private func randomness(_ path: String) throws -> DriverRandomness? {
    try file(path).scenarios[0].paths[0].randomness
  }

  @Test("Every process of drivers is a distribution")
  func processes() throws {
    #expect(try randomness("{distribution: {process: poisson, rate: 2}}") == .poisson(rate: 2))
    #expect(
      try randomness("{distribution: {process: negative-binomial, size: 3}}") == .negativeBinomial(rate: nil, size: 3))
    #expect(
      try randomness("{distribution: {process: autoregressive, sd: 1, persistence: 0.5}}")
        == .autoregressive(mean: nil, standardDeviation: 1, persistence: 0.5, lowest: nil))
    #expect(
      try randomness("{distribution: {process: seasonal, sd: 1}}")
        == .seasonal(pattern: nil, standardDeviation: 1, persistence: 0, lowest: nil))
    #expect(
      try randomness("{distribution: {process: random-walk, sd: 1, lowest: 0}}")
        == .randomWalk(standardDeviation: 1, lowest: 0))
    #expect(Set(DriverProcess.allCases.map(\.rawValue)).isSubset(of: DriverRandomness.words))
    for word in DriverForecastMethod.words {
      #expect(try randomness("{forecast: \(word)}") == .forecast(DriverForecastMethod(word)))
    }
  }

  @Test("The old word for an autoregression is read, with one remark that has its line")
  func oldWord() throws {
    let old = try file("{distribution: {process: normal, sd: 1}}")
    #expect(
      old.scenarios[0].paths[0].randomness
        == .autoregressive(mean: nil, standardDeviation: 1, persistence: 0, lowest: nil))
    #expect(old.remarks == ["s.yaml:6: normal is now called autoregressive."])
    #expect(try file("{distribution: {process: autoregressive, sd: 1}}").remarks.isEmpty)
  }

  @Test(
    "A word that changed its meaning, unknown words and numbers of another process are refused",
    arguments: [
      ("{forecast: hold}", "{forecast: random-walk}"), ("{forecast: hold}", "as certain, write hold"),
      ("{distribution: {process: random-walk, sd: 1, persistence: 0.5}}", "there is no key `persistence`"),
      ("{distribution: {process: seasonl, sd: 1}}", "seasonal"), ("{distribution: random-walk}", "random-walk, …}"),
      ("{distribution: {process: negative-binomial}}", "the key `size` is missing"),
      ("{distribution: {process: negative-binomial, size: 0}}", "a size from 0.01 to 1e9"),
    ])
  func refusals(path: String, message: String) {
    let error = #expect(throws: SpecificationError.self) { try file(path) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    #expect(error?.description.hasPrefix("s.yaml:6:") == true)
  }
}
