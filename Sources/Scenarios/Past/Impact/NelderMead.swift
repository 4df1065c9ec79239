/// Searches for a minimum of a function of few unknowns without derivatives.
///
/// Source: J. A. Nelder and R. Mead, The Computer Journal 7 (1965), 308.
struct NelderMead {
  /// The most evaluations.
  let evaluations: Int
  /// The search ends where the values at the corners differ by less than this share.
  let tolerance: Double

  /// The best corner found.
  ///
  /// - Parameters:
  ///   - start: the first corner.
  ///   - step: how far the other corners are from it, each along one unknown.
  ///   - function: finite or infinite, never NaN.
  /// - Returns: the unknowns and the value there.
  func minimise(_ start: [Double], step: Double, _ function: ([Double]) -> Double) -> (x: [Double], value: Double) {
    let n = start.count
    var corners = [(x: start, value: function(start))]
    for index in 0..<n {
      var x = start
      x[index] += step
      corners.append((x, function(x)))
    }
    var used = n + 1
    while used < evaluations {
      corners.sort { $0.value < $1.value }
      let (best, worst) = (corners[0], corners[n])
      if worst.value - best.value <= tolerance * (abs(best.value) + .leastNormalMagnitude) { break }
      var centre = [Double](repeating: 0, count: n)
      for corner in corners[..<n] { for index in 0..<n { centre[index] += corner.x[index] / Double(n) } }
      func moved(_ factor: Double) -> (x: [Double], value: Double) {
        let x = zip(centre, worst.x).map { $0 + factor * ($0 - $1) }
        used += 1
        return (x, function(x))
      }
      let reflected = moved(1)
      if reflected.value < best.value {
        let expanded = moved(2)
        corners[n] = expanded.value < reflected.value ? expanded : reflected
      } else if reflected.value < corners[n - 1].value {
        corners[n] = reflected
      } else {
        let contracted = moved(reflected.value < worst.value ? 0.5 : -0.5)
        if contracted.value < min(reflected.value, worst.value) {
          corners[n] = contracted
        } else {
          for index in 1...n {
            corners[index].x = zip(corners[index].x, best.x).map { 0.5 * ($0 + $1) }
            corners[index].value = function(corners[index].x)
          }
          used += n
        }
      }
    }
    return corners.min { $0.value < $1.value } ?? (start, .infinity)
  }
}
