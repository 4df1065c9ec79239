import LeastSquares
import Testing

@Suite("Shapes of residuals")
struct ResidualShapesTests {
  @Test("Autocorrelations by hand: 1, 2, 3, 4")
  func autocorrelations() {
    let result = ResidualShapes.autocorrelations([1, 2, 3, 4], lags: 3)
    // Centred: −1.5, −0.5, 0.5, 1.5; Σ² = 5.
    for (value, expected) in zip(result, [0.25, -0.3, -0.45]) { #expect(abs(value - expected) < 1e-15) }
    #expect(ResidualShapes.autocorrelations([2, 2, 2], lags: 2) == [0, 0])
    #expect(ResidualShapes.autocorrelations([1, 2], lags: 0).isEmpty)
  }

  @Test("Normal scores are symmetric; those of five values are Blom's")
  func normalScores() {
    let scores = ResidualShapes.normalScores(count: 5)
    for (score, expected) in zip(scores, [-1.1798, -0.4972, 0, 0.4972, 1.1798]) {
      #expect(abs(score - expected) < 5e-5)
    }
    #expect(ResidualShapes.normalScores(count: 0).isEmpty)
  }
}
