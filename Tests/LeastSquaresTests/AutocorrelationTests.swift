import LeastSquares
import RealModule
import Testing

@Suite("Autocorrelated errors")
struct AutocorrelationTests {
  @Test("Partial autocorrelations, coefficients and stationarity are consistent")
  func processes() throws {
    let process = AutoregressiveProcess(partialAutocorrelations: [0.5, -0.3, 0.2])
    #expect(process.isStationary && process.coefficients[2] == 0.2)
    let partial = try #require(process.partialAutocorrelations)
    #expect(zip(partial, [0.5, -0.3, 0.2]).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(!AutoregressiveProcess([0.5, 0.6]).isStationary)
    #expect(AutoregressiveProcess([1.2, -0.35]).isStationary)
  }

  @Test("Yule–Walker by hand: 1, −2, 3, −1, 2 about the mean 0.6")
  func yuleWalker() {
    // Σ e² = 17.2; Σ e_t e_{t−1} = −1.04 − 6.24 − 3.84 − 2.24 = −13.36; Σ e_t e_{t−2} = 0.96 + 4.16 + 3.36 = 8.48.
    let series = [1.0, -2, 3, -1, 2]
    let (r1, r2) = (-13.36 / 17.2, 8.48 / 17.2)
    let plain = AutoregressiveProcess(yuleWalker: series, order: 2, adjusted: false).coefficients
    let second = (r2 - r1 * r1) / (1 - r1 * r1)
    #expect(correctDigits(plain, [r1 * (1 - second), second]) > 13)
    // Divided by n − k the first would be −0.97.
    let adjusted = AutoregressiveProcess(yuleWalker: series, order: 1).coefficients
    #expect(correctDigits(adjusted, [r1 * 5 / 4]) > 13)
  }

  @Test("The long-run variance ratio of AR(1) is (1 + φ)/(1 − φ), that of MA(1) (1 + θ)²/(1 + θ²)")
  func longRun() throws {
    let autoregressive = try #require(ARMAProcess(ar: [0.6], ma: []).longRunVarianceRatio)
    #expect(correctDigits(autoregressive, 4) > 13)
    let moving = try #require(ARMAProcess(ar: [], ma: [0.5]).longRunVarianceRatio)
    #expect(correctDigits(moving, 2.25 / 1.25) > 13)
    #expect(ARMAProcess(ar: [1.1], ma: []).longRunVarianceRatio == nil)
  }
}
