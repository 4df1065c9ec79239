import LeastSquares
import RealModule
import Testing

@Suite("Variable projection and bounds of nonlinear fits")
struct SeparableTests {
  /// Lanczos3 is three decaying exponentials: linear in their sizes.
  @Test("Lanczos3 by variable projection: the certified parameters and errors", arguments: [true, false])
  func lanczos(analytic: Bool) throws {
    let reference = NonlinearReference.lanczos3
    let fit = try VariableProjection().minimise(
      from: [0.3, 5.5, 7.6], response: reference.y, linear: 3,
      basis: { alpha, phi in
        for (row, x) in reference.x.enumerated() { for k in 0..<3 { phi[row, k] = .exp(-alpha[k] * x) } }
      },
      derivative: analytic
        ? { alpha, k, slope in
          for (row, x) in reference.x.enumerated() {
            for column in 0..<3 { slope[row, column] = column == k ? -x * .exp(-alpha[k] * x) : 0 }
          }
        } : nil)
    #expect(fit.search.converged)
    // The order of the three exponentials is free.
    let order = fit.nonlinear.indices.sorted { fit.nonlinear[$0] < fit.nonlinear[$1] }
    let found = order.flatMap { [fit.linear[$0], fit.nonlinear[$0]] }
    #expect(correctDigits(found, reference.parameters) > (analytic ? 8 : 6))
    let errors = fit.covariance.standardErrors
    let sorted = order.flatMap { [errors[$0], errors[3 + $0]] }
    #expect(correctDigits(sorted, reference.standardErrors) > (analytic ? 8 : 5))
    #expect(correctDigits(fit.residualSumOfSquares, reference.residualSumOfSquares) > 6)
  }

  @Test("A bound that binds is kept, and the rest is the fit under it")
  func bounds() {
    let reference = NonlinearReference.misra1a
    let bounded = LevenbergMarquardt().minimise(
      from: [250, 5e-4], count: reference.y.count, residuals: reference.residuals, jacobian: reference.jacobian,
      bounds: [0...230, 0...1])
    #expect(bounded.converged)
    #expect(bounded.parameters[0] == 230)
    // The best b₂ for b₁ = 230 by a search of its own.
    let alone = LevenbergMarquardt().minimise(from: [5e-4], count: reference.y.count) { b, f in
      reference.residuals([230, b[0]], &f)
    }
    #expect(correctDigits(bounded.parameters[1], alone.parameters[0]) > 8)
    let free = LevenbergMarquardt().minimise(
      from: [250, 5e-4], count: reference.y.count, residuals: reference.residuals, bounds: [0...1e6, 0...1])
    #expect(correctDigits(free.parameters, reference.parameters) > 8)
  }
}
