import Drivers
import Forecasting
import LeastSquares
import RealModule
import Series

/// Finds the unknown quantities of a scenario file from published figures.
///
/// min Σ_i ((ln U_i(x) − ln published_i)/tolerance_i)² + Σ_j ((x_j − belief_j)/sd_j)², at the centre by
/// Levenberg–Marquardt, and for each draw by Gauss–Newton steps from there, with the draw's own assumptions, its own
/// belief of x and its own error within the tolerance (randomised maximum likelihood: D. S. Oliver, N. He and
/// A. C. Reynolds, ECMOR V (1996)). Figures are met by expected drivers without innovations. What the points leave open
/// stays where it was believed to be, and is reported as open.
struct Calibration: Sendable {
  /// A published figure to be met.
  struct Point: Sendable {
    let scenario: Int
    /// The index of its month behind the base.
    let month: Int
    let published: Double
    /// As a fraction; 0 for none.
    let tolerance: Double
  }

  /// No decay is looked for above.
  static let highestDecay = 0.99
  /// The tolerance of a figure to be met exactly, far below the width of any belief.
  private static let exact = 1e-9
  /// The width, relative to its size, of the belief in an unknown of which nothing is believed: it decides only what the
  /// points do not.
  private static let vague = 1e3

  let equation: ScenarioEquation
  let points: [Point]
  /// The positions of the unknowns.
  let unknowns: [Int]
  /// The standard deviations of what is believed of them; nil for nothing.
  let beliefs: [Double?]
  private let bounds: [ClosedRange<Double>]
  private(set) var solution: [Double] = []

  /// Solves at the centre.
  ///
  /// - Throws: ``ScenarioError/nothingMoves(file:line:scenario:month:)`` where no unknown moves a figure,
  ///   ``ScenarioError/notCalibrated(file:line:)`` where no solution was found.
  init(
    _ equation: ScenarioEquation, _ request: ScenarioFile.CalibrationRequest, _ points: [Point]
  ) throws {
    self.equation = equation
    self.points = points
    unknowns = equation.quantities.unknowns
    let distribution = equation.quantities.distribution
    beliefs = unknowns.map { position in
      let variance = (0..<distribution.factor.columns).reduce(0) {
        $0 + distribution.factor[position, $1] * distribution.factor[position, $1]
      }
      return variance > 0 ? .sqrt(variance) : nil
    }
    bounds = zip(unknowns, request.unknowns).map { _, unknown in
      if case .carryover = unknown.quantity { return 0...Self.highestDecay }
      return -Double.infinity...Double.infinity
    }
    let start = unknowns.map { distribution.mean[$0] }
    for (point, stated) in zip(points, request.points) {
      let slopes = slopes(at: start.map { Lanes(repeating: $0) }, equation.centre().parameters, [point])
      guard slopes.values[0].contains(where: { abs($0[0]) > 1e-12 }) else {
        throw ScenarioError.nothingMoves(
          file: equation.file.file, line: stated.line, scenario: stated.scenario, month: stated.month)
      }
    }
    let widths = widths(start)
    let fit = LevenbergMarquardt().minimise(
      from: start, count: points.count + unknowns.count,
      residuals: { x, residuals in
        let values = logUsers(x.map { Lanes(repeating: $0) }, equation.centre().parameters, points)
        for (index, point) in points.enumerated() {
          residuals[index] = (values[index][0] - .log(point.published)) / max(point.tolerance, Self.exact)
        }
        for index in x.indices { residuals[points.count + index] = (x[index] - start[index]) / widths[index] }
      }, bounds: bounds.contains { $0.lowerBound.isFinite } ? bounds : nil)
    guard fit.termination != .notFinite, fit.parameters.allSatisfy(\.isFinite) else {
      throw ScenarioError.notCalibrated(file: equation.file.file, line: request.line)
    }
    // Heavy points beside light beliefs: the last digits by steps on the points' own scale.
    solution = fit.parameters
    let refined = solved(from: solution, equation.centre().parameters, errors: points.map { _ in Lanes(repeating: 0) })
    if refined.allSatisfy(\.isFinite) { solution = refined.map { $0[0] } }
  }

  /// The width of each belief, vague where there is none.
  private func widths(_ start: [Double]) -> [Double] {
    zip(start, beliefs).map { value, belief in belief ?? Self.vague * max(abs(value), 1e-3) }
  }

  /// ln U of the points for given unknowns.
  private func logUsers(_ x: [Lanes], _ parameters: [Lanes], _ points: [Point]) -> [Lanes] {
    var parameters = parameters
    for (index, position) in unknowns.enumerated() { parameters[position] = x[index] }
    let draw = equation.centre(parameters)
    var paths: [Int: [Lanes]] = [:]
    return points.map { point in
      let path = paths[point.scenario] ?? equation.levels(equation.whole(point.scenario), as: point.scenario, draw)
      paths[point.scenario] = path
      return path[point.month]
    }
  }

