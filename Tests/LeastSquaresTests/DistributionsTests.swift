import LeastSquares
import Testing

/// Values by mpmath with 40 digits: Reference/linear.py.
@Suite("Distributions")
struct DistributionsTests {
  @Test("Degrees of freedom too small to compute with give NaN", arguments: [1e-308, 0, -1, .nan, 0.009])
  func tinyFreedom(freedom: Double) {
    #expect(StudentT(degreesOfFreedom: freedom).quantile(0.9).isNaN && StudentT(degreesOfFreedom: freedom).cdf(1).isNaN)
    #expect(ChiSquared(degreesOfFreedom: freedom).quantile(0.9).isNaN)
    #expect(FDistribution(numerator: freedom, denominator: 5).upperTail(1).isNaN)
    #expect(FDistribution(numerator: 5, denominator: freedom).quantile(0.5).isNaN)
  }

  @Test("Normal: tails without cancellation and quantiles")
  func normal() {
    #expect(correctDigits(Normal.upperTail(1.96), 0.024997895148220434) > 14)
    #expect(correctDigits(Normal.cdf(-1.96), 0.024997895148220434) > 14)
    #expect(correctDigits(Normal.upperTail(37), 5.7255712225245768e-300) > 11)
    #expect(correctDigits(Normal.quantile(0.975), 1.9599639845400542) > 14)
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1.5).isNaN)
  }

  @Test("Student's t")
  func studentT() {
    #expect(correctDigits(StudentT(degreesOfFreedom: 7).upperTail(2.5), 0.020496109292876448) > 13)
    #expect(correctDigits(StudentT(degreesOfFreedom: 30).upperTail(40), 6.8630225972032014e-28) > 12)
    #expect(correctDigits(StudentT(degreesOfFreedom: 7).quantile(0.975), 2.3646242515927853) > 13)
    #expect(correctDigits(StudentT(degreesOfFreedom: 157).halfWidth(coverage: 0.8), 1.2869670529030225) > 13)
    #expect(correctDigits(StudentT(degreesOfFreedom: 7).twoSidedTail(-2.5), 2 * 0.020496109292876448) > 13)
    #expect(StudentT(degreesOfFreedom: 0).cdf(1).isNaN)
  }

  @Test("F and χ²")
  func fAndChiSquared() {
    #expect(correctDigits(FDistribution(numerator: 3, denominator: 20).upperTail(4.2), 0.018557419834826201) > 13)
    #expect(correctDigits(ChiSquared(degreesOfFreedom: 4).upperTail(11.3), 0.023391486553165663) > 13)
    #expect(correctDigits(ChiSquared(degreesOfFreedom: 4).upperTail(1400), 6.9116332571755994e-302) > 11)
    #expect(correctDigits(ChiSquared(degreesOfFreedom: 9).quantile(0.3), 6.3933059644753114) > 13)
    let f = FDistribution(numerator: 3, denominator: 20)
    #expect(correctDigits(f.cdf(f.quantile(0.9)), 0.9) > 12)
  }
}
