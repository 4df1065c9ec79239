import LeastSquares
import Testing

/// Certified linear regressions and the digits required of each.
private let required: [(reference: LinearReference, coefficients: Double, standardErrors: Double)] = [
  (.norris, 12, 12), (.pontius, 12, 12), (.noInt1, 12, 12), (.noInt2, 12, 9), (.longley, 11, 9), (.filip, 7, 6),
  (.wampler1, 12, 9), (.wampler2, 12, 9), (.wampler3, 12, 9), (.wampler4, 7, 9), (.wampler5, 6, 9),
]

@Suite("NIST Statistical Reference Datasets: linear regression")
struct NISTLinearTests {
  @Test("Coefficients, standard errors, σ̂ and R² have the certified digits", arguments: required.map(\.reference))
  func certified(_ reference: LinearReference) throws {
    let goal = try #require(required.first { $0.reference.name == reference.name })
    let fit = try solve(reference.design, reference.response)
    let coefficients = correctDigits(fit.coefficients, reference.coefficients)
    let errors = correctDigits(fit.standardErrors, reference.standardErrors)
    let sigma = correctDigits(fit.sigma, reference.sigma)
    let rSquared =
      if case .withoutConstant = reference.terms {
        correctDigits(fit.uncentredRSquared, reference.rSquared)
      } else {
        correctDigits(fit.rSquared, reference.rSquared)
      }
    let digits = [coefficients, errors, sigma, rSquared].map { "\(($0 * 10).rounded() / 10)" }
    print(
      "\(reference.name): correct digits of coefficients \(digits[0]), standard errors \(digits[1]), "
        + "sigma \(digits[2]), R² \(digits[3]); condition number \(fit.conditionNumber)")
    #expect(coefficients >= goal.coefficients)
    #expect(errors >= goal.standardErrors)
    #expect(sigma >= goal.standardErrors)
    #expect(rSquared >= 9)
  }
}
