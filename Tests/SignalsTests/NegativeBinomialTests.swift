import Signals
import Testing

@Suite("Negative binomial counts")
struct NegativeBinomialTests {
  @Test(
    "Tails and quantiles equal those of negative_binomial.py",
    arguments: [
      (2, 7, 13, 2.1970667328649444e-05, 4.642611161181544, 15.055171524170929),
      (0.3, 0.5, 4, 0.006480453142289265, 1.5883236395211293, 11.745413847586802),
      (150, 8, 600, 1.8151756123307704e-07, 223.06587912365453, 540.3564735702072),
      (20, 10000.0, 45, 1.0934178083704537e-06, 26.33022998602947, 44.27028907819881),
      (1200, 30, 2500, 2.2342650552141713e-06, 1492.017524063263, 2508.2093300812644),
      (5, 3, 1, 0.947265625, 10.39234760964676, 38.10709003466724),
    ] as [(Double, Double, Double, Double, Double, Double)])
  func tails(mean: Double, size: Double, n: Double, tail: Double, tenth: Double, far: Double) {
    let counts = NegativeBinomial(mean: mean, size: size)
    #expect(abs(counts.upperTail(from: n) / tail - 1) < 1e-9)
    #expect(abs(counts.upperQuantile(0.1) / tenth - 1) < 1e-5)
    #expect(abs(counts.upperQuantile(2e-6) / far - 1) < 1e-5)
  }
}
