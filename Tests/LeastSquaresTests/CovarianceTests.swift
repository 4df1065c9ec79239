import LeastSquares
import Testing

/// References: R's sandwich, by Reference/references.R.
@Suite("Covariance of the coefficients")
struct CovarianceTests {
  private static let references: [(CovarianceEstimator, [Double])] = [
    (
      .hc0,
      [
        0.0708021796230645650, -0.0126933840105474052, -0.0181881577846334554, -0.0126933840105474070,
        0.0178217153556074030, -0.0027600295318482276, -0.0181881577846334588, -0.0027600295318482276,
        0.0091735233511371691,
      ]
    ),
    (
      .hc1,
      [
        0.0765428968897995665, -0.0137225773086998848, -0.0196628732806848304, -0.0137225773086998831,
        0.0192667193033593392, -0.0029838157101061912, -0.0196628732806848339, -0.0029838157101061882,
        0.0099173225417699181,
      ]
    ),
    (
      .hc2,
      [
        0.0764259709864794634, -0.0139997456153708177, -0.0196153620362419928, -0.0139997456153708438,
        0.0199245609699438761, -0.0032166985879199823, -0.0196153620362419963, -0.0032166985879199836,
        0.0100785002572258212,
      ]
    ),
    (
      .hc3,
      [
        0.0825671404722803370, -0.0154741426071934845, -0.0211553762248526296, -0.0154741426071934481,
        0.0223077542117143743, -0.0037482241499714715, -0.0211553762248526192, -0.0037482241499714707,
        0.0110840357824090914,
      ]
    ),
    (
      .neweyWest(lag: .lags(4), smallSample: false),
      [
        0.06408774160955076071, -0.02474322033078836178, -0.01192940716326695502, -0.02474322033078836872,
        0.02852458651451098698, 0.00046004573055326899, -0.01192940716326694461, 0.00046004573055326504,
        0.00460334961057100225,
      ]
    ),
    (
      .neweyWest(lag: .lags(10), smallSample: true),
      [
        0.03929250555696912894, -0.02754632236588848773, -0.00699319181119248401, -0.02754632236588849814,
        0.04040436382145151661, -0.00025465589804761268, -0.00699319181119247620, -0.00025465589804762049,
        0.00328580011696195679,
      ]
    ),
    (
      .neweyWest(lag: .automatic, smallSample: false),
      [
        0.06426736688435986944, -0.02204074474968894387, -0.01249516704677206339, -0.02204074474968893693,
        0.02662901554464929335, -0.00017375688346480016, -0.01249516704677205298, -0.00017375688346480124,
        0.00513371419411894851,
      ]
    ),
    (
      .cluster((0..<40).map { $0 / 8 }, smallSample: true),
      [
        0.0708602012706544410, -0.0543270671528606128, -0.0039726717211859067, -0.0543270671528606128,
        0.0515131922506648354, 0.0017730905208741946, -0.0039726717211859084, 0.0017730905208742003,
        0.0012786453412609894,
      ]
    ),
    (
      .cluster((0..<40).map { $0 / 8 }, smallSample: false),
      [
        0.05378107583618904619, -0.04123285096729936705, -0.00301515597300264096, -0.04123285096729935317,
        0.03909719206717127138, 0.00134573024148400993, -0.00301515597300263749, 0.00134573024148401080,
        0.00097045902823910855,
      ]
    ),
  ]

  @Test("Every estimator agrees with R's `sandwich`", arguments: references.indices)
  func sandwich(index: Int) throws {
    let (estimator, reference) = Self.references[index]
    let fit = try solve(Forty.design, Forty.response)
    // Small elements beside large ones lose digits in R too.
    #expect(correctDigits(fit.covariance(estimator, design: Forty.design).elements, reference) > 10)
  }

  @Test("Coefficients and classical errors agree with R's `lm`")
  func classical() throws {
    let fit = try solve(Forty.design, Forty.response)
    #expect(correctDigits(fit.coefficients, [2.52944418506473045, 0.60318241143329931, -0.32515229132044593]) > 13)
    let errors = [0.281274615976753184, 0.178193327739897683, 0.093642860823309471]
    #expect(correctDigits(fit.covariance(.classical, design: Forty.design).standardErrors, errors) > 13)
    #expect(fit.automaticLag(design: Forty.design) == 3)
  }

  @Test("With weights the estimators equal those of the rows multiplied by √w")
  func weights() throws {
    let weights = (0..<40).map { 0.5 + Double($0 % 4) }
    let fit = try solve(Forty.design, Forty.response, weights: weights)
    let columns = (0..<3).map { column in zip(Forty.design.column(column), weights).map { $0 * $1.squareRoot() } }
    let scaled = Matrix(columns: columns)
    let plain = try solve(scaled, zip(Forty.response, weights).map { $0 * $1.squareRoot() })
    for estimator in [CovarianceEstimator.hc3, .neweyWest(lag: .lags(3), smallSample: true)] {
      let weighted = fit.covariance(estimator, design: Forty.design, weights: weights).elements
      #expect(correctDigits(weighted, plain.covariance(estimator, design: scaled).elements) > 11)
    }
  }

  @Test("Newey–West without lags and clusters of one row both equal HC0")
  func specialCases() throws {
    let fit = try solve(Forty.design, Forty.response)
    let hc0 = fit.covariance(.hc0, design: Forty.design).elements
    let lagless = fit.covariance(.neweyWest(lag: .lags(0), smallSample: false), design: Forty.design).elements
    let single = fit.covariance(.cluster(Array(0..<40), smallSample: false), design: Forty.design).elements
    #expect(correctDigits(lagless, hc0) > 14 && correctDigits(single, hc0) > 14)
  }

  /// L = ⌊1.1447 ((2Σ j s_j)/(s₀ + 2Σ s_j))^{2/3} n^{1/3}⌋ of Newey and West (1994) for waves of b ones and b minus ones about
  /// their mean, the ratio in whole numbers:
  ///
  /// b = 11, n = 40, m = 3: 1.1447 (6973/4827)^{2/3} 40^{1/3} = 5.0027;
  /// b = 5, n = 99, m = 3: 1.1447 (23492/55113)^{2/3} 99^{1/3} = 2.9993;
  /// b = 9, n = 100, m = 4: 1.1447 (7221/4792)^{2/3} 100^{1/3} = 6.9836;
  /// b = 3, n = 400, m = 5: 1.1447 (9559531/1575963)^{2/3} 400^{1/3} = 28.0525.
  @Test(
    "The automatic lag, by hand: two just above an integer, two just below",
    arguments: [(11, 40, 5), (5, 99, 2), (9, 100, 6), (3, 400, 28)])
  func automaticLag(width: Int, count: Int, lag: Int) throws {
    let wave = (0..<count).map { ($0 / width) % 2 == 0 ? 1.0 : -1 }
    let design = Matrix(columns: [[Double](repeating: 1, count: count)])
    #expect(try solve(design, wave).automaticLag(design: design) == lag)
  }
}
