import Foundation
import LeastSquares
import RealModule
import Testing

/// Public data sets with printed results of Stata and R, which are not part of the project: set `REFERENCE_DATA` to a
/// folder with `macrodata.csv` and `friedman2.csv` (as statsmodels ships them) to run these tests.
private let folder = ProcessInfo.processInfo.environment["REFERENCE_DATA"]

@Suite("Printed results of Stata and R", .enabled(if: folder != nil))
struct SharedReferenceTests {
  private func table(_ name: String) throws -> [[Double]] {
    let text = try String(contentsOfFile: try #require(folder) + "/" + name, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map { Double($0) ?? .nan } }
  }

  @Test("macrodata: HC1 and Newey–West of lag 4 against Stata, lag 4 and 10 against R")
  func macrodata() throws {
    let rows = try table("macrodata.csv")
    let growth = { (column: Int) in
      zip(rows.dropFirst(), rows).map { 400 * (Double.log($0[column]) - .log($1[column])) }
    }
    let ones = [Double](repeating: 1, count: rows.count - 1)
    let design = Matrix(columns: [growth(2), rows.dropLast().map { $0[13] }, ones])
    let fit = try solve(design, growth(4))
    #expect(correctDigits(fit.coefficients, [4.3742216647032, -0.61399696947899, -9.4816727746549]) > 12)
    func digits(_ estimator: CovarianceEstimator, _ errors: [Double]) -> Double {
      correctDigits(fit.covariance(estimator, design: design).standardErrors, errors)
    }
    #expect(digits(.hc1, [0.32355452428856, 0.32772840315987, 1.3690593206013]) > 12)
    #expect(
      digits(
        .neweyWest(lag: .lags(4), smallSample: true), [0.33125644884286, 0.29582347593197, 1.1859338087713]) > 12)
    #expect(
      digits(
        .neweyWest(lag: .lags(4), smallSample: false),
        [0.1081011690351306, 0.0862118527405036, 1.385551290884014].map { .sqrt($0) }) > 12)
    #expect(
      digits(
        .neweyWest(lag: .lags(10), smallSample: false),
        [0.1049107028987101, 0.0985539340694839, 1.257386180080192].map { .sqrt($0) }) > 12)
    #expect(correctDigits(fit.criteria.logLikelihood, -763.9752181602238) > 12)
  }

  @Test("friedman2: regression with ARMA(1, 1) errors against Stata")
  func friedman2() throws {
    let rows = try table("friedman2.csv")
    let design = Matrix(columns: [rows.map { _ in 1 }, rows.map { $0[2] }])
    let fit = try ARMAErrors(ar: 1, ma: 1).fit(design, rows.map { $0[1] })
    print("friedman2: ln L \(fit.logLikelihood), \(fit.coefficients), \(fit.process), sigma² \(fit.sigma * fit.sigma)")
    #expect(correctDigits(fit.logLikelihood, -340.50774) > 6)
    #expect(correctDigits(fit.coefficients, [-36.09872, 1.122029]) > 3)
    #expect(correctDigits(fit.process.ar + fit.process.ma, [0.9348486, 0.3090592]) > 3)
    let information = try #require(fit.informationCovariance).standardErrors
    print("information-matrix errors \(information)")
    #expect(correctDigits(information, [33.95924, 0.0324069, 0.039903, 0.1125186, 0.7122745]) > 3)
    let outer = try #require(fit.outerProductCovariance).standardErrors
    print("outer-product errors \(outer)")
    #expect(correctDigits(outer, [56.56703, 0.0363563, 0.0411323, 0.0885883, 0.5635157]) > 3)
  }
}
