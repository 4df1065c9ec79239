import RealModule

/// Difference approximations of a Jacobian, which never leave the bounds of the unknowns.
enum Differences {
  /// Forward differences with steps of √ε; backward, or shorter, where a bound would be crossed.
  /// A step never becomes smaller than it would be for `sizes`; otherwise it would be lost in the rounding of f.
  static func forward(
    at x: [Double], sizes: [Double], _ f: [Double], _ residuals: (_ x: [Double], _ f: inout [Double]) -> Void,
    _ bounds: [ClosedRange<Double>]?, _ work: inout [Double], _ j: inout Matrix
  ) {
    var moved = x
    for k in x.indices {
      let step = Double.sqrt(.ulpOfOne) * max(abs(x[k]), sizes[k], 1e-8)
      let up = min(x[k] + step, bounds?[k].upperBound ?? .infinity)
      let down = max(x[k] - step, bounds?[k].lowerBound ?? -.infinity)
      moved[k] = up - x[k] >= x[k] - down ? up : down
      let exact = moved[k] - x[k]
      residuals(moved, &work)
      for row in f.indices { j[row, k] = exact == 0 ? 0 : (work[row] - f[row]) / exact }
      moved[k] = x[k]
    }
  }

  /// Central differences; one-sided at a bound.
  static func central(
    at x: [Double], _ residuals: (_ x: [Double], _ f: inout [Double]) -> Void, _ bounds: [ClosedRange<Double>]?,
    _ work: inout [Double], _ j: inout Matrix
  ) {
    for k in x.indices {
      let (up, down, width) = around(x, k, bounds)
      residuals(up, &work)
      for row in work.indices { j[row, k] = work[row] }
      residuals(down, &work)
      for row in work.indices { j[row, k] = width > 0 ? (j[row, k] - work[row]) / width : 0 }
    }
  }

  /// The points on both sides of x along unknown k, a cube root of ε away, and their distance.
  static func around(
    _ x: [Double], _ k: Int, _ bounds: [ClosedRange<Double>]?
  ) -> (up: [Double], down: [Double], width: Double) {
    let step = Double.root(.ulpOfOne, 3) * max(abs(x[k]), 1e-8)
    var up = x
    var down = x
    up[k] = min(x[k] + step, bounds?[k].upperBound ?? .infinity)
    down[k] = max(x[k] - step, bounds?[k].lowerBound ?? -.infinity)
    return (up, down, up[k] - down[k])
  }
}
