import RealModule

/// Complex exponential smoothing of ln y without its season: level and potential of information are the parts of one complex
/// number, so that levels and trends need no forms of their own.
///
/// z_t = ℓ_{t−1} + e_t, ℓ_t = ℓ_{t−1} − (1 − α₁) c_{t−1} + (α₀ − α₁) e_t, c_t = ℓ_{t−1} + (1 − α₀) c_{t−1} + (α₀ + α₁) e_t.
/// α₁ = 1 is simple exponential smoothing by α₀ − 1. The two starting values are linear given α and follow by least squares.
///
/// Source: I. Svetunkov, N. Kourentzes and J. K. Ord, *Complex exponential smoothing*, Naval Research Logistics 69 (2022), 1108.
package struct ComplexSmoothing {
  private let real: Double
  private let imaginary: Double
  private let state: (level: Double, information: Double)
  private let offset: Double
  /// The sum of the squares of the errors one period ahead.
  package let sum: Double

  /// Figures needed: four numbers are estimated.
  static let fewest = 8

  /// α = real + i·imaginary with the least squares of the errors one period ahead.
  ///
  /// - Parameter z: ln y without its season; nil for fewer than ``fewest`` figures, and where no α is stable.
  package init?(_ z: [Double]) {
    guard z.count >= Self.fewest else { return nil }
    // Levels are taken from the first, for the sake of rounding.
    let first = z[0]
    let values = z.map { $0 - first }
    var best: (real: Double, imaginary: Double, run: Run)?
    func consider(_ real: Double, _ imaginary: Double) {
      guard Self.isStable(real, imaginary), let run = Run(values, real, imaginary),
        best.map({ run.sum < $0.run.sum }) ?? true
      else { return }
      best = (real, imaginary, run)
    }
    for real in stride(from: 0.6, through: 2.2, by: 0.4) {
      for imaginary in stride(from: 0.6, through: 1.4, by: 0.2) { consider(real, imaginary) }
    }
    var step = (real: 0.2, imaginary: 0.1)
    for _ in 0..<7 {
      guard let centre = best else { return nil }
      for (right, up) in [(1.0, 0.0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)] {
        consider(centre.real + right * step.real, centre.imaginary + up * step.imaginary)
      }
      step = (step.real / 2, step.imaginary / 2)
    }
    guard let best else { return nil }
    (real, imaginary) = (best.real, best.imaginary)
    state = best.run.last
    offset = first
    sum = best.run.sum
  }

  /// The adjusted path of the next periods.
  package func path(_ horizon: Int) -> [Double] {
    var (level, information) = state
    return (0..<horizon).map { _ in
      let ahead = level
      (level, information) = (
        level - (1 - imaginary) * information, level + (1 - real) * information
      )
      return offset + ahead
    }
  }

  /// Whether the influence of old figures fades: the roots of λ² − tλ + d of the recursion of errors are within the unit circle.
  private static func isStable(_ real: Double, _ imaginary: Double) -> Bool {
    // ℓ and c after a figure, as multiples of ℓ and c before it.
    let (ll, lc) = (1 - (real - imaginary), imaginary - 1)
    let (cl, cc) = (1 - (real + imaginary), 1 - real)
    let (trace, determinant) = (ll + cc, ll * cc - lc * cl)
    return abs(determinant) < 1 && abs(trace) < 1 + determinant
  }

  /// The recursion at given parameters, with the best starting values.
  private struct Run {
    let sum: Double
    let last: (level: Double, information: Double)

    init?(_ values: [Double], _ real: Double, _ imaginary: Double) {
      let gains = (level: real - imaginary, information: real + imaginary)
      // The figures from a state of 0, and the effects of both starting values.
      var states = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
      var products = (yy: 0.0, yl: 0.0, yc: 0.0, ll: 0.0, lc: 0.0, cc: 0.0)
      for value in values {
        let errors = (value - states[0].0, -states[1].0, -states[2].0)
        products.yy += errors.0 * errors.0
        products.yl += errors.0 * errors.1
        products.yc += errors.0 * errors.2
        products.ll += errors.1 * errors.1
        products.lc += errors.1 * errors.2
        products.cc += errors.2 * errors.2
        for (index, error) in [errors.0, errors.1, errors.2].enumerated() {
          let (level, information) = states[index]
          states[index] = (
            level - (1 - imaginary) * information + gains.level * error,
            level + (1 - real) * information + gains.information * error
          )
        }
      }
      let determinant = products.ll * products.cc - products.lc * products.lc
      // Where both cannot be told apart, the second is 0.
      var start = (level: -products.yl / products.ll, information: 0.0)
      if determinant > 1e-9 * products.ll * products.cc {
        start.level = (products.lc * products.yc - products.cc * products.yl) / determinant
        start.information = (products.lc * products.yl - products.ll * products.yc) / determinant
      }
      sum = products.yy + start.level * products.yl + start.information * products.yc
      last = (
        states[0].0 + start.level * states[1].0 + start.information * states[2].0,
        states[0].1 + start.level * states[1].1 + start.information * states[2].1
      )
      guard sum.isFinite, last.level.isFinite, last.information.isFinite else { return nil }
    }
  }
}
