import LeastSquares
import RealModule
import Testing

@Suite("Levenberg–Marquardt")
struct LevenbergMarquardtTests {
  /// NIST StRD Misra1a: y = b₁(1 − exp(−b₂x)).
  private enum Misra1a {
    static let x = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760]
    static let y = [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78,
    ]
    static let certified = [2.3894212918e+02, 5.5015643181e-04]
    static let sum = 1.2455138894e-01

    static func residuals(_ b: [Double], _ f: inout [Double]) {
      for row in x.indices { f[row] = y[row] - b[0] * (1 - .exp(-b[1] * x[row])) }
    }

    static func jacobian(_ b: [Double], _ j: inout Matrix) {
      for row in x.indices {
        j[row, 0] = -(1 - .exp(-b[1] * x[row]))
        j[row, 1] = -b[0] * x[row] * .exp(-b[1] * x[row])
      }
    }
  }

  @Test("Misra1a converges from both starts to the certified digits", arguments: [[500, 0.0001], [250, 0.0005]])
  func misra1a(start: [Double]) {
    let analytic = LevenbergMarquardt()
      .minimise(from: start, count: 14, residuals: Misra1a.residuals, jacobian: Misra1a.jacobian)
    #expect(analytic.converged)
    #expect(correctDigits(analytic.parameters, Misra1a.certified) > 9)
    #expect(correctDigits(analytic.residualSumOfSquares, Misra1a.sum) > 10)
    let differences = LevenbergMarquardt().minimise(from: start, count: 14, residuals: Misra1a.residuals)
    #expect(differences.converged)
    #expect(correctDigits(differences.parameters, Misra1a.certified) > 7)
  }

  @Test("Rosenbrock's valley is followed to its zero")
  func rosenbrock() {
    let fit = LevenbergMarquardt().minimise(from: [-1.2, 1], count: 2) { x, f in
      f[0] = 10 * (x[1] - x[0] * x[0])
      f[1] = 1 - x[0]
    }
    #expect(fit.converged)
    #expect(zip(fit.parameters, [1.0, 1]).allSatisfy { abs($0 - $1) < 1e-7 })
  }

  @Test("A singular Jacobian still finds a minimum")
  func singular() {
    let fit = LevenbergMarquardt().minimise(from: [3, 4], count: 2) { x, f in
      f[0] = x[0] + x[1] - 1
      f[1] = 2 * (x[0] + x[1] - 1)
    }
    #expect(fit.converged)
    #expect(abs(fit.parameters[0] + fit.parameters[1] - 1) < 1e-12)
  }

  @Test("The fit records how the run ended")
  func termination() {
    var limited = LevenbergMarquardt()
    limited.maximumEvaluations = 3
    let short = limited.minimise(
      from: [500, 0.0001], count: 14, residuals: Misra1a.residuals, jacobian: Misra1a.jacobian)
    #expect(short.termination == .evaluationLimit && !short.converged)
    let broken = LevenbergMarquardt().minimise(from: [1], count: 1) { _, f in f[0] = .nan }
    #expect(broken.termination == .notFinite && !broken.converged)
  }

  @Test("A bound that binds is kept, and the other unknowns are fitted given the bound")
  func bounds() {
    let reference = NonlinearReference.misra1a
    let bounded = LevenbergMarquardt().minimise(
      from: [250, 5e-4], count: reference.y.count, residuals: reference.residuals, jacobian: reference.jacobian,
      bounds: [0...230, 0...1])
    #expect(bounded.converged)
    #expect(bounded.parameters[0] == 230)
    // The best b₂ for b₁ = 230 by an independent search.
    let alone = LevenbergMarquardt().minimise(from: [5e-4], count: reference.y.count) { b, f in
      reference.residuals([230, b[0]], &f)
    }
    #expect(correctDigits(bounded.parameters[1], alone.parameters[0]) > 8)
    let free = LevenbergMarquardt().minimise(
      from: [250, 5e-4], count: reference.y.count, residuals: reference.residuals, bounds: [0...1e6, 0...1])
    #expect(correctDigits(free.parameters, reference.parameters) > 8)
  }
}

@Suite("Levenberg–Marquardt beyond zero")
struct BeyondZeroTests {
  @Test("A first step that lands on zero does not end the search", arguments: [0.3, -0.3, 1e-3, 0, 1e-19])
  func zero(start: Double) {
    // The minimum is on the other side of zero, two steps of the start's length away or more.
    let target = start < 1e-9 && start >= 0 ? 0.4 : -start
    let fit = LevenbergMarquardt().minimise(from: [start], count: 3) { x, f in
      for row in 0..<3 { f[row] = Double.exp(x[0] - target) - 1 + 0.1 * Double(row) }
    }
    let best = target + Double.log(0.9)
    #expect(fit.converged && abs(fit.parameters[0] - best) < 1e-8)
  }
}

@Suite("Levenberg–Marquardt within bounds")
struct BoundedLevenbergMarquardtTests {
  @Test("A linear problem whose step is stopped by two bounds ends at its solution, not at a corner")
  func corner() {
    let columns = [[2.0, 2, 0], [3.0, 2, 2], [2.0, 2, 1]]
    let y = [2.0, 3, 0]
    let fit = LevenbergMarquardt().minimise(
      from: [0.5, 0.5, 0.5], count: 3,
      residuals: { x, f in
        for row in 0..<3 { f[row] = y[row] - (0..<3).reduce(0) { $0 + columns[$1][row] * x[$1] } }
      }, bounds: [0...1, 0...1, 0...1])
    #expect(abs(fit.residualSumOfSquares - 5.0 / 9) < 1e-12)
    for (found, wanted) in zip(fit.parameters, [1, 0, 2.0 / 9]) { #expect(abs(found - wanted) < 1e-9) }
  }
}
