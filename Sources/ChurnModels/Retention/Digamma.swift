import RealModule

/// ψ(x) = d ln Γ(x)/dx for x > 0.
enum Digamma {
  /// By recurrence to x ≥ 12 and the asymptotic series there (Abramowitz and Stegun 6.3.5, 6.3.18).
  static func value(_ argument: Double) -> Double {
    var (x, sum) = (argument, 0.0)
    while x < 12 {
      sum -= 1 / x
      x += 1
    }
    let y = 1 / (x * x)
    let series = y * (1.0 / 12 - y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240 - y * (1.0 / 132)))))
    return sum + .log(x) - 0.5 / x - series
  }
}
