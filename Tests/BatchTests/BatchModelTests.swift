import ChurnForecast
import Testing

@Suite("Models of a batch")
struct BatchModelTests {
  @Test("Every plain forecaster can stand in for a model under its own name")
  func fallbacks() {
    #expect(Fallback.allCases.map(\.rawValue) == Benchmark.allCases.map(\.rawValue))
  }
}
