import RealModule

/// The first two derivatives of log Γ for positive arguments.
///
/// Source: recurrence to arguments from 10 or 12 on, then the asymptotic series (Abramowitz and Stegun 6.3.18 and 6.4.12).
enum PolyGamma {
  /// ψ(x) = d log Γ(x) / dx.
  static func digamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var (argument, sum) = (x, 0.0)
    while argument < 12 {
      sum -= 1 / argument
      argument += 1
    }
    let square = 1 / (argument * argument)
    let series =
      square
      * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132)))))
    return sum + .log(argument) - 0.5 / argument - series
  }

  /// ψ'(x).
  static func trigamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var argument = x
    var sum = 0.0
    while argument < 10 {
      sum += 1 / (argument * argument)
      argument += 1
    }
    let square = 1 / (argument * argument)
    let series = 1 / 6 - square * (1 / 30 - square * (1 / 42 - square * (1 / 30 - square * (5 / 66))))
    return sum + (1 + 0.5 / argument + square * series) / argument
  }

  /// x with ψ'(x) = y, for y > 0.
  ///
  /// 1/ψ' is nearly a straight line, so that Newton's steps on it converge from below (Smyth 2004, appendix).
  static func inverseTrigamma(_ y: Double) -> Double {
    if y > 1e7 { return 1 / .sqrt(y) }
    if y < 1e-6 { return 1 / y }
    var x = 0.5 + 1 / y
    for _ in 0..<60 {
      let value = trigamma(x)
      let step = x * 1e-6
      let slope = (trigamma(x + step) - trigamma(x - step)) / (2 * step)
      let change = value * (1 - value / y) / slope
      x = max(x + change, x / 10)
      if abs(change) < 1e-12 * x { break }
    }
    return x
  }
}