  /// ln U of the points and its slopes in the unknowns, by differences.
  private func slopes(
    at x: [Lanes], _ parameters: [Lanes], _ points: [Point]
  ) -> (values: [[Lanes]], centre: [Lanes]) {
    let centre = logUsers(x, parameters, points)
    var result = points.map { _ in [Lanes](repeating: Lanes(repeating: 0), count: x.count) }
    for index in x.indices {
      let size = pointwiseMax(x[index].magnitudes, Lanes(repeating: 1e-3))
      var moved = x
      moved[index] += 1e-6 * size
      let step = moved[index] - x[index]
      for (row, value) in logUsers(moved, parameters, points).enumerated() {
        result[row][index] = (value - centre[row]) / step
      }
    }
    return (result, centre)
  }

  /// Gauss–Newton steps for eight draws; slopes are taken again only where a step with the old ones is not small.
  private func solved(from start: [Double], _ parameters: [Lanes], errors: [Lanes]) -> [Lanes] {
    var x = start.map { Lanes(repeating: $0) }
    let belief = unknowns.map { parameters[$0] }
    let widths = widths(unknowns.map { equation.quantities.distribution.mean[$0] })
    var (slopes, centre) = slopes(at: x, parameters, points)
    for _ in 0..<12 {
      var rows: [[Lanes]] = []
      var right: [Lanes] = []
      for (index, point) in points.enumerated() {
        let tolerance = max(point.tolerance, Self.exact)
        rows.append(slopes[index].map { $0 / tolerance })
        right.append((.log(point.published) + errors[index] - centre[index]) / tolerance)
      }
      for index in x.indices {
        var row = [Lanes](repeating: Lanes(repeating: 0), count: x.count)
        row[index] = Lanes(repeating: 1 / widths[index])
        rows.append(row)
        right.append((belief[index] - x[index]) / widths[index])
      }
      let steps = leastSquares(rows, right)
      var largest = 0.0
      for index in x.indices {
        let before = x[index]
        x[index] += steps[index]
        if bounds[index].lowerBound.isFinite {
          x[index] = pointwiseMin(
            pointwiseMax(x[index], Lanes(repeating: bounds[index].lowerBound)),
            Lanes(repeating: bounds[index].upperBound))
        }
        let change = (x[index] - before).magnitudes / (pointwiseMax(x[index].magnitudes, Lanes(repeating: 1e-9)))
        largest = max(largest, change.max())
      }
      // Slopes by differences are good to eight digits: what is left behind a step this small is below the last digit.
      if !(largest > 1e-7) { break }
      let moved = logUsers(x, parameters, points)
      let miss =
        zip(zip(moved, centre), slopes).map { ends, slope in
          zip(slope, steps).reduce(ends.0 - ends.1) { $0 - $1.0 * $1.1 }.magnitudes.max()
        }.max() ?? 0
      if miss > 1e-7 {
        (slopes, centre) = self.slopes(at: x, parameters, points)
      } else {
        centre = moved
      }
    }
    return x
  }

  /// Puts the solution of each draw into its quantities.
  ///
  /// - Parameters:
  ///   - draw: eight draws.
  ///   - seed: of the errors within the tolerances.
  func apply(to draw: inout ScenarioEquation.Draw, seed: UInt64) {
    if draw.isCentral {
      for (index, position) in unknowns.enumerated() { draw.parameters[position] = Lanes(repeating: solution[index]) }
      return
    }
    var errors = points.map { _ in Lanes(repeating: 0) }
    for (index, point) in points.enumerated() where point.tolerance > 0 {
      for lane in stride(from: 0, to: 8, by: 2) {
        var stream = RandomStream(seed: seed ^ 0xA076_1D64_78BD_642F &+ UInt64(index), index: (draw.first + lane) / 2)
        let error = point.tolerance * stream.normal()
        errors[index][lane] = error
        errors[index][lane + 1] = -error
      }
    }
    let x = solved(from: solution, draw.parameters, errors: errors)
    for (index, position) in unknowns.enumerated() {
      // A draw without a solution stays at the centre rather than making every number infinite.
      draw.parameters[position] = x[index].replacing(
        with: Lanes(repeating: solution[index]), where: (x[index] * 0) .!= Lanes(repeating: 0))
    }
  }

  /// The centre of everything, calibrated.
  var centre: ScenarioEquation.Draw {
    var draw = equation.centre()
    apply(to: &draw, seed: 0)
    return draw
  }

  /// ∂ ln U_i/∂x_j at the solution, by point and unknown.
  var jacobian: [[Double]] {
    slopes(at: solution.map { Lanes(repeating: $0) }, equation.centre().parameters, points).values.map {
      $0.map { $0[0] }
    }
  }
}

extension SIMD8<Double> {
  /// |x| in every lane.
  var magnitudes: Lanes { pointwiseMax(self, -self) }
}
