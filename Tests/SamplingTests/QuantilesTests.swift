import ChurnForecast
import Testing

@Suite("Quantiles")
struct QuantilesTests {
  @Test("Quantiles follow definition 7, R's default")
  func definition() {
    // quantile(c(3, 1, 4, 1, 5, 9), c(0, .1, .5, .8, 1)) in R: 1, 1, 3.5, 5, 9.
    #expect(quantiles(of: [3, 1, 4, 1, 5, 9], probabilities: [0, 0.1, 0.5, 0.8, 1]) == [1, 1, 3.5, 5, 9])
    #expect(quantiles(of: [2], probabilities: [0.3]) == [2])
  }
}
