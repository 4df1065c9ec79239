import Drivers
import Forecasting
import RealModule
import Sampling

extension Calibration {
  /// The objective of eight draws.
  struct Problem {
    let parameters: [Lanes]
    let errors: [Lanes]
    let beliefs: [Lanes]
    let widths: [Double]
  }

  /// Half of the objective, from ln U of the points.
  func objective(_ x: [Lanes], _ values: [Lanes], _ problem: Problem) -> Lanes {
    var sum = Lanes(repeating: 0)
    for (index, point) in points.enumerated() {
      let miss = (.log(point.published) + problem.errors[index] - values[index]) / max(point.tolerance, Self.exact)
      sum += miss * miss
    }
    for index in x.indices {
      let distance = (problem.beliefs[index] - x[index]) / problem.widths[index]
      sum += distance * distance
    }
    return sum
  }

  /// Gauss–Newton steps for eight draws: shortened where they do not lower the objective, within the bounds, where an
  /// unknown that presses against its bound is held fixed. Slopes are computed anew only where the old ones no longer
  /// predict.
  func solved(from start: [Double], _ parameters: [Lanes], errors: [Lanes]) -> [Lanes] {
    let problem = Problem(
      parameters: parameters, errors: errors, beliefs: unknowns.map { parameters[$0] },
      widths: widths(unknowns.map { equation.quantities.distribution.mean[$0] }))
    var x = start.map { Lanes(repeating: $0) }
    var (slopes, values) = slopes(at: x, parameters, points)
    var lowest = objective(x, values, problem)
    for _ in 0..<40 {
      let steps = step(x, slopes, values, problem)
      var moved = x
      for index in x.indices { moved[index] = bounded(x[index] + steps[index], index) }
      var trial = logUsers(moved, parameters, points)
      var reached = objective(moved, trial, problem)
      var share = 1.0
      // Comparisons with NaN are false, so that such a step is shortened as well. Sums below the square of
      // the last digits of ln U count as met.
      var isWorse = .!(reached .<= lowest * (1 + 1e-9) + 1e-9)
      while any(isWorse), share > 1e-6 {
        share /= 4
        for index in x.indices {
          moved[index].replace(with: bounded(x[index] + share * steps[index], index), where: isWorse)
        }
        trial = logUsers(moved, parameters, points)
        reached = objective(moved, trial, problem)
        isWorse = .!(reached .<= lowest * (1 + 1e-9) + 1e-9)
      }
      for index in x.indices { moved[index].replace(with: x[index], where: isWorse) }
      var change = 0.0
      for index in x.indices {
        let size = pointwiseMax(moved[index].magnitudes, Lanes(repeating: 1e-9))
        change = max(change, ((moved[index] - x[index]).magnitudes / size).max())
      }
      let predicted =
        zip(zip(trial, values), slopes).map { ends, slope in
          zip(slope, x.indices).reduce(ends.0 - ends.1) { $0 - $1.0 * (moved[$1.1] - x[$1.1]) }.magnitudes.max()
        }.max() ?? 0
      x = moved
      if any(isWorse) { trial = logUsers(x, parameters, points) }
      lowest = objective(x, trial, problem)
      // Slopes by differences have eight good digits: what remains after a step this small is below the last digit.
      if !(change > 1e-7) { break }
      if predicted > 1e-7 || share < 1 {
        (slopes, values) = self.slopes(at: x, parameters, points)
      } else {
        values = trial
      }
    }
    return x
  }

  /// The step of every draw; zero for an unknown at a bound that it would cross.
  private func step(_ x: [Lanes], _ slopes: [[Lanes]], _ values: [Lanes], _ problem: Problem) -> [Lanes] {
    var frozen = x.map { _ in SIMDMask<SIMD8<Int64>>(repeating: false) }
    var steps: [Lanes] = []
    for _ in 0...x.count {
      var rows: [[Lanes]] = []
      var right: [Lanes] = []
      for (index, point) in points.enumerated() {
        let tolerance = max(point.tolerance, Self.exact)
        rows.append(zip(slopes[index], frozen).map { ($0 / tolerance).replacing(with: 0, where: $1) })
        right.append((.log(point.published) + problem.errors[index] - values[index]) / tolerance)
      }
      for index in x.indices {
        var row = [Lanes](repeating: Lanes(repeating: 0), count: x.count)
        row[index] = Lanes(repeating: 1 / problem.widths[index])
        rows.append(row)
        right.append(
          ((problem.beliefs[index] - x[index]) / problem.widths[index]).replacing(with: 0, where: frozen[index]))
      }
      steps = LaneLeastSquares.solve(rows, right)
      var isFree = true
      for index in x.indices where bounds[index].lowerBound.isFinite {
        let leaves =
          ((x[index] .<= Lanes(repeating: bounds[index].lowerBound)) .& (steps[index] .< 0))
          .| ((x[index] .>= Lanes(repeating: bounds[index].upperBound)) .& (steps[index] .> 0))
        if any(leaves .& .!frozen[index]) {
          frozen[index] = frozen[index] .| leaves
          isFree = false
        }
      }
      if isFree { break }
    }
    return steps
  }

  private func bounded(_ value: Lanes, _ index: Int) -> Lanes {
    guard bounds[index].lowerBound.isFinite else { return value }
    return pointwiseMin(
      pointwiseMax(value, Lanes(repeating: bounds[index].lowerBound)), Lanes(repeating: bounds[index].upperBound))
  }
}
