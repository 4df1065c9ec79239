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

  /// Around the limits of numbers, of whole ones, and of Boost's continued fractions.
  private static let extremes = [
    0, -0.0, 1, -1, 0.5, .leastNonzeroMagnitude, 1e-300, 1e300, -1e300, .infinity, -.infinity, .nan, 2, 1e5,
    2_147_483_647, 1e9,
    4_294_967_296, 9.3e18, 1e19, 1e50, 1e-10, 1 - 1e-16,
  ]

  @Test("Whatever the parameters, there is a result in time, and it is a probability or NaN", arguments: extremes)
  func anyParameters(first: Double) {
    func isProbability(_ value: Double) -> Bool { value.isNaN || (-1e-9...(1 + 1e-9)).contains(value) }
    for x in Self.extremes {
      let (t, chi) = (StudentT(degreesOfFreedom: first), ChiSquared(degreesOfFreedom: first))
      #expect(isProbability(t.cdf(x)) && isProbability(t.upperTail(x)), "t(\(first)) at \(x)")
      if x > 0 { #expect(isProbability(chi.cdf(x)) && isProbability(chi.upperTail(x)), "χ²(\(first)) at \(x)") }
      _ = (t.quantile(x), chi.quantile(x), Normal.quantile(x))
      for second in Self.extremes {
        let f = FDistribution(numerator: first, denominator: second)
        if x > 0 { #expect(isProbability(f.cdf(x)) && isProbability(f.upperTail(x)), "F(\(first), \(second)) at \(x)") }
        _ = f.quantile(x)
      }
    }
  }

  @Test("What is not a number has no probability")
  func notNumbers() {
    #expect(FDistribution(numerator: 2, denominator: .nan).cdf(1).isNaN)
    #expect(FDistribution(numerator: .nan, denominator: 2).upperTail(1).isNaN)
    #expect(StudentT(degreesOfFreedom: .nan).quantile(0.5).isNaN && StudentT(degreesOfFreedom: 3).cdf(.nan).isNaN)
    #expect(ChiSquared(degreesOfFreedom: .nan).cdf(1).isNaN && Normal.cdf(.nan).isNaN)
    // Beyond 10⁹ degrees of freedom the distribution no longer changes.
    let large = FDistribution(numerator: 3, denominator: 1e19).upperTail(2)
    #expect(correctDigits(large, ChiSquared(degreesOfFreedom: 3).upperTail(6)) > 7)
  }
}
