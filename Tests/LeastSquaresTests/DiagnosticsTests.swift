import LeastSquares
import Testing

/// References: statsmodels, by Reference/statsmodels_references.py.
@Suite("Diagnostics of a fit")
struct DiagnosticsTests {
  private let rows = [0, 5, 18, 39]

  @Test("Influence agrees with statsmodels, and leaving out means leaving out")
  func influence() throws {
    let fit = try solve(Forty.design, Forty.response)
    let influence = fit.influence(design: Forty.design)
    func check(_ values: [Double], _ references: [Double]) {
      #expect(correctDigits(rows.map { values[$0] }, references) > 10)
    }
    check(influence.leverages, [0.11327387804884737, 0.07988705270312735, 0.042503511477322356, 0.12013963336001368])
    check(
      influence.leaveOneOutResiduals, [-0.5970774650235215, 2.453048452245207, 2.1714733127618935, 0.00466210521470039])
    check(
      influence.studentisedResiduals,
      [-0.6727594018337535, 2.815535720532053, 2.5424793570607522, 0.005232669345582879])
    check(
      influence.externallyStudentisedResiduals,
      [-0.6677022102896156, 3.1330633101289678, 2.760603560257833, 0.005161475157709622])
    check(
      influence.cooksDistances,
      [0.019272522599256083, 0.22942254095390044, 0.09564917700673835, 1.2462290682429606e-06])
    check(influence.dffits, [-0.23864533390894124, 0.9231808759143646, 0.5816314134944744, 0.001907260940862395])
    #expect(abs(influence.leverages.reduce(0, +) - 3) < 1e-13)

    let kept = (0..<40).filter { $0 != 5 }
    let without = try solve(
      Matrix(columns: (0..<3).map { column in kept.map { Forty.design[$0, column] } }), kept.map { Forty.response[$0] })
    let predicted = (0..<3).reduce(0.0) { $0 + Forty.design[5, $1] * without.coefficients[$1] }
    #expect(correctDigits(influence.leaveOneOutResiduals[5], Forty.response[5] - predicted) > 12)
  }

  @Test("Tests of residuals agree with statsmodels")
  func residualTests() throws {
    let fit = try solve(Forty.design, Forty.response)
    func check(_ result: TestResult, _ statistic: Double, _ pValue: Double) {
      #expect(correctDigits([result.statistic, result.pValue], [statistic, pValue]) > 10)
    }
    check(ResidualTests.ljungBox(fit.residuals, lags: 6), 2.254360176304443, 0.8948823669248985)
    check(
      try ResidualTests.breuschPagan(fit.residuals, design: Forty.design), 0.6704110834887533, 0.7151910696240269)
    check(try ResidualTests.white(fit.residuals, design: Forty.design), 3.0059428959172196, 0.6990695591241507)
    check(ResidualTests.jarqueBera(fit.residuals), 8.888417462606595, 0.011746396910841082)
    check(ResidualTests.cusum(fit.residuals, parameters: 3), 0.6076950185479942, 0.8539325055394057)
    #expect(ResidualTests.ljungBox(fit.residuals, lags: 6, fitted: 2).degreesOfFreedom == 4)
  }

  @Test("The squares of dummies do not stop White's test")
  func whiteWithDummies() throws {
    let dummy = (0..<40).map { $0 % 2 == 0 ? 1.0 : 0 }
    let design = Matrix(columns: [Forty.design.column(0), Forty.x1, dummy])
    let fit = try solve(design, Forty.response)
    #expect(try ResidualTests.white(fit.residuals, design: design).degreesOfFreedom == 4)
  }

  @Test("Collinearity agrees with numpy's singular values")
  func collinearity() throws {
    let collinearity = try Collinearity(Forty.design)
    #expect(correctDigits(collinearity.conditionIndices, [1.0, 2.788374393930322, 4.162136598109483]) > 13)
    let shares = [0.04531558620623101, 0.5925580724402273, 0.36212634135354177]
    #expect(correctDigits(collinearity.varianceShares.column(1), shares) > 12)
    #expect(correctDigits(Array(collinearity.varianceInflation[1...]), [1.004403047160876, 1.0044030471608763]) > 12)
    #expect(collinearity.varianceInflation[0].isNaN)
    #expect(throws: LeastSquaresError.dependentColumns([.init(column: 1, on: [0])])) {
      try Collinearity(Matrix(columns: [[1, 2, 3], [2, 4, 6]]))
    }
  }

  @Test("The logarithms of normal tails go on where probabilities end")
  func logTails() {
    // mpmath: log(erfc(x/√2)/2).
    #expect(correctDigits(Normal.logUpperTail(10), -53.231285150512471) > 14)
    #expect(correctDigits(Normal.logUpperTail(100), -5005.5242086942051) > 14)
    #expect(correctDigits(Normal.logCDF(-1e6), -500000000014.73445) > 14)
    #expect(correctDigits(Normal.logCDF(8), -6.2209605742717861e-16) > 13)
    #expect(abs(Normal.logUpperTail(30) - Normal.logUpperTail(30.nextDown)) < 1e-10)
  }
}
