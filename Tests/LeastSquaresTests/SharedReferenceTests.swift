import Foundation
import LeastSquares
import RealModule
import Testing

/// Public data sets with printed results of Stata and R, which are not part of the project: set `REFERENCE_DATA` to a
/// folder with `macrodata.csv` (as statsmodels ships it) to run these tests.
private let folder = ProcessInfo.processInfo.environment["REFERENCE_DATA"]

@Suite("Printed results of Stata and R", .enabled(if: folder != nil))
struct SharedReferenceTests {
  private func table(_ name: String) throws -> [[Double]] {
    let text = try String(contentsOfFile: try #require(folder) + "/" + name, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map { Double($0) ?? .nan } }
  }

  @Test("macrodata: HC1 and Newey–West of lag 4 agree with Stata, lags 4 and 10 with R")
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
}
