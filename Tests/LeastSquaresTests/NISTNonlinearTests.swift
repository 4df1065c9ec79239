import LeastSquares
import RealModule
import Testing

extension NonlinearReference {
  static let all: [NonlinearReference] = [
    .misra1a, .misra1b, .misra1c, .misra1d, .chwirut1, .chwirut2, .danWood, .gauss1, .gauss2, .lanczos1, .lanczos3,
    .enso,
    .mgh17, .rat42, .boxBOD, .mgh09, .mgh10, .rat43,
  ]
}

@Suite("NIST Statistical Reference Datasets: nonlinear regression")
struct NISTNonlinearTests {
  @Test(
    "Both starts converge to the certified digits with default settings", arguments: NonlinearReference.all, [0, 1])
  func certified(_ reference: NonlinearReference, start: Int) throws {
    let count = reference.y.count
    let analytic = LevenbergMarquardt().minimise(
      from: reference.starts[start], count: count, residuals: reference.residuals, jacobian: reference.jacobian)
    let differences = LevenbergMarquardt().minimise(
      from: reference.starts[start], count: count, residuals: reference.residuals)
    let digits = correctDigits(analytic.parameters, reference.parameters)
    let differenceDigits = correctDigits(differences.parameters, reference.parameters)
    // Standard errors from the Jacobian at the solution.
    var jacobian = Matrix(rows: count, columns: reference.parameters.count)
    reference.jacobian(analytic.parameters, &jacobian)
    let errors = try solve(jacobian, analytic.residuals).standardErrors
    let errorDigits = correctDigits(errors, reference.standardErrors)
    print(
      "\(reference.name), start \(start + 1): digits \(short(digits)) analytic in \(analytic.evaluations) evaluations, "
        + "\(short(differenceDigits)) by differences, standard errors \(short(errorDigits)); \(analytic.termination)")
    #expect(analytic.converged && differences.converged)
    #expect(digits >= (reference.name == "Lanczos1" ? 5 : 8))
    #expect(differenceDigits >= (reference.name == "Lanczos1" ? 5 : 6))
    // Lanczos1's certified residual, 1e-25, is below what doubles hold.
    if reference.name != "Lanczos1" { #expect(errorDigits >= 6) }
  }

  private func short(_ digits: Double) -> Double { (digits * 10).rounded() / 10 }
}
